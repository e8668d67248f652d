using PromptShield.Tool;

namespace PromptShield;

public class AppHeadTests
{
    [Fact]
    public void DirectivesStandAfterShebangCommentsAndBlankLines()
    {
        var head = AppHead.Parse("#!/usr/bin/env dotnet\n// note\n\n/* more\n */\n#:package  OpenAI@2.15.0 \n  #:property A=b c\n#nullable enable\nSystem.Console.WriteLine();\n");

        Assert.True(head.IsApp);
        Assert.Equal([new("package", "OpenAI@2.15.0", 6), new("property", "A=b c", 7)], head.Directives);
    }

    [Fact]
    public void AShebangAloneMakesAnApp()
    {
        var head = AppHead.Parse("#!/usr/bin/env dotnet\nSystem.Console.WriteLine();");

        Assert.True(head.IsApp);
        Assert.Empty(head.Directives);
    }

    [Theory]
    [InlineData("")]
    [InlineData("System.Console.WriteLine();")]
    [InlineData("// #:package OpenAI@2.15.0\nSystem.Console.WriteLine();")]
    [InlineData("/*\n#:package OpenAI@2.15.0\n*/\nSystem.Console.WriteLine();")]
    [InlineData("using System;\n#:package OpenAI@2.15.0\nConsole.WriteLine();")]
    [InlineData("var text = \"\"\"\n#:package OpenAI@2.15.0\n\"\"\";")]
    [InlineData("\n#!/usr/bin/env dotnet\nSystem.Console.WriteLine();")]
    [InlineData("#region a:b\n#endregion\nclass C;")]
    public void WhatIsNoDirectiveMakesNoApp(string text) => Assert.False(AppHead.Parse(text).IsApp);

    [Fact]
    public void ADirectiveBehindAConditionCountsAsTheSdkTakesIt()
        => Assert.Equal(new("package", "X", 2), Assert.Single(AppHead.Parse("#if NEVER\n#:package X\n#endif\nclass C;").Directives));

    [Theory]
    [InlineData("#:", "", "")]
    [InlineData("#: package X", "package", "X")]
    [InlineData("#:package", "package", "")]
    [InlineData("#:package\tX", "package", "X")]
    public void KindAndTextAreTakenApart(string text, string kind, string rest)
        => Assert.Equal(new(kind, rest, 1), Assert.Single(AppHead.Parse(text).Directives));

    [Theory]
    [InlineData("#:package X\n// and on", true)]
    [InlineData("#:package X\nclass", false)]
    public void ABeginningWithoutCodeIsCut(string beginning, bool isCut)
        => Assert.Equal(isCut, AppHead.Parse(beginning, isCut: true).IsCut);

    [Fact]
    public void AWholeFileWithoutCodeIsNotCut() => Assert.False(AppHead.Parse("#:package X\n// and on").IsCut);
}
