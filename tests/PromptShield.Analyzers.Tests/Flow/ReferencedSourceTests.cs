using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Analyzers.Tests.Flow;

/// <summary>
/// An editor and a design-time scan refer to other projects as source, a build refers to them as metadata: all three must judge alike,
/// and no diagnostic may name a place in another project.
/// </summary>
public sealed class ReferencedSourceTests
{
    private const string Library = """
        namespace Library;

        public record Customer(string Name, string Email)
        {
            public string Contact => Email;
        }

        public class Clients
        {
            protected OpenAI.Chat.ChatClient Inherited = new("m", "k");

            public OpenAI.Chat.ChatClient Raw { get; } = new("m", "k");

            public OpenAI.Chat.ChatClient Make() => new("m", "k");

            public static string Describe(Customer customer) => customer.Email;
        }
        """;

    private const string Host = """
        using Library;

        public sealed class Desk(Clients clients, Customer customer) : Clients
        {
            public void Run()
            {
                clients.Raw.CompleteChat("hello");
                clients.Make().CompleteChat("hello");
                Inherited.CompleteChat("hello");
                Console.WriteLine(customer.Email);
                Console.WriteLine(customer);
                Console.WriteLine(customer.Contact);
                Console.WriteLine(Clients.Describe(customer));
            }
        }
        """;

    [Fact]
    public async Task Source_of_another_project_is_judged_as_its_metadata_is()
    {
        var library = Snippet.Compile(Library);
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var bySource = await Analyze(library.ToMetadataReference());
        var byMetadata = await Analyze(MetadataReference.CreateFromImage(image.ToArray()));

        Assert.NotEmpty(bySource);
        Assert.Equal(byMetadata, bySource);
    }

    [Theory]
    [InlineData("GetChatClient", false)]
    [InlineData("AsIChatClient", false)]
    [InlineData("CompleteChatAsync", true)]
    [InlineData("GetStreamingResponseAsync", true)]
    [InlineData("Create", false)]
    public void An_unresolved_call_counts_by_its_name_only_where_the_name_is_that_of_a_model_call(string name, bool counts) =>
        Assert.Equal(counts, ModelApiTable.Default.IsTelling(name));

    private static async Task<IReadOnlyList<string>> Analyze(MetadataReference library)
    {
        var host = Snippet.Compile([.. Snippet.Packages, library], Host);
        var diagnostics = await host
            .WithAnalyzers([new UnguardedModelCall(), new PersonalDataInLog(), new Analyzers.Inventory.ControlInventory()])
            .GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "AD0001");
        return
        [
            .. diagnostics
                .Where(diagnostic => diagnostic.Id.StartsWith("PSH", StringComparison.Ordinal))
                .Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")
                .Order(StringComparer.Ordinal),
        ];
    }
}
