namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Handlers, policies and options in every order. The rule: the shield must be the last code before the framework's own, and must be there when the client is made.</summary>
internal static class WireOrders
{
    private const string Types = """
        internal sealed class Own : DelegatingHandler { public Own() { } public Own(HttpMessageHandler inner) : base(inner) { } }
        internal sealed class OwnPolicy : System.ClientModel.Primitives.PipelinePolicy
        {
            public override void Process(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNext(message, pipeline, index);
            public override ValueTask ProcessAsync(System.ClientModel.Primitives.PipelineMessage message, IReadOnlyList<System.ClientModel.Primitives.PipelinePolicy> pipeline, int index) => ProcessNextAsync(message, pipeline, index);
        }
        """;

    private static readonly Dictionary<char, string> Names = new()
    {
        ['S'] = "shield", ['O'] = "own", ['L'] = "lifetime", ['P'] = "own for each try", ['C'] = "own for each call", ['E'] = "other option",
    };

    private static readonly Dictionary<char, string> Handlers = new() { ['S'] = "new PromptShieldHandler(), ", ['O'] = "new Own(), " };

    private static readonly Dictionary<char, string> ClientBuilder = new()
    {
        ['S'] = ".AddPromptShield()", ['O'] = ".AddHttpMessageHandler(() => new Own())", ['L'] = ".SetHandlerLifetime(TimeSpan.FromMinutes(1))",
    };

    private static readonly Dictionary<char, string> OnOptions = new()
    {
        ['S'] = "options.WithPromptShield(); ",
        ['P'] = "options.AddPolicy(new OwnPolicy(), System.ClientModel.Primitives.PipelinePosition.PerTry); ",
        ['C'] = "options.AddPolicy(new OwnPolicy(), System.ClientModel.Primitives.PipelinePosition.PerCall); ",
        ['E'] = "options.UserAgentApplicationId = \"a\"; ",
    };

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var word in Orders.Of("SO", 0, 3))
        {
            var nested = word.Reverse().Aggregate("new SocketsHttpHandler()", static (inner, letter) => letter == 'S' ? $"new PromptShieldHandler({inner})" : $"new Own({inner})");
            yield return Program("handlers", word, word.EndsWith('S'), $"new HttpClient({nested}).{Clients.RawHttp.MarkedCall};");
            if (word.Length > 0)
            {
                yield return Program("handlers of Anthropic", word, word.EndsWith('S'), $"new AnthropicClient {{ ApiKey = \"k\", Handlers = [{Orders.Text(word, Handlers)}] }}.Messages.{Client.Marker}Create(Request.Of<MessageCreateParams>());");
            }
        }

        foreach (var word in Orders.Of("SOL", 0, 3))
        {
            yield return Program("typed client", word, word.Replace("L", "", StringComparison.Ordinal).EndsWith('S'), $"new ServiceCollection().AddHttpClient<Typed>(){Orders.Text(word, ClientBuilder)};", $"internal sealed class Typed(HttpClient http) {{ internal void Ask() => http.{Clients.RawHttp.MarkedCall}; }}");
            if (word.Length < 3)
            {
                yield return Program("named client", word, word.Replace("L", "", StringComparison.Ordinal).EndsWith('S'), $"var services = new ServiceCollection(); services.AddHttpClient(\"n\"){Orders.Text(word, ClientBuilder)}; services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient(\"n\").{Clients.RawHttp.MarkedCall};");
            }
        }

        foreach (var word in Orders.Of("SPCE", 0, 2))
        {
            // Policies for each call run in the order in which they were added, before those for each try.
            var isLast = !word.Contains('P') && word.Replace("E", "", StringComparison.Ordinal).EndsWith('S');
            yield return Program("options", word, isLast, $"var options = new OpenAIClientOptions(); {Orders.Text(word, OnOptions)}new ChatClient(\"m\", new ApiKeyCredential(\"k\"), options).{Client.Marker}CompleteChat(\"hello\");");
            yield return Program("options, shield after the client", word, isLast, $"var options = new OpenAIClientOptions(); {Orders.Text(word, OnOptions)}var chat = new ChatClient(\"m\", new ApiKeyCredential(\"k\"), options); {OnOptions['S']}chat.{Client.Marker}CompleteChat(\"hello\");");
        }
    }

    private static MatrixProgram Program(string kind, string word, bool isGuarded, string body, string types = "") => new(
        "orders of handlers and options",
        $"{kind}: {Orders.Name(word, Names)}",
        isGuarded ? MatrixProgram.Guarded : MatrixProgram.Unguarded,
        new Shape("", "A", body, "", types + Types).Fill(Clients.Chat, "", ""));
}
