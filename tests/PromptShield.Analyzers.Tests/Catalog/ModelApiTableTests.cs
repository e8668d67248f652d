using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class ModelApiTableTests
{
    private static readonly string[] Kinds = ["chat", "completion", "embedding", "image", "audio", "agent", "tool", "file", "http", "realtime"];

    /// <summary>Entries of packages that are referenced here but describe other versions of them: the name was dropped, or is yet to come.</summary>
    private static readonly HashSet<string> OtherVersions = new(StringComparer.Ordinal)
    {
        // Azure.AI.OpenAI 1.0 betas had a client of their own.
        "Azure.AI.OpenAI.OpenAIClient",

        // OpenAI 2.0 - 2.7.
        "OpenAI.RealtimeConversation.RealtimeConversationClient",
        "OpenAI.Responses.OpenAIResponseClient",
        "OpenAI.Responses.ResponsesClient.CreateResponseStreaming",

        // Betalgo.OpenAI, whose assembly bore the name of today's OpenAI.
        "OpenAI.Interfaces.IChatCompletionService",

        // Microsoft.Extensions.AI previews.
        "Microsoft.Extensions.AI.IChatClient.CompleteAsync",
        "Microsoft.Extensions.AI.IChatClient.CompleteStreamingAsync",
        "Microsoft.Extensions.AI.ChatClientExtensions.CompleteAsync",
        "Microsoft.Extensions.AI.ChatClientExtensions.CompleteStreamingAsync",
        "Microsoft.Extensions.AI.EmbeddingGeneratorExtensions.GenerateEmbeddingAsync",
        "Microsoft.Extensions.AI.EmbeddingGeneratorExtensions.GenerateEmbeddingVectorAsync",

        // OllamaSharp before 5.
        "OllamaSharp.IOllamaApiClient.Chat",
        "OllamaSharp.IOllamaApiClient.Generate",
        "OllamaSharp.IOllamaApiClient.Embed",
        "OllamaSharp.IOllamaApiClient.StreamCompletion",
        "OllamaSharp.IOllamaApiClient.SendChat",
    };

    [Fact]
    public void Every_entry_of_a_referenced_package_resolves_to_a_real_method()
    {
        var compilation = CSharpCompilation.Create("Empty", [], Snippet.Packages);
        var assemblies = compilation.SourceModule.ReferencedAssemblies.Select(static assembly => assembly.Name).ToHashSet(StringComparer.Ordinal);
        var missing = new List<string>();
        var resolved = 0;
        foreach (var api in ModelApiTable.Default.All.Where(api => api.Assemblies.Any(assemblies.Contains)))
        {
            var type = compilation.GetTypesByMetadataName(api.Type).SingleOrDefault(type => api.IsIn(type.ContainingAssembly.Name));
            if (type is not null && type.GetMembers(api.Method).OfType<IMethodSymbol>().Any())
            {
                resolved++;
                Assert.False(OtherVersions.Contains($"{api.Type}.{api.Method}"), $"{api.Type}.{api.Method} resolves and needs no exception.");
            }
            else if (!OtherVersions.Contains(api.Type) && !OtherVersions.Contains($"{api.Type}.{api.Method}"))
            {
                missing.Add($"{api.Type}|{string.Join(',', api.Assemblies)}|{api.Method}");
            }
        }

        Assert.Empty(missing);
        Assert.True(resolved > 200, $"Only {resolved} entries were checked.");
    }

    [Fact]
    public void Kinds_are_those_of_the_report_contract() => Assert.All(ModelApiTable.Default.All, static api => Assert.Contains(api.Kind, Kinds));

    [Fact]
    public void Every_entry_names_its_assemblies() =>
        Assert.All(ModelApiTable.Default.All, static api => Assert.All(api.Assemblies, static name => Assert.Matches("^[A-Za-z][A-Za-z0-9._-]*$", name)));

    [Theory]
    [InlineData("LLamaSharp", true)]
    [InlineData("Own", false)]
    public void A_type_is_a_model_api_only_in_the_assembly_of_its_sdk(string assembly, bool isModel) => Assert.Equal(
        isModel, ModelCatalog.Match(MethodOf("LLama.Abstractions", "ILLamaExecutor", "InferAsync", assembly)) is not null);

    [Theory]
    [InlineData("LangChain", true)]
    [InlineData("LangChain.Core", true)]
    [InlineData("LangChain.Providers.Abstractions", true)]
    [InlineData("LangChain.Databases", false)]
    public void Any_assembly_of_a_list_will_do(string assembly, bool isModel) => Assert.Equal(
        isModel, ModelCatalog.Match(MethodOf("LangChain.Providers", "IChatModel", "GenerateAsync", assembly)) is not null);

    [Fact]
    public void No_entry_is_written_twice() => Assert.Equal(
        ModelApiTable.Default.All.Count(), ModelApiTable.Default.All.Select(static api => (api.Type, api.Method, string.Join(',', api.Assemblies))).Distinct().Count());

    [Theory]
    [InlineData("A.B|A|M|sink|chat|sdk")]
    [InlineData("A.B||M|sink|chat|sdk|provider")]
    [InlineData("A.B|A|M|neither|chat|sdk|provider")]
    public void A_malformed_line_is_refused(string line) => Assert.Throws<FormatException>(() => new ModelApiTable([line]));

    [Fact]
    public void An_ambiguous_name_tells_nothing_on_its_own()
    {
        var table = new ModelApiTable(["ambiguous-names: Send", "T|A|Send|sink|chat|s|p", "T|A|CompleteChat|sink|chat|s|p"]);
        Assert.False(table.IsTelling("Send"));
        Assert.True(table.IsTelling("CompleteChat"));
        Assert.False(table.IsTelling("Other"));
    }

    private static IMethodSymbol MethodOf(string space, string type, string method, string assembly) => CSharpCompilation
        .Create(assembly, [CSharpSyntaxTree.ParseText($"namespace {space}; public interface {type} {{ void {method}(); }}", cancellationToken: TestContext.Current.CancellationToken)], Snippet.Packages)
        .Assembly.GetTypeByMetadataName($"{space}.{type}")!.GetMembers(method).OfType<IMethodSymbol>().Single();
}
