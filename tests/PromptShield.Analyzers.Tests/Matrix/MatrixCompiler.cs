using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Compiles programs of the matrix, each alone, and finds the state that the analyzers give the marked call.</summary>
internal static class MatrixCompiler
{
    private const string Path = "Program.cs";

    private const string Usings = """
        global using System;
        global using System.ClientModel;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Anthropic;
        global using Azure.AI.OpenAI;
        global using Microsoft.Agents.AI;
        global using Microsoft.Extensions.AI;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.DependencyInjection.Extensions;
        global using Microsoft.Extensions.Options;
        global using Microsoft.SemanticKernel;
        global using Microsoft.SemanticKernel.ChatCompletion;
        global using Microsoft.SemanticKernel.Connectors.OpenAI;
        global using OllamaSharp;
        global using OpenAI;
        global using OpenAI.Audio;
        global using OpenAI.Chat;
        global using OpenAI.Embeddings;
        global using OpenAI.Images;
        global using OpenAI.Responses;
        global using PromptShield;
        global using AzureAIInferenceClientOptions = Azure.AI.Inference.AzureAIInferenceClientOptions;
        global using AzureKeyCredential = Azure.AzureKeyCredential;
        global using ChatCompletionCreateRequest = Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest;
        global using ChatCompletionsClient = Azure.AI.Inference.ChatCompletionsClient;
        global using ChatCompletionsOptions = Azure.AI.Inference.ChatCompletionsOptions;
        global using ChatRequest = OllamaSharp.Models.Chat.ChatRequest;
        global using HttpClientTransport = Azure.Core.Pipeline.HttpClientTransport;
        global using MessageCreateParams = Anthropic.Models.Messages.MessageCreateParams;
        global using OpenAIOptions = Betalgo.Ranul.OpenAI.OpenAIOptions;
        global using OpenAIService = Betalgo.Ranul.OpenAI.Managers.OpenAIService;

        internal static class Request { internal static T Of<T>() => default!; }
        """;

    private static readonly Lazy<CSharpCompilation> Real = new(() => Base([.. Snippet.Packages, ShieldStub.Real]));
    private static readonly Lazy<CSharpCompilation> Unsigned = new(() => Base([.. Snippet.Packages, ShieldStub.Unsigned]));
    private static readonly Lazy<CSharpCompilation> Source = new(
        () => Base(Snippet.Packages).AddSyntaxTrees(Snippet.Tree(ShieldStub.Source, "Shield.cs")));

    /// <summary>The version of C# that the compiler of this test run knows, as 12, 13, 14.</summary>
    public static int LanguageVersion { get; } =
        (int)LanguageVersionFacts.MapSpecifiedToEffectiveVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest) / 100;

    /// <summary>The version of the compiler of this test run.</summary>
    public static string Compiler { get; } = typeof(CSharpCompilation).Assembly.GetName().Version!.ToString(2);

    /// <summary>The state of the marked call of <paramref name="program"/>.</summary>
    /// <exception cref="InvalidOperationException">The program does not compile, or its call is not in the inventory.</exception>
    public static async Task<string> StateOf(MatrixProgram program, CancellationToken cancellation)
    {
        var at = program.Source.IndexOf(Client.Marker, StringComparison.Ordinal) + Client.Marker.Length;
        var tree = Snippet.Tree(program.Source, Path);
        var compilation = BaseFor(program.Shield).AddSyntaxTrees(tree);
        if (program.Output != compilation.Options.OutputKind)
        {
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(program.Output));
        }

        var errors = compilation.GetDiagnostics(cancellation).Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
        {
            throw new InvalidOperationException($"{program} must compile:\n{string.Join('\n', errors)}\n{program.Source}");
        }

        var (sites, _) = await Guards.Judge(compilation);
        var position = (await tree.GetTextAsync(cancellation)).Lines.GetLinePosition(at);
        var (line, column) = ((position.Line + 1).ToString(CultureInfo.InvariantCulture), (position.Character + 1).ToString(CultureInfo.InvariantCulture));
        var site = sites.SingleOrDefault(site => site["file"] == Path && site["line"] == line && site["column"] == column);
        return site?["guard"] ?? throw new InvalidOperationException($"{program}: the call is no site\n{program.Source}");
    }

    private static CSharpCompilation BaseFor(ShieldKind shield) => (shield switch
    {
        ShieldKind.Real => Real,
        ShieldKind.Unsigned => Unsigned,
        _ => Source,
    }).Value;

    private static CSharpCompilation Base(IEnumerable<MetadataReference> references)
    {
        // What the SDKs mark as experimental is an error unless it is asked for.
        var experimental = new[] { "OPENAI001", "OPENAI002", "MEAI001", "SKEXP0001", "SKEXP0010", "AOAI001", "SCME0001", "MAAI001" };
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true,
            specificDiagnosticOptions: experimental.Select(static id => KeyValuePair.Create(id, ReportDiagnostic.Suppress)));
        return CSharpCompilation.Create("Program", [Snippet.Tree(Usings, "Usings.cs")], references, options);
    }
}
