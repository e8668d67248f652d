using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>PSH1003: calls over transports that the shield does not see, and their closest neighbours that it does.</summary>
public sealed class TransportTests
{
    // By the packages' sources: they are not in the feed of the tests.
    private const string Bedrock = """
        namespace Amazon.BedrockRuntime
        {
            public class ConverseRequest { }
            public interface IAmazonBedrockRuntime
            {
                System.Threading.Tasks.Task<object> ConverseAsync(ConverseRequest request);
                System.Threading.Tasks.Task<object> ListAsync();
            }
            public class AmazonBedrockRuntimeClient : IAmazonBedrockRuntime
            {
                public virtual System.Threading.Tasks.Task<object> ConverseAsync(ConverseRequest request) => null;
                public virtual System.Threading.Tasks.Task<object> ListAsync() => null;
            }
        }
        namespace Amazon.BedrockRuntime.MEAI
        {
            public static class AmazonBedrockRuntimeExtensions
            {
                public static Microsoft.Extensions.AI.IChatClient AsIChatClient(this IAmazonBedrockRuntime runtime, string model) => null;
            }
        }
        """;

    private const string Vertex = """
        namespace Google.Cloud.AIPlatform.V1
        {
            public class GenerateContentRequest { }
            public abstract class PredictionServiceClient
            {
                public static PredictionServiceClient Create() => null;
                public virtual System.Threading.Tasks.Task<object> GenerateContentAsync(GenerateContentRequest request) => null;
            }
        }
        """;

    [Fact]
    public Task A_realtime_session_opens_a_socket_whatever_the_pipeline_holds() => Guards.Library("""
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Realtime;
        using PromptShield;
        internal class C
        {
            async Task M(RealtimeSessionClient handedIn)
            {
                var client = new RealtimeClient(new ApiKeyCredential("k"), new RealtimeClientOptions().WithPromptShield());
                var session = await client.{|Unguarded/transport-not-covered:StartConversationSessionAsync|}("m");
                await session.{|Unguarded/transport-not-covered:SendCommandAsync|}(BinaryData.FromString("{}"), null);
                await handedIn.{|Unguarded/transport-not-covered:AddItemAsync|}(null!);
                Func<BinaryData, RequestOptions?, Task> send = session.{|Unguarded/transport-not-covered:SendCommandAsync|};
            }
        }
        """.Replace("RequestOptions?", "System.ClientModel.Primitives.RequestOptions?", StringComparison.Ordinal));

    [Fact]
    public Task What_the_same_client_sends_over_HTTP_passes_the_pipeline() => Guards.Library("""
        using System.ClientModel;
        using OpenAI;
        using OpenAI.Realtime;
        using PromptShield;
        internal class C
        {
            async Task M()
            {
                var client = new RealtimeClient(new ApiKeyCredential("k"), new RealtimeClientOptions().WithPromptShield());
                await client.{|Guarded:CreateRealtimeClientSecretAsync|}(BinaryContent.Create(BinaryData.FromString("{}")));
                var bare = new RealtimeClient(new ApiKeyCredential("k"));
                await bare.{|Unguarded/client-not-shielded:CreateRealtimeClientSecretAsync|}(BinaryContent.Create(BinaryData.FromString("{}")));
            }
        }
        """);

