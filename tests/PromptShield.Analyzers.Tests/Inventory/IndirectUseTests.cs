using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Inventory;

/// <summary>Ways to a sink that leave no call to judge must be counted, and nothing else.</summary>
public sealed class IndirectUseTests
{
    [Theory]
    [InlineData("Action<string> w = Console.WriteLine; w(email);", "method-group", 1)]
    [InlineData("new List<string> { email }.ForEach(Console.Out.WriteLine);", "method-group", 1)]
    [InlineData("Action<string> a = Console.Write, b = s => System.Diagnostics.Trace.WriteLine(s); a += Console.Error.WriteLine;", "method-group", 2)]
    [InlineData("Func<string, object, System.Diagnostics.Activity> tag = new System.Diagnostics.Activity(\"x\").SetTag;", "method-group", 1)]
    [InlineData("typeof(ChatClient).GetMethod(\"CompleteChat\", [typeof(OpenAI.Chat.ChatMessage[])]);", "reflection", 1)]
    [InlineData("var type = typeof(ChatClient); foreach (var method in type.GetMethods()) { }", "reflection", 1)]
    [InlineData("new ChatClient(\"m\", \"k\").GetType().InvokeMember(\"CompleteChat\", System.Reflection.BindingFlags.InvokeMethod, null, null, null);", "reflection", 1)]
    [InlineData("Type.GetType(\"OpenAI.Chat.ChatClient, OpenAI\")!.GetMember(\"CompleteChat\");", "reflection", 1)]
    [InlineData("Activator.CreateInstance(typeof(ChatClient)); Activator.CreateInstance<ChatClient>();", "reflection", 2)]
    [InlineData("Field.GetMethod(\"CompleteChat\");", "reflection", 1)]
    [InlineData("System.Reflection.RuntimeReflectionExtensions.GetRuntimeMethods(typeof(IChatClient));", "reflection", 1)]
    public async Task An_indirect_use_is_counted(string statements, string reason, int count) =>
        Assert.Equal($"scope\treason\tcount\ncode\t{reason}\t{count}", await NotAnalyzed(statements));

    [Theory]
    [InlineData("Action<string> w = System.IO.File.Delete; w(email);")]
    [InlineData("Action w = Console.WriteLine; w();")]
    [InlineData("using var text = new StringWriter(); Action<string> w = text.WriteLine;")]
    [InlineData("var name = nameof(Console.WriteLine) + nameof(ChatClient.CompleteChat);")]
    [InlineData("Action<string> w = s => Console.WriteLine(s);")]
    [InlineData("typeof(ChatCompletionOptions).GetMethod(\"ToString\");")]
    [InlineData("var type = typeof(ChatClient); var name = type.Name + type.GetProperty(\"Pipeline\");")]
    [InlineData("email.GetType().GetMethods();")]
    [InlineData("Type.GetType(\"Own.ChatClient\")!.GetMethods();")]
    [InlineData("Activator.CreateInstance(typeof(List<string>));")]
    [InlineData("new ServiceCollection().AddSingleton(typeof(ChatClient));")]
    public async Task What_is_no_such_use_is_not(string statements) => Assert.Equal("scope\treason\tcount", await NotAnalyzed(statements));

    private static async Task<string> NotAnalyzed(string statements)
    {
        var source = Guards.Wrap("var email = \"\"; " + statements, "static readonly Type Field = typeof(ChatClient);");
        var (_, diagnostics) = await Guards.Judge(Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], source));
        return diagnostics.Single(static diagnostic => diagnostic.Id == "PSH9001").Properties["notAnalyzed"]!;
    }
}
