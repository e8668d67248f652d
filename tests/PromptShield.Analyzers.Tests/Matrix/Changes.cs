using static PromptShield.Analyzers.Tests.Matrix.MatrixProgram;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Builders, options, handlers and collections of services that are changed from another place after, or before, they got the shield.</summary>
internal static class Changes
{
    private const string Raw = "new ChatClient(\"m\", \"k\").AsIChatClient()";
    private const string Chat = "/*call*/GetResponseAsync(\"hello\")";
    private const string Shielded = $"var b = {Raw}.AsBuilder(); b.UsePromptShield(); ";
    private const string Call = $" b.Build().{Chat};";
    private const string Url = "\"https://api.openai.com/v1/chat/completions\"";
    private const string Asked = $" s.BuildServiceProvider().GetRequiredService<IChatClient>().{Chat};";

    private static readonly Change[] Rows =
    [
        new("builder, lambda that adds", Unguarded, $"{Shielded}Action add = () => b.UseFunctionInvocation(); add();{Call}"),
        new("builder, local function that adds", Unguarded, $"{Shielded}Add();{Call} void Add() => b.UseFunctionInvocation();"),
        new("builder, local function that adds to its parameter", Unguarded, $"{Shielded}Add(b);{Call} static void Add(ChatClientBuilder x) => x.UseFunctionInvocation();"),
        new("builder, method that adds to its parameter", Unguarded, $"{Shielded}Add(b);{Call}", "private static void Add(ChatClientBuilder x) => x.UseFunctionInvocation();"),
        new("builder, method that adds the shield", Guarded, $"var b = {Raw}.AsBuilder(); b.UseFunctionInvocation(); Add(b);{Call}", "private static void Add(ChatClientBuilder x) => x.UsePromptShield();"),
        new("builder, method that reads", Guarded, $"{Shielded}Read(b);{Call}", "private static void Read(ChatClientBuilder x) { }"),
        new("builder, other name that adds", Unguarded, $"{Shielded}var d = b; d.UseFunctionInvocation();{Call}"),
        new("builder, other name of a branch that adds", Unguarded, $"{Shielded}var d = c ? b : {Raw}.AsBuilder(); d.UseFunctionInvocation();{Call}"),
        new("builder, null-conditional call that adds", Unguarded, $"{Shielded}ChatClientBuilder? d = b; d?.UseFunctionInvocation();{Call}"),
        new("builder, loop that adds", Unguarded, $"{Shielded}for (var i = 0; i < 2; i++) {{ b.UseFunctionInvocation(); }}{Call}"),
        new("builder, loop that adds the shield last", Guarded, $"var b = {Raw}.AsBuilder(); for (var i = 0; i < 2; i++) {{ b.UseFunctionInvocation(); }} b.UsePromptShield();{Call}"),
        new("builder, method that returns it", Guarded, $"Add({Raw}.AsBuilder()).Build().{Chat};", "private static ChatClientBuilder Add(ChatClientBuilder x) { x.UseFunctionInvocation(); x.UsePromptShield(); return x; }"),
        new("builder, method that returns it raw", Unguarded, $"Add({Raw}.AsBuilder()).Build().{Chat};", "private static ChatClientBuilder Add(ChatClientBuilder x) { x.UsePromptShield(); x.UseFunctionInvocation(); return x; }"),
        new("handler, inner one set", Unguarded, $"var h = new PromptShieldHandler(); h.InnerHandler = new Own(); new HttpClient(h)./*call*/PostAsync({Url}, null);"),
        new("handler, inner one set in its initializer", Unguarded, $"new HttpClient(new PromptShieldHandler {{ InnerHandler = new Own() }})./*call*/PostAsync({Url}, null);"),
        new("handler, shield set inside of an own one", Guarded, $"var h = new Own(); h.InnerHandler = new PromptShieldHandler(new SocketsHttpHandler()); new HttpClient(h)./*call*/PostAsync({Url}, null);"),
        new("options, other name that adds", Unguarded, "var o = new OpenAIClientOptions().WithPromptShield(); var p = o; p.AddPolicy(new OwnPolicy(), System.ClientModel.Primitives.PipelinePosition.PerTry); new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o)./*call*/CompleteChat(\"hello\");"),
        new("options, method that adds", Unguarded, "var o = new OpenAIClientOptions().WithPromptShield(); Add(o); new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o)./*call*/CompleteChat(\"hello\");", "private static void Add(OpenAIClientOptions x) => x.AddPolicy(new OwnPolicy(), System.ClientModel.Primitives.PipelinePosition.PerTry);"),
        new("options, method that shields", Guarded, "var o = new OpenAIClientOptions(); Add(o); new ChatClient(\"m\", new ApiKeyCredential(\"k\"), o)./*call*/CompleteChat(\"hello\");", "private static void Add(OpenAIClientOptions x) => x.WithPromptShield();"),
        new("options in a field", Guarded, "new ChatClient(\"m\", new ApiKeyCredential(\"k\"), Shared)./*call*/CompleteChat(\"hello\");", "private static readonly OpenAIClientOptions Shared = new OpenAIClientOptions().WithPromptShield();"),
        new("kernel, raw service through its services", Unguarded, "var k = Kernel.CreateBuilder(); k.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); k.Services.AddSingleton<IChatCompletionService>(new OpenAIChatCompletionService(\"m\", \"k\")); k.Build()./*call*/InvokePromptAsync(\"hello\");"),
        new("kernel, raw service with a key through its services", Unguarded, "var k = Kernel.CreateBuilder(); k.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); k.Services.AddKeyedSingleton<IChatCompletionService>(\"x\", new OpenAIChatCompletionService(\"m\", \"k\")); k.Build()./*call*/InvokePromptAsync(\"hello\");"),
        new("kernel, services in a variable", Unguarded, "var k = Kernel.CreateBuilder(); k.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); var s = k.Services; s.AddOpenAIChatCompletion(\"n\", \"k\"); k.Build()./*call*/InvokePromptAsync(\"hello\");"),
        new("kernel, method that adds through its services", Unguarded, "var k = Kernel.CreateBuilder(); k.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); Add(k.Services); k.Build()./*call*/InvokePromptAsync(\"hello\");", "private static void Add(IServiceCollection x) => x.AddOpenAIChatCompletion(\"n\", \"k\");") { NotFollowed = "the services of a kernel that a method gets" },
        new("kernel, clone", Guarded, "var k = Kernel.CreateBuilder().AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield().Build(); k.Clone()./*call*/InvokePromptAsync(\"hello\");"),
        new("kernel, method that adds to the builder", Unguarded, "var k = Kernel.CreateBuilder(); k.AddOpenAIChatCompletion(\"m\", \"k\").AddPromptShield(); Add(k); k.Build()./*call*/InvokePromptAsync(\"hello\");", "private static void Add(IKernelBuilder x) => x.AddOpenAIChatCompletion(\"n\", \"k\");"),
        new("services, method that registers after the shield", Unguarded, $"var s = new ServiceCollection(); s.AddPromptShield(); Add(s);{Asked}", $"private static void Add(IServiceCollection x) => x.AddChatClient({Raw});"),
        new("services, method that registers before the shield", Guarded, $"var s = new ServiceCollection(); Add(s); s.AddPromptShield();{Asked}", $"private static void Add(IServiceCollection x) => x.AddChatClient({Raw});"),
        new("services, method that shields", Guarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}); Add(s);{Asked}", "private static void Add(IServiceCollection x) => x.AddPromptShield();"),
        new("services, shield in a lambda that runs", Unguarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}); Action add = () => s.AddPromptShield(); if (c) {{ add(); }}{Asked}"),
        new("services, registered in a loop after the shield", Unguarded, $"var s = new ServiceCollection(); for (var i = 0; i < 2; i++) {{ s.AddPromptShield(); s.AddChatClient({Raw}); }}{Asked}"),
        new("services, cleared and registered raw", Unguarded, $"var s = new ServiceCollection(); s.AddChatClient({Raw}).UsePromptShield(); s.Clear(); s.TryAddSingleton<IChatClient>(_ => {Raw});{Asked}"),
        new("services, own class over a raw client", Unguarded, $"var s = new ServiceCollection(); s.AddSingleton<IChatClient, OwnChat>();{Asked}"),
        new("services, own class over a raw client, shielded", Unguarded, $"var s = new ServiceCollection(); s.AddSingleton<IChatClient, OwnChat>(); s.AddPromptShield();{Asked}"),
    ];

    private const string Types = $$"""
        internal sealed class Own : DelegatingHandler;
        internal sealed class OwnChat() : DelegatingChatClient({{Raw}});
        internal sealed class OwnPolicy : System.ClientModel.Primitives.PipelinePolicy
        {
            public override void Process(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNext(message, pipeline, index);
            public override ValueTask ProcessAsync(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNextAsync(message, pipeline, index);
        }
        """;

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var row in Rows)
        {
            yield return new("changes from elsewhere", row.Name, row.State, new Shape("", "A", row.Body, row.Members, Types).Fill(Clients.Chat, "", "")) { NotFollowed = row.NotFollowed };
        }
    }

    private sealed record Change(string Name, string State, string Body, string Members = "")
    {
        public string NotFollowed { get; init; } = "";
    }
}
