using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Earned;

namespace PromptShield;

/// <summary>The sources of both support desks, judged: what leaks is found, what does not is silent.</summary>
public sealed class SupportDeskUnderAnalysis
{
    private const int ModelCalls = 10;

    /// <summary>What the web SDK imports by itself.</summary>
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    [Fact]
    public async Task Every_model_call_of_the_unguarded_desk_is_found()
    {
        Inventory inventory = await InventoryOfAsync("SupportDesk");

        Assert.Equal(ModelCalls, inventory.Findings.Count(finding => finding.Id == "PSH1001"));
        Assert.Equal(Enumerable.Repeat("Unguarded", ModelCalls), GuardStates(inventory));
    }

    [Fact]
    public async Task The_guarded_desk_has_as_many_model_calls_and_no_warning()
    {
        Inventory inventory = await InventoryOfAsync("SupportDesk.Guarded");

        // A library that this test references has classification attributes; the desk does not use it, and has suggestions to do so here.
        Assert.DoesNotContain(inventory.Findings, finding => finding.Severity != DiagnosticSeverity.Info);
        Assert.Equal(Enumerable.Repeat("Guarded", ModelCalls), GuardStates(inventory));
    }

    private static IEnumerable<string> GuardStates(Inventory inventory) =>
        inventory.Sites.Where(site => site["population"] == "model-calls").Select(site => site["guard"]);

    private static Task<Inventory> InventoryOfAsync(string sample)
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp12);
        string folder = Path.Combine(Root(), "samples", sample);
        string[] buildFolders = [Path.Combine(folder, "bin"), Path.Combine(folder, "obj")];
        IEnumerable<SyntaxTree> sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !buildFolders.Any(built => path.StartsWith(built + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parse, path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            sample,
            [CSharpSyntaxTree.ParseText(ImplicitUsings, parse, "ImplicitUsings.cs"), .. sources],
            CompiledProgram.References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

        // The body of a [LoggerMessage] method (CS8795) is the work of a generator that does not run here.
        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken),
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795");
        return Inventory.OfAsync(compilation, TestContext.Current.CancellationToken);
    }

    private static string Root()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PromptShield.Analyzers.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
