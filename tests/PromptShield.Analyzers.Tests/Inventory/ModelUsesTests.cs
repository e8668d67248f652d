using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Tests.Guarding;
using PromptShield.Analyzers.Tests.Rules;

namespace PromptShield.Analyzers.Tests.Inventory;

public sealed class ModelUsesTests
{
    [Fact]
    public async Task Models_are_listed_where_an_SDK_is_given_one() => Assert.Equal(
        ["model claude-sonnet-4-5 8", "model desk-gpt 7", "model gpt-4o 4", "model gpt-4o-mini 5", "model text-embedding-3-small 6"],
        await Uses("""
            const string name = "gpt-4o";
            var key = new ApiKeyCredential("unused");
            _ = new ChatClient("gpt-4o", key); _ = new ChatClient(name, key);
            _ = new OpenAIClient(key).GetChatClient(model: "gpt-4o-mini");
            _ = new OpenAI.Embeddings.EmbeddingClient("text-embedding-3-small", key);
            _ = new AzureOpenAIClient(new Uri("http://localhost"), key).GetChatClient("desk-gpt");
            _ = new ChatOptions { ModelId = "claude-sonnet-4-5" };
            _ = new ChatClient(Environment.GetEnvironmentVariable("MODEL"), key);
            Own.Drive("fiat-500");
            """));

    [Fact]
    public async Task Hosts_of_providers_are_listed_without_port_and_path() => Assert.Equal(
        ["endpoint *.openai.azure.com 4", "endpoint api.openai.com 2", "endpoint desk.openai.azure.com 3", "endpoint localhost 5"],
        await Uses("""
            _ = new Uri("https://api.openai.com/v1/chat/completions");
            _ = "https://desk.openai.azure.com";
            _ = $"https://{Environment.MachineName}.openai.azure.com/openai";
            _ = new Uri("http://localhost:11434/api/chat");
            _ = new Uri("https://shop.example.com/orders");
            _ = "see https://api.openai.com";
            """));

    [Fact]
    public async Task Code_without_a_model_lists_nothing() => Assert.Empty(await Uses("Own.Drive(\"x\");"));

    /// <summary>Kind, value and line within the statements, which begin at line 2.</summary>
    private static async Task<IEnumerable<string>> Uses(string statements)
    {
        const string Before = "internal static class Own { public static void Drive(string model) { } }\ninternal class C { internal void M() {\n";
        var source = Guards.Usings + "\n" + Before + statements + "\n} }";
        var found = await RuleSnippet.Diagnostics(source, string.Empty, OutputKind.DynamicallyLinkedLibrary);
        var first = Guards.Usings.Count(static character => character == '\n') + 3;
        return Table.Read(Assert.Single(found, static diagnostic => diagnostic.Id == "PSH9001").Properties["uses"]!)
            .Select(row => $"{row["kind"]} {row["value"]} {int.Parse(row["line"], System.Globalization.CultureInfo.InvariantCulture) - first + 1}");
    }
}
