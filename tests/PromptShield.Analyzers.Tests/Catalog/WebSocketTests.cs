using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>Sockets that are opened to a model, and their closest neighbours.</summary>
public sealed class WebSocketTests
{
    [Theory]
    [InlineData("wss://api.openai.com/v1/realtime?model=m", "OpenAI")]
    [InlineData("wss://r.openai.azure.com/openai/realtime?deployment=d", "Azure OpenAI")]
    [InlineData("wss://generativelanguage.googleapis.com/ws/x.BidiGenerateContent", "Google Gemini")]
    public async Task A_socket_to_a_provider_is_a_realtime_model_call(string address, string provider)
    {
        var (sites, _) = await Guards.Judge(Snippet.Compile($$"""
            internal class C
            {
                Task M(System.Net.WebSockets.ClientWebSocket socket) => socket.ConnectAsync(new Uri("{{address}}"), CancellationToken.None);
            }
            """));
        var site = Assert.Single(sites);
        Assert.Equal(("realtime", "System.Net.WebSockets", provider, "Unguarded"), (site["kind"], site["sdk"], site["provider"], site["guard"]));
    }

    [Fact]
    public Task A_shielded_handler_sees_only_the_handshake_of_a_socket() => Guards.Body("""
        var socket = new System.Net.WebSockets.ClientWebSocket();
        var address = new Uri("wss://api.openai.com/v1/realtime");
        await socket.{|Unguarded/transport-not-covered:ConnectAsync|}(address, new HttpMessageInvoker(new PromptShieldHandler()), default);
        """);

    [Fact]
    public Task Any_other_connection_is_no_model_call() => Guards.Library("""
        internal class ClientWebSocket
        {
            public Task ConnectAsync(Uri uri, CancellationToken cancellation) => Task.CompletedTask;
        }
        internal class C
        {
            async Task M(System.Net.WebSockets.ClientWebSocket socket, System.Net.Sockets.TcpClient tcp, ClientWebSocket own, Uri handedIn)
            {
                await socket.ConnectAsync(new Uri("wss://chat.example.com/hub"), default);
                await socket.ConnectAsync(handedIn, default);
                await tcp.ConnectAsync("api.openai.com", 443);
                await own.ConnectAsync(new Uri("wss://api.openai.com/v1/realtime"), default);
            }
        }
        """);
}
