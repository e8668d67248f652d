namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>
/// Registrations in every order. The rule is a small container: a list of services, of which the last one of a key answers; <c>AddPromptShield</c> shields all
/// that the list holds. A kernel uses every model service that its builder got, so each needs a shield after it, or of its own.
/// </summary>
internal static class RegistrationOrders
{
    private const string Raw = "new ChatClient(\"m\", \"k\").AsIChatClient()";

    private static readonly Dictionary<char, string> Names = new()
    {
        ['R'] = "raw", ['S'] = "shielded", ['P'] = "shield", ['T'] = "raw if missing", ['X'] = "remove", ['K'] = "raw with a key", ['M'] = "raw maybe",
        ['G'] = "shielded", ['L'] = "logging",
    };

    private static readonly Dictionary<char, string> OnServices = new()
    {
        ['R'] = $"services.AddChatClient({Raw}); ",
        ['S'] = $"services.AddChatClient({Raw}).UsePromptShield(); ",
        ['P'] = "services.AddPromptShield(); ",
        ['T'] = $"services.TryAddSingleton<IChatClient>({Raw}); ",
        ['X'] = "services.RemoveAll<IChatClient>(); ",
        ['K'] = $"services.AddKeyedChatClient(\"k\", {Raw}); ",
        ['M'] = $"if (c) {{ services.AddChatClient({Raw}); }} ",
    };

    private static readonly Dictionary<char, string> OnKernel = new()
    {
        ['R'] = "builder.AddOpenAIChatCompletion(\"m\", \"k\"); ",
        ['G'] = "builder.AddOpenAIChatCompletion(\"m\", \"k\", httpClient: PromptShieldHandler.CreateClient()); ",
        ['P'] = "builder.AddPromptShield(); ",
        ['L'] = "builder.Services.AddLogging(); ",
    };

    private const string Consumer = "internal sealed class Consumer(IChatClient x) { internal void Ask() => x./*call*/GetResponseAsync(\"hello\"); }";

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var word in Orders.Of("RSPTXKM", 1, 3))
        {
            if (StateOf(word) is { } state)
            {
                yield return Program("services", word, state, $"var services = new ServiceCollection(); {Orders.Text(word, OnServices)}services.AddSingleton<Consumer>();", Consumer);
            }
        }

        foreach (var word in Orders.Of("RGPL", 1, 3).Where(static word => word.Contains('R') || word.Contains('G')))
        {
            var isGuarded = word.LastIndexOf('R') < word.LastIndexOf('P') || !word.Contains('R');
            yield return Program("kernel", word, isGuarded ? MatrixProgram.Guarded : MatrixProgram.Unguarded, $"var builder = Kernel.CreateBuilder(); {Orders.Text(word, OnKernel)}builder.Build().{Clients.Kernel.MarkedCall};");
        }
    }

    /// <summary>
    /// The state over both ways that a registration behind a condition can go; null when the container never answers. Where it has no service, it
    /// makes no consumer, and the call does not run.
    /// </summary>
    private static string? StateOf(string word)
    {
        if (!word.AsSpan().ContainsAny("RSTM"))
        {
            return MatrixProgram.Deferred;
        }

        var (runs, doesNotRun) = (Answer(word, runs: true), Answer(word, runs: false));
        return runs == MatrixProgram.Unguarded || doesNotRun == MatrixProgram.Unguarded ? MatrixProgram.Unguarded : runs ?? doesNotRun;
    }

    private static string? Answer(string word, bool runs)
    {
        var services = new List<(bool HasKey, bool IsShielded)>();
        foreach (var letter in word)
        {
            switch (letter)
            {
                case 'R' or 'S':
                    services.Add((false, letter == 'S'));
                    break;
                case 'M' when runs:
                    services.Add((false, false));
                    break;
                case 'K':
                    services.Add((true, false));
                    break;
                case 'T' when !services.Exists(static service => !service.HasKey):
                    services.Add((false, false));
                    break;
                case 'X':
                    services.RemoveAll(static service => !service.HasKey);
                    break;
                case 'P':
                    services = services.ConvertAll(static service => (service.HasKey, true));
                    break;
            }
        }

        var last = services.FindLastIndex(static service => !service.HasKey);
        return last < 0 ? null : services[last].IsShielded ? MatrixProgram.Guarded : MatrixProgram.Unguarded;
    }

    private static MatrixProgram Program(string kind, string word, string state, string body, string types = "") =>
        new("orders of registrations", $"{kind}: {Orders.Name(word, Names)}", state, new Shape("", "A", body, "", types).Fill(Clients.Chat, "", ""));
}
