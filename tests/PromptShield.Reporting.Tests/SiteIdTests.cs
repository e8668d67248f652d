using PromptShield.Reporting;

namespace PromptShield;

public class SiteIdTests
{
    // printf 'src/Desk/Desk.csproj\x1fM:Acme.Desk.Ask(System.String)\x1fM:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])\x1f0' | sha256sum | cut -c1-16
    [Theory]
    [InlineData("src/Desk/Desk.csproj", "M:Acme.Desk.Ask(System.String)", "M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])", 0, "1e1b663ccacc940d")]
    [InlineData("src/Desk/Desk.csproj", "M:Acme.Desk.Ask(System.String)", "M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])", 12, "4bfde8569f4581fe")]
    [InlineData("Größe.csproj", "M:Program.<Main>$(System.String[])", "M:System.Console.WriteLine(System.String)", 3, "39e9490c6529fdb3")]
    public void Follows_the_published_formula(string project, string symbol, string api, int ordinal, string expected)
        => Assert.Equal(expected, SiteId.Of(project, symbol, api, ordinal));

    [Fact]
    public void Does_not_depend_on_where_the_call_stands()
    {
        var site = new InventorySite { Symbol = "M:A.B", Api = "M:C.D", Ordinal = 1, File = "a.cs", Line = 3, Column = 5 };

        Assert.Equal(SiteId.Of("p.csproj", site), SiteId.Of("p.csproj", site with { File = "b.cs", Line = 30, Column = 50 }));
        Assert.NotEqual(SiteId.Of("p.csproj", site), SiteId.Of("p.csproj", site with { Ordinal = 2 }));
    }
}
