using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>The tables of members name what the real packages declare.</summary>
public sealed class MemberTableTests
{
    /// <summary>Namespaces of packages that the test project does not reference: their lines are taken from the catalogue of SDKs.</summary>
    private static readonly string[] Absent =
    [
        "Amazon.", "Anthropic.SDK.", "Azure.AI.Agents.Persistent.", "Azure.AI.OpenAI.OpenAIClient", "Azure.AI.Projects.", "Cohere.", "Google.", "Mistral.", "OpenAI.OpenAiOptions",
        "OpenAI.Responses.OpenAIResponseClient", "OpenAI.Responses.ResponseCreationOptions", "OpenAI_API.", "Microsoft.SemanticKernel.Ollama", "Microsoft.Extensions.DependencyInjection.Ollama", "Microsoft.SemanticKernel.AzureAIInference",
        "Microsoft.Extensions.DependencyInjection.AzureAIInference", "Microsoft.SemanticKernel.MistralAI", "Microsoft.SemanticKernel.HuggingFace", "Microsoft.SemanticKernel.GoogleAI", "Microsoft.SemanticKernel.VertexAI",
    ];

    /// <summary>Members of versions before the one that is referenced.</summary>
    private static readonly string[] Former = ["GetOpenAIResponseClient", "CreateResponseStreaming"];

    [Fact]
    public void Every_type_is_known_or_of_a_package_that_is_not_referenced()
    {
        var compilation = Compile();
        var missing = All().SelectMany(static entry => entry.Types).Distinct().Where(type => compilation.GetTypesByMetadataName(type).IsEmpty).ToList();
        Assert.All(missing, type => Assert.Contains(Absent, prefix => type.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_member_is_declared_by_one_of_its_types()
    {
        var compilation = Compile();
        foreach (var entry in All())
        {
            var types = entry.Types.SelectMany(type => compilation.GetTypesByMetadataName(type)).ToList();
            if (types.Count == entry.Types.Length)
            {
                Assert.All(entry.Members.Except(Former), member => Assert.Contains(types.SelectMany(type => type.GetMembers(member)), found => IsOf(entry, found)));
            }
        }
    }

    [Fact]
    public void Every_type_declares_one_of_its_members()
    {
        var compilation = Compile();
        foreach (var entry in All())
        {
            Assert.All(
                entry.Types.SelectMany(type => compilation.GetTypesByMetadataName(type)),
                type => Assert.Contains(entry.Members.SelectMany(member => type.GetMembers(member)), found => IsOf(entry, found)));
        }
    }

    private static bool IsOf(MemberEntry entry, ISymbol found) =>
        entry.IsProperty ? found is IPropertySymbol { SetMethod: not null } : found is IMethodSymbol method && (entry is EndpointEntry { Address.Length: > 0 } || entry is RetentionEntry || method.Parameters.Any(entry.Takes));

    private static IEnumerable<MemberEntry> All() =>
        [.. EndpointTable.Default.Addresses, .. EndpointTable.Default.Clients, .. EndpointTable.Default.Regions, .. ModelParameters.Default, .. RetentionTable.Default, .. CallBounds.Default.Timeouts, .. ToolEffects.Default.Switches.Select(static each => each.Member)];

    private static CSharpCompilation Compile() => Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], string.Empty);
}
