namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>
/// What only looks like the shield. The rule: every hook guards with the signed assembly, and none does with the types of an assembly of the same name
/// without the key, or with types of the same names in the program itself.
/// </summary>
internal static class LookAlikes
{
    private const string Raw = "new ChatClient(\"m\", \"k\").AsIChatClient()";

    /// <summary>Methods and types of a program that has the real shield, too.</summary>
    private static readonly (string Name, string Expression, string Types)[] Own =
    [
        ("own UsePromptShield", $"{Raw}.AsBuilder().UsePromptShield().Build()", "internal static class Own { internal static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder) => builder; }"),
        ("own UsePromptShield that adds something", $"{Raw}.AsBuilder().UsePromptShield().Build()", "internal static class Own { internal static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder) => builder.UseOpenTelemetry(); }"),
        ("own Shielded", $"{Raw}.Shielded()", "internal static class Own { internal static IChatClient Shielded(this IChatClient client) => client; }"),
        ("own Shielded that wraps", $"{Raw}.Shielded()", "internal sealed class Wrapper(IChatClient inner) : DelegatingChatClient(inner); internal static class Own { internal static IChatClient Shielded(this IChatClient client) => new Wrapper(client); }"),
        ("own WithPromptShield", "new ChatClient(\"m\", new ApiKeyCredential(\"k\"), new OpenAIClientOptions().WithPromptShield()).AsIChatClient()", "internal static class Own { internal static OpenAIClientOptions WithPromptShield(this OpenAIClientOptions options) => options; }"),
        ("own PromptShieldChatClient", $"new PromptShieldChatClient({Raw})", "internal sealed class PromptShieldChatClient(IChatClient inner) : DelegatingChatClient(inner);"),
        ("own PromptShieldHandler", "new AnthropicClient { ApiKey = \"k\", Handlers = [new PromptShieldHandler()] }.AsIChatClient(\"m\")", "internal sealed class PromptShieldHandler : DelegatingHandler;"),
        ("own CreateClient", "new OllamaApiClient(PromptShieldHandler.CreateClient(), \"m\")", "internal static class PromptShieldHandler { internal static HttpClient CreateClient() => new(); }"),
        ("own type in another namespace", $"new Mine.PromptShieldChatClient({Raw})", "namespace Mine { internal sealed class PromptShieldChatClient(IChatClient inner) : DelegatingChatClient(inner); }"),
        ("own type in the shield's namespace", $"new PromptShield.ShieldedChatClient({Raw})", "namespace PromptShield { internal sealed class ShieldedChatClient(IChatClient inner) : DelegatingChatClient(inner); }"),
        ("own method with a name that promises", "Own.GetShieldedClient()", $"internal static class Own {{ internal static IChatClient GetShieldedClient() => {Raw}; }}"),
        ("own variable with a name that promises", "Own.Shielded", $"internal static class Own {{ internal static readonly IChatClient Shielded = {Raw}; }}"),
        ("own attribute that promises", "Own.Make()", $"internal sealed class ShieldedAttribute : Attribute; internal static class Own {{ [Shielded] internal static IChatClient Make() => {Raw}; }}"),
    ];

    /// <summary>The same names, and the shield is there all the same.</summary>
    private static readonly (string Name, string Expression, string Types)[] Kept =
    [
        ("own UsePromptShield that uses the real one", $"{Raw}.AsBuilder().UsePromptShield().Build()", "internal static class Own { internal static ChatClientBuilder UsePromptShield(this ChatClientBuilder builder) => ShieldedClients.UsePromptShield(builder); }"),
        ("own Shielded that uses the real one", $"{Raw}.Shielded()", "internal static class Own { internal static IChatClient Shielded(this IChatClient client) => ShieldedClients.Shielded(client); }"),
        ("own method with a name that warns", "Own.Raw()", $"internal static class Own {{ internal static IChatClient Raw() => {Raw}.Shielded(); }}"),
        ("called as a static method", $"ShieldedClients.Shielded({Raw})", ""),
        ("alias of the shield's type", $"new Alias({Raw})", ""),
    ];

    public static IEnumerable<MatrixProgram> All()
    {
        foreach (var client in Clients.All)
        {
            foreach (var hook in client.Hooks)
            {
                var source = FlowShapes.All[0].Fill(client, hook.Expression, "");
                yield return new("look-alikes", $"without the key: {client}, {hook.Name}", MatrixProgram.Unguarded, source) { Shield = ShieldKind.Unsigned };
                yield return new("look-alikes", $"in the program: {client}, {hook.Name}", MatrixProgram.Unguarded, source) { Shield = ShieldKind.Source };
            }
        }

        foreach (var (name, expression, types) in Own)
        {
            yield return new("look-alikes", name, MatrixProgram.Unguarded, Program(expression, types));
        }

        foreach (var (name, expression, types) in Kept)
        {
            yield return new("look-alikes", name, MatrixProgram.Guarded, Program(expression, types));
        }
    }

    private static string Program(string expression, string types) =>
        (FlowShapes.All[0] with { Head = "using Alias = PromptShield.PromptShieldChatClient;", Types = types }).Fill(Clients.Chat, expression, "");
}