    [Fact]
    public async Task A_signed_request_cannot_be_changed_by_a_handler()
    {
        var (sites, diagnostics) = await Judge("AWSSDK.BedrockRuntime", Bedrock, """
            using Amazon.BedrockRuntime;
            internal class C
            {
                Task M(IAmazonBedrockRuntime handedIn) => Task.WhenAll(new AmazonBedrockRuntimeClient().ConverseAsync(new()), handedIn.ConverseAsync(new()), handedIn.ListAsync());
            }
            """);
        Assert.Equal(2, sites.Count);
        Assert.All(sites, site => Assert.Equal(
            ("model-calls", "PSH1003", "Unguarded", "transport-not-covered", "AWS Bedrock"), (site["population"], site["rule"], site["guard"], site["reason"], site["provider"])));
        Assert.Equal(
            [
                "'AmazonBedrockRuntimeClient.ConverseAsync' reaches AWS Bedrock over a transport that the shield does not cover: the SDK signs the request, so a handler that changed the body would break it",
                "'IAmazonBedrockRuntime.ConverseAsync' reaches AWS Bedrock over a transport that the shield does not cover: the SDK signs the request, so a handler that changed the body would break it",
            ],
            diagnostics.Where(diagnostic => diagnostic.Id == "PSH1003").Select(diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "PSH1001");
    }

    [Fact]
    public async Task A_chat_client_over_the_same_service_can_be_shielded()
    {
        var (sites, diagnostics) = await Judge("AWSSDK.BedrockRuntime", Bedrock, """
            using Amazon.BedrockRuntime;
            using Amazon.BedrockRuntime.MEAI;
            using Microsoft.Extensions.AI;
            using PromptShield;
            internal class C
            {
                Task M() => new AmazonBedrockRuntimeClient().AsIChatClient("m").AsBuilder().UsePromptShield().Build().GetResponseAsync("x");
                Task N() => new AmazonBedrockRuntimeClient().AsIChatClient("m").GetResponseAsync("x");
            }
            """);
        Assert.Equal([("Guarded", "PSH1001"), ("Unguarded", "PSH1001")], sites.Select(site => (site["guard"], site["rule"])).Order());
        Assert.Equal("PSH1001", Assert.Single(diagnostics, diagnostic => diagnostic.Id != "PSH9001").Id);
    }

    [Fact]
    public async Task A_decorator_of_ones_own_forwards_and_makes_no_call()
    {
        var (sites, _) = await Judge("AWSSDK.BedrockRuntime", Bedrock, """
            using Amazon.BedrockRuntime;
            internal class Ours(IAmazonBedrockRuntime inner) : IAmazonBedrockRuntime
            {
                public Task<object> ConverseAsync(ConverseRequest request) => inner.ConverseAsync(request);
                public Task<object> ListAsync() => inner.ListAsync();
            }
            """);
        Assert.Empty(sites);
    }

    [Fact]
    public async Task A_gRPC_call_passes_no_handler()
    {
        var (sites, _) = await Judge("Google.Cloud.AIPlatform.V1", Vertex, """
            using Google.Cloud.AIPlatform.V1;
            internal class C
            {
                Task M() => PredictionServiceClient.Create().GenerateContentAsync(new());
            }
            """);
        var site = Assert.Single(sites);
        Assert.Equal(("PSH1003", "Unguarded", "transport-not-covered", "Google Vertex AI"), (site["rule"], site["guard"], site["reason"], site["provider"]));
    }

    [Fact]
    public async Task A_type_of_the_same_name_in_another_assembly_is_no_model_call() =>
        Assert.Empty((await Judge("Own", Vertex, """
            internal class C
            {
                Task M() => Google.Cloud.AIPlatform.V1.PredictionServiceClient.Create().GenerateContentAsync(new());
            }
            """)).Sites);

    [Fact]
    public void Every_type_of_the_table_is_in_the_catalogue() =>
        Assert.All(Transports.Default.Types, type => Assert.NotEmpty(ModelApiTable.Default.OnType(type)));

    [Fact]
    public void Every_realtime_call_is_in_the_table_but_the_one_that_is_made_over_HTTP() =>
        Assert.Equal(
            ["CreateRealtimeClientSecretAsync"],
            ModelApiTable.Default.All.Where(api => api is { Role: ModelApiRole.Sink, Kind: "realtime" } && Transports.Default.WhyNotCovered(api) is null).Select(api => api.Method));

    [Theory]
    [InlineData("socket Some.Type")]
    [InlineData("why socket")]
    [InlineData("grpc")]
    public void A_line_without_sense_is_an_error(string line) => Assert.Throws<FormatException>(() => new Transports([line]));

    private static Task<(IReadOnlyList<IReadOnlyDictionary<string, string>> Sites, ImmutableArray<Diagnostic> Diagnostics)> Judge(string assembly, string stub, string source)
    {
        var library = CSharpCompilation.Create(
            assembly, [Snippet.Tree(stub, "Stub.cs")], Snippet.Packages, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return Guards.Judge(Snippet.Compile([.. Snippet.Packages, ShieldStub.Real, MetadataReference.CreateFromImage(image.ToArray())], source));
    }
}
