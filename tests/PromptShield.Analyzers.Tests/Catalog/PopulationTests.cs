using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>Holds the catalogue to the survey of SDKs: entries of referenced packages by documentation id, the others by stubs of their names.</summary>
public sealed class PopulationTests
{
    private static readonly string[] Categories =
    [
        ModelApiFact.ModelCall, "builds-prompt", "embeds-when-configured", "guard", "hook", "log-sink", "makes-client", "output-source", "raw-http",
        "reads-back", "retention-evidence", "same-method", "telemetry-sink", "tool-boundary", "untrusted-source",
    ];

    private static readonly CSharpCompilation Packages = CSharpCompilation.Create("Empty", [], Snippet.Packages);

    [Fact]
    public void Every_entry_of_the_survey_is_accounted_for()
    {
        Assert.Equal(856, ModelApiFact.All.Count);
        Assert.All(ModelApiFact.All, static fact => Assert.Contains(fact.Category, Categories));
        Assert.All(ModelApiFact.All, static fact => Assert.NotEmpty(fact.Source));
    }

    [Fact]
    public void Every_model_call_of_a_referenced_package_resolves_by_documentation_id_and_is_known()
    {
        var faults = new List<string>();
        var (entries, ids) = (0, 0);
        foreach (var fact in ModelApiFact.All.Where(static fact => fact is { Category: ModelApiFact.ModelCall, Group: ModelApiFact.Package }))
        {
            entries++;
            foreach (var id in fact.DocumentationIds)
            {
                ids++;
                if (Resolve(fact, id) is not IMethodSymbol method)
                {
                    faults.Add("does not resolve: " + id);
                }
                else if (ModelCatalog.Match(method) is not { Role: ModelApiRole.Sink } api || api.Kind != fact.Kind)
                {
                    faults.Add($"is not known as {fact.Kind}: {id}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal((288, 465), (entries, ids));
    }

    [Fact]
    public void Every_other_method_of_a_referenced_package_is_no_model_call()
    {
        var faults = new List<string>();
        var ids = 0;
        foreach (var fact in ModelApiFact.All.Where(static fact => fact is { Category: not ModelApiFact.ModelCall, Group: ModelApiFact.Package }))
        {
            foreach (var id in fact.DocumentationIds)
            {
                ids++;
                if (Resolve(fact, id) is not { } symbol)
                {
                    faults.Add("does not resolve: " + id);
                }
                else if (symbol is IMethodSymbol method && ModelCatalog.Match(method) is { Role: ModelApiRole.Sink })
                {
                    faults.Add($"is known as a model call, but is {fact.Category}: {id}");
                }
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(1547, ids);
    }

    [Fact]
    public void Every_model_call_of_another_package_is_known_by_a_stub_and_only_in_the_assembly_of_its_sdk()
    {
        var faults = new List<string>();
        var entries = 0;
        foreach (var fact in ModelApiFact.All.Where(static fact => fact is { Category: ModelApiFact.ModelCall, Group: not ModelApiFact.Package }))
        {
            entries++;
            if (ModelCatalog.Match(Stub(fact, fact.Assembly)) is not { Role: ModelApiRole.Sink } api || api.Kind != fact.Kind)
            {
                faults.Add($"is not known as {fact.Kind}: {fact.Type}.{fact.Method}");
            }

            if (ModelCatalog.Match(Stub(fact, "Own")) is not null)
            {
                faults.Add($"is known in another assembly: {fact.Type}.{fact.Method}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(213, entries);
    }

    private static ISymbol? Resolve(ModelApiFact fact, string id) => DocumentationCommentId.GetSymbolsForDeclarationId(id, Packages)
        .FirstOrDefault(symbol => symbol.ContainingAssembly.Name == fact.Assembly);

    /// <summary>A method of that name on a type of that name: all that the catalogue looks at.</summary>
    private static IMethodSymbol Stub(ModelApiFact fact, string assembly)
    {
        var dot = fact.Type.LastIndexOf('.');
        var types = fact.Type[(dot + 1)..].Split('+');
        var open = string.Concat(types.Select(static type => $"public class {Declared(type)} {{ "));
        var source = $"namespace {fact.Type[..dot]}; {open}public void {fact.Method}() {{ }} {new string('}', types.Length)}";
        var tree = CSharpSyntaxTree.ParseText(source, cancellationToken: TestContext.Current.CancellationToken);
        return CSharpCompilation.Create(assembly, [tree]).Assembly.GetTypeByMetadataName(fact.Type)!.GetMembers(fact.Method).OfType<IMethodSymbol>().Single();
    }

    private static string Declared(string type)
    {
        var tick = type.IndexOf('`', StringComparison.Ordinal);
        return tick < 0 ? type : $"{type[..tick]}<{string.Join(',', Enumerable.Range(0, int.Parse(type[(tick + 1)..], System.Globalization.CultureInfo.InvariantCulture)).Select(static i => "T" + i))}>";
    }
}
