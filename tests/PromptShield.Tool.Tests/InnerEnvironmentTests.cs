using PromptShield.Tool;

namespace PromptShield;

public class InnerEnvironmentTests
{
    [Theory]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("OPENAI_BASE_URL")]
    [InlineData("Azure_Client_Secret")]
    [InlineData("AWS_SESSION_TOKEN")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS")]
    [InlineData("SOME_OTHER_TOKEN")]
    [InlineData("Database__ConnectionString")]
    public void ACredentialIsKeptBack(string name)
    {
        Assert.True(InnerEnvironment.IsCredential(name));
        Assert.True(InnerEnvironment.IsLeftOut(name));
    }

    [Theory]
    [InlineData("MSBuildSDKsPath")]
    [InlineData("MSBUILD_EXE_PATH")]
    [InlineData("DOTNET_HOST_PATH")]
    [InlineData("DOTNET_CLI_CONTEXT_VERBOSE")]
    public void WhatTheHostLeftForItsOwnChildrenIsKeptBackButIsNoCredential(string name)
    {
        Assert.True(InnerEnvironment.IsLeftOut(name));
        Assert.False(InnerEnvironment.IsCredential(name));
    }

    [Theory]
    [InlineData("PATH")]
    [InlineData("HOME")]
    [InlineData("DOTNET_ROOT")]
    [InlineData("NUGET_PACKAGES")]
    [InlineData("NUGET_FEED_TOKEN")]
    [InlineData("KEYBOARD")]
    [InlineData("TOKENIZER_PATH")]
    public void WhatABuildNeedsIsHandedDown(string name) => Assert.False(InnerEnvironment.IsLeftOut(name));

    [Fact]
    public void CleaningNamesCredentialsOnly()
    {
        var environment = new Dictionary<string, string?> { ["SOME_TOKEN"] = "w", ["OPENAI_API_KEY"] = "x", ["MSBuildSDKsPath"] = "y", ["PATH"] = "z" };

        Assert.Equal(["OPENAI_API_KEY", "SOME_TOKEN"], InnerEnvironment.Clean(environment));
        Assert.Equal(["PATH"], environment.Keys);
    }

    [Fact]
    public void WhatIsKeptBackIsNamed()
        => Assert.Equal("It runs. Kept from it, as they may hold credentials: A_KEY, B_TOKEN.", InnerEnvironment.Announce("It runs.", ["A_KEY", "B_TOKEN"]));

    [Fact]
    public void NothingIsSaidOfNothing() => Assert.Equal("It runs.", InnerEnvironment.Announce("It runs.", []));
}
