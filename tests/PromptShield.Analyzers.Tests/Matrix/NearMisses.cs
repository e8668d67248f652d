using static PromptShield.Analyzers.Tests.Matrix.MatrixProgram;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Programs in which the shield is made and does not guard, beside the closest one in which it does. Each row says where the request passes.</summary>
internal static class NearMisses
{
    private const string Raw = "new ChatClient(\"m\", \"k\").AsIChatClient()";
    private const string Chat = "/*call*/GetResponseAsync(\"hello\")";
    private const string Complete = "/*call*/CompleteChat(\"hello\")";
    private const string Url = "\"https://api.openai.com/v1/chat/completions\"";

    private static readonly (string Name, string State, string Body)[] Rows =
    [
        ("result dropped", Unguarded, $"var x = {Raw}; x.Shielded(); x.{Chat};"),
        ("result discarded", Unguarded, $"var x = {Raw}; _ = x.Shielded(); x.{Chat};"),
        ("result kept", Guarded, $"var x = {Raw}; x = x.Shielded(); x.{Chat};"),
        ("result in another variable", Unguarded, $"var x = {Raw}; var y = x.Shielded(); Console.WriteLine(y); x.{Chat};"),
        ("the other variable called", Guarded, $"var x = {Raw}; var y = x.Shielded(); y.{Chat};"),
        ("shield only compared", Unguarded, $"var x = {Raw}; if (x.Shielded() != x) {{ x.{Chat}; }}"),
        ("type tested", Unguarded, $"var x = {Raw}; if (x is not PromptShieldChatClient) {{ x.{Chat}; }}"),
        ("type tested and bound", Guarded, $"IChatClient x = {Raw}.Shielded(); if (x is PromptShieldChatClient y) {{ y.{Chat}; }}"),
        ("built before the shield", Unguarded, $"var b = {Raw}.AsBuilder(); var x = b.Build(); b.UsePromptShield(); x.{Chat};"),
        ("built after the shield", Guarded, $"var b = {Raw}.AsBuilder(); b.UsePromptShield(); var x = b.Build(); x.{Chat};"),
        ("other builder shielded", Unguarded, $"var b = {Raw}.AsBuilder(); var d = {Raw}.AsBuilder(); d.UsePromptShield(); b.Build().{Chat};"),
        ("builder shielded in a branch", Unguarded, $"var b = {Raw}.AsBuilder(); if (c) {{ b.UsePromptShield(); }} b.Build().{Chat};"),
        ("builder shielded in both branches", Guarded, $"var b = {Raw}.AsBuilder(); if (c) {{ b.UsePromptShield(); }} else {{ b.UsePromptShield(); }} b.Build().{Chat};"),
        ("builder shielded under another name", Guarded, $"var b = {Raw}.AsBuilder(); var d = b; d.UsePromptShield(); b.Build().{Chat};"),
        ("builder replaced", Unguarded, $"var b = {Raw}.AsBuilder(); b.UsePromptShield(); b = {Raw}.AsBuilder(); b.Build().{Chat};"),
        ("shield in a lambda that never runs", Unguarded, $"var b = {Raw}.AsBuilder(); Action later = () => b.UsePromptShield(); Console.WriteLine(later); b.Build().{Chat};"),
        ("middleware that leaves the chain", Unguarded, $"{Raw}.AsBuilder().Use(_ => {Raw}).UsePromptShield().Build().{Chat};"),
        ("middleware that returns a shielded client", Guarded, $"{Raw}.AsBuilder().Use(inner => inner.Shielded()).Build().{Chat};"),
        ("raw client kept beside", Unguarded, $"var raw = new ChatClient(\"m\", \"k\"); var safe = raw.AsIChatClient().Shielded(); Console.WriteLine(safe); raw.{Complete};"),
        ("GetService of the raw client", Unguarded, $"{Raw}.Shielded().GetService<ChatClient>()!.{Complete};"),
        ("GetRequiredService of the raw client", Unguarded, $"{Raw}.Shielded().GetRequiredService<ChatClient>().{Complete};"),
        ("GetService by type object", Unguarded, $"((ChatClient){Raw}.Shielded().GetService(typeof(ChatClient))!).{Complete};"),
        ("GetService of the shield", Guarded, $"{Raw}.Shielded().GetService<PromptShieldChatClient>()!.{Chat};"),
        ("GetService of the interface", Guarded, $"{Raw}.Shielded().GetService<IChatClient>()!.{Chat};"),
        ("GetService of an agent's client", Unguarded, $"new ChatClientAgent({Raw}.Shielded()).GetService<ChatClient>()!.{Complete};"),
        ("OpenAI client, factory before the shield", Unguarded, $"var o = new OpenAIClient(\"k\"); var x = o.GetChatClient(\"m\"); var safe = o.Shielded(); Console.WriteLine(safe); x.{Complete};"),
        ("OpenAI client, factory after the shield", Guarded, $"var o = new OpenAIClient(\"k\").Shielded(); o.GetChatClient(\"m\").{Complete};"),
        ("options of another client", Unguarded, $"var a = new OpenAIClientOptions().WithPromptShield(); Console.WriteLine(a); new ChatClient(\"m\", new ApiKeyCredential(\"k\"), new OpenAIClientOptions()).{Complete};"),
        ("options shielded in a branch", Unguarded, $"var o = new OpenAIClientOptions(); if (c) {{ o.WithPromptShield(); }} new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o).{Complete};"),
        ("options shielded where they are passed", Guarded, $"var o = new OpenAIClientOptions(); new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o.WithPromptShield()).{Complete};"),
        ("options whose transport is shielded", Guarded, $"var o = new OpenAIClientOptions {{ Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(PromptShieldHandler.CreateClient()) }}; new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o).{Complete};"),
        ("options whose transport is raw", Unguarded, $"var o = new OpenAIClientOptions {{ Transport = new System.ClientModel.Primitives.HttpClientPipelineTransport(new HttpClient()) }}; new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o).{Complete};"),
        ("Azure options shielded, other client", Unguarded, $"var o = new AzureOpenAIClientOptions().WithPromptShield(); Console.WriteLine(o); new AzureOpenAIClient(new Uri(\"https://r.openai.azure.com\"), new ApiKeyCredential(\"k\")).GetChatClient(\"d\").{Complete};"),
        ("bridge of an Azure client", Guarded, $"new AzureOpenAIClient(new Uri(\"https://r.openai.azure.com\"), new ApiKeyCredential(\"k\"), new AzureOpenAIClientOptions().WithPromptShield()).GetChatClient(\"d\").AsIChatClient().{Chat};"),
        ("Anthropic handlers replaced", Unguarded, "new AnthropicClient { ApiKey = \"k\", Handlers = [new PromptShieldHandler()] }.WithOptions(o => o with { Handlers = [] }).Messages./*call*/Create(Request.Of<MessageCreateParams>());"),
        ("Anthropic options kept", Guarded, "new AnthropicClient { ApiKey = \"k\", Handlers = [new PromptShieldHandler()] }.WithOptions(o => o with { MaxRetries = 1 }).Messages./*call*/Create(Request.Of<MessageCreateParams>());"),
        ("Ollama chat over a raw client", Unguarded, "new OllamaSharp.Chat(new OllamaApiClient(\"http://localhost:11434\", \"m\"))./*call*/SendAsync(\"hello\");"),
        ("Ollama chat over a shielded client", Guarded, "new OllamaSharp.Chat(new OllamaApiClient(PromptShieldHandler.CreateClient(new Uri(\"http://localhost:11434\")), \"m\"))./*call*/SendAsync(\"hello\");"),
        ("handler made and not used", Unguarded, $"var h = new PromptShieldHandler(); Console.WriteLine(h); new HttpClient().PostAsync({Url}, null);".Replace("PostAsync", "/*call*/PostAsync", StringComparison.Ordinal)),
        ("handler in a branch", Unguarded, $"new HttpClient(c ? new PromptShieldHandler() : new SocketsHttpHandler())./*call*/PostAsync({Url}, null);"),
        ("HTTP client from the factory, other name", Unguarded, $"var s = new ServiceCollection(); s.AddHttpClient(\"a\").AddPromptShield(); s.AddHttpClient(\"b\"); s.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(\"b\")./*call*/PostAsync({Url}, null);"),
        ("HTTP client from the factory, shielded defaults", Guarded, $"var s = new ServiceCollection(); s.ConfigureHttpClientDefaults(b => b.AddPromptShield()); s.AddHttpClient(\"b\"); s.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(\"b\")./*call*/PostAsync({Url}, null);"),
        ("kernel service that the shield does not decorate", Unguarded, "var k = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield().Build(); k.GetRequiredService<Microsoft.SemanticKernel.TextToImage.ITextToImageService>()./*call*/GetImageContentsAsync(null!);"),
        ("kernel from two builders", Unguarded, "var a = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\"); var b = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\"); b.AddPromptShield(); a.Build()./*call*/InvokePromptAsync(\"hello\");"),
        ("kernel services behind the builder", Unguarded, "var b = Kernel.CreateBuilder(); b.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); b.Services.AddOpenAIChatCompletion(\"n\", \"k\"); b.Build()./*call*/InvokePromptAsync(\"hello\");"),
        ("agent over a raw client beside a shielded one", Unguarded, $"var x = {Raw}; var safe = x.Shielded(); Console.WriteLine(safe); new ChatClientAgent(x)./*call*/RunAsync(\"hello\");"),
        ("realtime session of shielded options", Unguarded, "new OpenAI.Realtime.RealtimeClient(new ApiKeyCredential(\"k\"), new OpenAI.Realtime.RealtimeClientOptions().WithPromptShield())./*call*/StartConversationSessionAsync(\"m\");"),
        ("provider built before the shield", Unguarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}); var p = s.BuildServiceProvider(); s.AddPromptShield(); p.GetRequiredService<IChatClient>().{Chat};"),
        ("shield on another collection", Unguarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}); new ServiceCollection().AddPromptShield(); s.BuildServiceProvider().GetRequiredService<IChatClient>().{Chat};"),
        ("shield on services in a branch", Unguarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}); if (c) {{ s.AddPromptShield(); }} s.BuildServiceProvider().GetRequiredService<IChatClient>().{Chat};"),
        ("shield on services does not reach an SDK's client", Unguarded, $"var s = new ServiceCollection(); s.AddSingleton(new ChatClient(\"m\", \"k\")); s.AddPromptShield(); s.BuildServiceProvider().GetRequiredService<ChatClient>().{Complete};"),
        ("shield on services reaches embeddings", Guarded, "var s = new ServiceCollection(); s.AddEmbeddingGenerator(new EmbeddingClient(\"m\", \"k\").AsIEmbeddingGenerator()); s.AddPromptShield(); s.BuildServiceProvider().GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>()./*call*/GenerateAsync([\"hello\"]);"),
        ("keyed services shielded", Guarded, $"var s = new ServiceCollection(); s.AddKeyedChatClient(\"a\", {Raw}); s.AddPromptShield(); s.BuildServiceProvider().GetRequiredKeyedService<IChatClient>(\"a\").{Chat};"),
    ];

    /// <summary>Library code whose client somebody else supplies: the shield is owed by whoever does.</summary>
    private static readonly (string Name, string Types)[] HandedIn =
    [
        ("parameter of a public method", $"public static class Api {{ public static void Ask(IChatClient x) => x.{Chat}; }}"),
        ("constructor of a public class", $"public sealed class Api(IChatClient x) {{ public void Ask() => x.{Chat}; }}"),
        ("classic constructor of a public class", $"public sealed class Api {{ private readonly ChatClient x; public Api(ChatClient x) => this.x = x; public void Ask() => x.{Complete}; }}"),
        ("settable property of a public class", $"public sealed class Api {{ public IChatClient? Client {{ get; set; }} public void Ask() => Client?.{Chat}; }}"),
        ("abstract member of a public class", $"public abstract class Api {{ protected abstract IChatClient Client {{ get; }} public void Ask() => Client.{Chat}; }}"),
        ("public interface", $"public interface IFactory {{ IChatClient Make(); }} public sealed class Api(IFactory factory) {{ public void Ask() => factory.Make().{Chat}; }}"),
        ("public delegate parameter", $"public static class Api {{ public static void Ask(Func<IChatClient> make) => make().{Chat}; }}"),
        ("container that nothing fills", $"public sealed class Api(IServiceProvider services) {{ public void Ask() => services.GetRequiredService<IChatClient>().{Chat}; }}"),
        ("key that nothing registers", $"public sealed class Api([FromKeyedServices(\"a\")] IChatClient x) {{ public void Ask() => x.{Chat}; }}"),
        ("agent that is handed in", "public sealed class Api(AIAgent x) { public void Ask() => x./*call*/RunAsync(\"hello\"); }"),
        ("kernel that is handed in", "public sealed class Api(Kernel x) { public void Ask() => x./*call*/InvokePromptAsync(\"hello\"); }"),
        ("HTTP client that is handed in", $"public sealed class Api(HttpClient x) {{ public void Ask() => x./*call*/PostAsync({Url}, null); }}"),
        ("one of two callers is outside", $"public static class Api {{ public static void Ask(IChatClient x) => x.{Chat}; internal static void Own() => Ask({Raw}.Shielded()); }}"),
    ];

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var (name, state, body) in Rows)
        {
            yield return new("near misses", name, state, new Shape("", "A", body).Fill(Clients.Chat, "", ""));
        }

        foreach (var (name, types) in HandedIn)
        {
            yield return new("handed in", name, Deferred, types);
        }
    }
}
