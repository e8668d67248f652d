using PromptShield.Reporting;

namespace PromptShield;

public class MemberNameTests
{
    [Theory]
    [InlineData("M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])", "ChatClient.CompleteChat")]
    [InlineData("M:A.B`1.C``2(``0,`0)", "B.C")]
    [InlineData("M:A.B.#ctor(System.Int32)", "B.new")]
    [InlineData("P:A.B.C", "B.C")]
    [InlineData("M:Main", "Main")]
    [InlineData("not an id", "not an id")]
    [InlineData("M:", "M:")]
    public void Is_the_type_and_the_member(string id, string expected) => Assert.Equal(expected, MemberName.Of(id));
}
