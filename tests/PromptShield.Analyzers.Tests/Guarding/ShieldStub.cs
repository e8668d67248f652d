using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Assemblies with the shield's public shape: one with its identity, and imitations that differ only in the key.</summary>
internal static class ShieldStub
{
    public const string Source = """
        using System;
        using System.ClientModel.Primitives;
        using System.Net.Http;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.SemanticKernel;
        using OpenAI;
        using OpenAI.Chat;
        using OpenAI.Embeddings;

        namespace PromptShield;

        public sealed class Shield
        {
            public Shield(ShieldOptions options) { }
            public static Shield Default { get; } = new(new());
            public string Redact(string? text) => "";
            public string Scrub(string? text) => "";
        }
        public sealed class ShieldOptions
        {
            public PersonalDataAction Action { get; set; } = PersonalDataAction.Replace;
            public bool RestoreOriginals { get; set; } = true;
            public bool AllowUninspectedBodies { get; set; }
            public IEvidenceSink Evidence { get; set; } = new FileEvidenceSink("e");
            public static ShieldOptions FromPolicy(string path) => new();
        }
        public enum PersonalDataAction { Replace, Block, Allow }
        public sealed class PromptBlockedException : Exception { internal PromptBlockedException() { } }
        public sealed class EvidenceEvent { public DateTimeOffset Time { get; init; } public string Target { get; init; } = ""; }
        public interface IEvidenceSink
        {
            void Write(EvidenceEvent evidence);
            System.Threading.Tasks.ValueTask WriteAsync(EvidenceEvent evidence, System.Threading.CancellationToken cancellationToken = default)
            {
                Write(evidence);
                return default;
            }
        }
        public sealed class FileEvidenceSink(string path) : IEvidenceSink { public string Path => path; public void Write(EvidenceEvent evidence) { } }
        public static class ShieldContent { public static string Untrusted(string? text, string source) => ""; }
        public sealed class PromptShieldHandler : DelegatingHandler
        {
            public PromptShieldHandler() { }
            public PromptShieldHandler(Shield shield) { }
            public PromptShieldHandler(HttpMessageHandler inner) : base(inner) { }
            public static HttpClient CreateClient(Uri? baseAddress = null, Shield? shield = null) => new(new PromptShieldHandler());
        }
        public sealed class PromptShieldChatClient(IChatClient inner, Shield? shield = null) : DelegatingChatClient(inner);
        public sealed class PromptShieldEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> inner)
            : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner);
        public static class ShieldedClients
        {
            public static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder, Shield? shield = null) => builder;
            public static EmbeddingGeneratorBuilder<string, Embedding<float>> UsePromptShield(
                this EmbeddingGeneratorBuilder<string, Embedding<float>> builder, Shield? shield = null) => builder;
            public static IChatClient Shielded(this IChatClient client, Shield? shield = null) => new PromptShieldChatClient(client);
            public static IEmbeddingGenerator<string, Embedding<float>> ShieldedEmbeddings(
                this IEmbeddingGenerator<string, Embedding<float>> generator, Shield? shield = null) => generator;
            public static ChatClient Shielded(this ChatClient client, Shield? shield = null) => client;
            public static OpenAIClient Shielded(this OpenAIClient client, Shield? shield = null) => client;
            public static EmbeddingClient Shielded(this EmbeddingClient client, Shield? shield = null) => client;
            public static T WithPromptShield<T>(this T options, Shield? shield = null) where T : ClientPipelineOptions => options;
            public static IServiceCollection AddPromptShield(this IServiceCollection services, Action<ShieldOptions>? configure = null) => services;
            public static IHttpClientBuilder AddPromptShield(this IHttpClientBuilder builder, Shield? shield = null) => builder;
            public static IKernelBuilder AddPromptShield(this IKernelBuilder builder, Action<ShieldOptions>? configure = null) => builder;
        }
        """;

    /// <summary>The shield, signed with the product's key.</summary>
    public static MetadataReference Real { get; } = Emit(isSigned: true);

    /// <summary>The same types in an assembly of the same name without a key.</summary>
    public static MetadataReference Unsigned { get; } = Emit(isSigned: false);

    private static PortableExecutableReference Emit(bool isSigned)
    {
        var key = typeof(ShieldStub).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static item => item.Key == "KeyFile").Value!;
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        if (isSigned)
        {
            options = options.WithCryptoKeyFile(key).WithStrongNameProvider(new DesktopStrongNameProvider([Path.GetDirectoryName(key)!]));
        }

        var compilation = CSharpCompilation.Create("PromptShield.Runtime", [CSharpSyntaxTree.ParseText(Source)], Snippet.Packages, options);
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray().ToImmutableArray());
    }
}
