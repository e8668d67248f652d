namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>
/// Middleware in every order. What is added later is nearer to the model, so the rule is: what follows the last shield may only watch (logging,
/// telemetry). A shield under the builder is nearer than all of it; a shield around what was built is nearer than nothing, so only own code below it counts.
/// </summary>
internal static class ChainOrders
{
    private const string Watching = "LT";

    private static readonly Dictionary<char, string> Names = new()
    {
        ['S'] = "shield", ['L'] = "logging", ['T'] = "telemetry", ['F'] = "function invocation", ['O'] = "own",
    };

    private static readonly Dictionary<char, string> ChatPieces = new()
    {
        ['S'] = ".UsePromptShield()",
        ['L'] = ".UseLogging(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance)",
        ['T'] = ".UseOpenTelemetry()",
        ['F'] = ".UseFunctionInvocation()",
        ['O'] = ".Use(inner => new Own(inner))",
    };

    private static readonly Dictionary<char, string> EmbeddingPieces = new(ChatPieces) { ['O'] = ".Use(inner => new OwnEmbeddings(inner))" };

    private const string Raw = "new ChatClient(\"m\", \"k\").AsIChatClient()";
    private const string RawEmbeddings = "new EmbeddingClient(\"m\", \"k\").AsIEmbeddingGenerator()";

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var word in Orders.Of("SLTFO", 1, 3))
        {
            yield return Program("chain", word, IsLastShielded(word), $"{Raw}.AsBuilder(){Orders.Text(word, ChatPieces)}.Build().{Client.Marker}GetResponseAsync(\"hello\");");
        }

        foreach (var word in Orders.Of("SLFO", 1, 2))
        {
            var calls = string.Concat(word.Select(letter => $"builder{ChatPieces[letter]}; "));
            yield return Program("chain in a variable", word, IsLastShielded(word), $"var builder = new ChatClientBuilder({Raw}); {calls}builder.Build().{Client.Marker}GetResponseAsync(\"hello\");");
            yield return Program("chain of an agent", word, IsLastShielded(word), $"{Raw}.AsBuilder(){Orders.Text(word, ChatPieces)}.BuildAIAgent().{Client.Marker}RunAsync(\"hello\");");
            yield return Program("chain of a registration", word, IsLastShielded(word), $"var services = new ServiceCollection(); services.AddChatClient({Raw}){Orders.Text(word, ChatPieces)}; services.BuildServiceProvider().GetRequiredService<IChatClient>().{Client.Marker}GetResponseAsync(\"hello\");");
        }

        foreach (var word in Orders.Of("SLO", 1, 2))
        {
            yield return Program("chain of embeddings", word, IsLastShielded(word), $"{RawEmbeddings}.AsBuilder(){Orders.Text(word, EmbeddingPieces)}.Build().{Client.Marker}GenerateAsync([\"hello\"]);");
        }

        foreach (var word in Orders.Of("LFO", 1, 2))
        {
            yield return Program("chain over a shielded client", word, true, $"{Raw}.Shielded().AsBuilder(){Orders.Text(word, ChatPieces)}.Build().{Client.Marker}GetResponseAsync(\"hello\");");
            yield return Program("chain under a shield", word, !word.Contains('O'), $"{Raw}.AsBuilder(){Orders.Text(word, ChatPieces)}.Build().Shielded().{Client.Marker}GetResponseAsync(\"hello\");");
        }
    }

    private static bool IsLastShielded(string word) => word.TrimEnd(Watching.ToCharArray()).EndsWith('S');

    private static MatrixProgram Program(string kind, string word, bool isGuarded, string body) => new(
        "orders of middleware",
        $"{kind}: {Orders.Name(word, Names)}",
        isGuarded ? MatrixProgram.Guarded : MatrixProgram.Unguarded,
        new Shape("", "A", body, "", Types).Fill(Clients.Chat, "", ""));

    private const string Types = """
        internal sealed class Own(IChatClient inner) : DelegatingChatClient(inner);
        internal sealed class OwnEmbeddings(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner);
        """;
}
