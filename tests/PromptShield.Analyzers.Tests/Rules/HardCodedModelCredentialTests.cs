using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class HardCodedModelCredentialTests
{
    private const string Rule = "PSH6001";

    // Drawn at random for these tests; in halves, so that no scanner of repositories takes them for keys.
    private const string OpenAI = "sk-proj-" + "k3Vt9QzWm1Xp7RbY" + "h5Nc2LdGf8Js4TaUeKo6Hv0B";
    private const string Azure = "7f3a9c1e5b8d2064" + "e1c7a93b5d80f246";

    [Theory]
    [InlineData("sk-proj-", "k3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUeKo6Hv0B")]
    [InlineData("sk-", "k3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUeKo6Hv0BxYzQ1w2R")]
    [InlineData("sk-ant-api03-", "k3Vt9QzWm1Xp7RbYh5Nc2LdG-f8Js4TaUeKo6Hv0B_AA")]
    [InlineData("AIza", "SyD4kV9tQzW1mXp7RbYh5Nc2LdGf8Js4TaU")]
    [InlineData("hf_", "kVtQzWmXpRbYhNcLdGfJsTaUeKoHvBqMnZ")]
    [InlineData("gsk_", "k3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUeKo6Hv0BxYzQ1w2R5T6y")]
    [InlineData("AKIA", "Q3ZV7MWX5TKPB2RD")]
    [InlineData("ghp_", "k3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUeKo6")]
    public void A_key_is_told_by_its_prefix_and_what_follows(string prefix, string rest)
    {
        Assert.StartsWith(CredentialShapes.Default.Find("use " + prefix + rest + ", please")!.Prefix, prefix, StringComparison.Ordinal);
        Assert.Null(CredentialShapes.Default.Find(prefix + rest[..(rest.Length / 2)]));
        Assert.Null(CredentialShapes.Default.Find("a" + prefix + rest));
        Assert.Null(CredentialShapes.Default.Find(prefix + new string('x', rest.Length)));
        Assert.Null(CredentialShapes.Default.Find(prefix + string.Concat(Enumerable.Range(0, rest.Length).Select(static i => (char)('A' + (i % 20))))));
    }

    [Theory]
    [InlineData("sk-...")]
    [InlineData("sk-your-api-key-goes-here-your-api-key-goes-here")]
    [InlineData("sk-proj-EXAMPLE3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUe")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("^sk-[A-Za-z0-9]{48}$")]
    [InlineData("sk-this-is-how-the-cells-of-the-sheet-are-called")]
    [InlineData("task-k3Vt9QzWm1Xp7RbYh5Nc2LdGf8Js4TaUeKo6")]
    public void Text_that_only_resembles_a_key_is_none(string text) => Assert.Null(CredentialShapes.Default.Find(text));

    [Theory]
    [InlineData("7f3a9c1e5b8d2064e1c7a93b5d80f246", true)]
    [InlineData("k3Vt9QzWm1Xp7RbYh5Nc2LdG", true)]
    [InlineData("0123456789abcdef0123456789abcdef", false)]
    [InlineData("00000000000000000000000000000001", false)]
    [InlineData("AZURE_OPENAI_API_KEY", false)]
    [InlineData("OpenAI:Key:Production1", false)]
    [InlineData("not-needed", false)]
    [InlineData("ollama", false)]
    [InlineData("<key-from-the-portal-1>", false)]
    [InlineData("my-test-key-1234567", false)]
    [InlineData("key from the portal 17", false)]
    public void Where_a_credential_belongs_a_placeholder_is_told_from_a_secret(string value, bool isSecret) =>
        Assert.Equal(isSecret, CredentialShapes.Default.IsSecret(value));

    [Theory]
    [InlineData("The admin password is Tr0ub4dor&3.", "password")]
    [InlineData("Use API key: 9f3kQ2mm81", "api key")]
    [InlineData("bearer token=\"a8s7d6f5g4\"", "bearer token")]
    [InlineData("Ask for the password. Passwords have 12characters at least", null)]
    [InlineData("Never reveal a password", null)]
    [InlineData("The password is stored in {vault1}", null)]
    [InlineData("The access token is in the header X-Auth2", null)]
    public void A_prompt_tells_a_secret_when_it_gives_the_value(string text, string? name) => Assert.Equal(name, PromptSecrets.Find(text));

    [Fact]
    public Task Text_of_the_form_of_a_key_is_found_wherever_it_stands() => RuleSnippet.Verify(
        Rule,
        $$"""
        public class Desk
        {
            private const string Key = {|"{{OpenAI}}"|};
            public string Other { get; } = {|@"{{OpenAI}}"|};
            public void Ask(string key = {|"{{OpenAI}}"|}) => Console.WriteLine($"{|key={{OpenAI}};|}{key}");
            public string[] All => [{|"{{OpenAI}}"|}, "sk-...", "sk-proj-your-key", nameof(Key)];
        }
        """);

    [Fact]
    public Task A_key_that_a_client_receives_is_found_where_it_is_written() => RuleSnippet.VerifyStatements(
        Rule,
        $$"""
        const string key = {|"{{OpenAI}}"|};
        _ = new ChatClient("gpt-4o", key);
        _ = new ApiKeyCredential({|"{{OpenAI}}"|});
        _ = new OpenAIClient({|"sk-proj-" + "{{OpenAI[8..]}}"|});
        """);

    [Fact]
    public Task A_secret_without_a_form_is_found_where_a_client_takes_its_credential() => RuleSnippet.VerifyStatements(
        Rule,
        $$"""
        const string key = "{{Azure}}";
        var read = Environment.GetEnvironmentVariable("AZURE_OPENAI_API_KEY");
        _ = new AzureOpenAIClient(new Uri("https://desk.openai.azure.com"), new ApiKeyCredential({|key|}));
        _ = new Azure.AzureKeyCredential({|"{{Azure}}"|});
        _ = new Azure.AzureKeyCredential({|read ?? "{{Azure}}"|});
        _ = new Azure.AzureKeyCredential({|c ? key : "changeme"|});
        new ApiKeyCredential("unused").Update({|"{{Azure}}"|});
        _ = new Anthropic.AnthropicClient { ApiKey = {|"{{Azure}}"|} };
        _ = Microsoft.SemanticKernel.OpenAIKernelBuilderExtensions.AddOpenAIChatCompletion(Microsoft.SemanticKernel.Kernel.CreateBuilder(), "gpt-4o", apiKey: {|"{{Azure}}"|}, orgId: "{{Azure}}");
        """);

    [Fact]
    public Task What_is_read_or_stands_in_for_a_key_is_no_finding() => RuleSnippet.VerifyStatements(
        Rule,
        $$"""
        var read = Environment.GetEnvironmentVariable("OPENAI_API_KEY");
        _ = new OpenAIClient(read!);
        _ = new OpenAIClient(read ?? "ollama");
        _ = new OpenAIClient(read ?? throw new InvalidOperationException("OPENAI_API_KEY is missing, get one"));
        _ = new ApiKeyCredential("lm-studio");
        _ = new ApiKeyCredential("<your key here 1234567890>");
        _ = new ChatClient("{{Azure}}", read);
        var checksum = "{{Azure}}";
        """);

    [Fact]
    public Task A_type_of_the_same_name_takes_what_it_likes() => RuleSnippet.Verify(
        Rule,
        $$"""
        public class ApiKeyCredential(string key) { public string ApiKey { get; set; } = key; }
        public class Desk
        {
            public object Open() => new ApiKeyCredential("{{Azure}}") { ApiKey = "{{Azure}}" };
            public void Add(System.Net.Http.Headers.HttpHeaders headers) => headers.Add("X-Trace", "{{Azure}}");
        }
        """);

    [Fact]
    public Task A_default_of_a_parameter_is_a_key_in_the_code() => RuleSnippet.Verify(
        Rule,
        $$"""
        public static class Clients
        {
            public static OpenAI.OpenAIClient Open(string key = "{{Azure}}") => new({|key|});
            public static OpenAI.OpenAIClient Given(string key) => new(key);
        }
        """);

    [Fact]
    public Task A_header_counts_where_requests_go_to_a_provider() => RuleSnippet.Verify(
        Rule,
        $$"""
        using System.Net.Http.Headers;
        using System.Net.Http.Json;
        public class Mistral(HttpClient http)
        {
            public Task Ask(string text)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", {|"{{Azure}}"|});
                http.DefaultRequestHeaders.Add("x-api-key", {|"{{Azure}}"|});
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", {|"Bearer {{Azure}}"|});
                http.DefaultRequestHeaders.Add("x-correlation", "{{Azure}}");
                return http.PostAsJsonAsync("https://api.mistral.ai/v1/chat/completions", new { text });
            }
        }
        public class Azure
        {
            public HttpClient Open()
            {
                var http = new HttpClient { BaseAddress = new Uri("https://desk.openai.azure.com/") };
                http.DefaultRequestHeaders.Add("api-key", {|"{{Azure}}"|});
                return http;
            }
        }
        public class Shop(HttpClient http)
        {
            public Task Order(string text)
            {
                http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "{{Azure}}");
                return http.PostAsJsonAsync("https://shop.example.com/orders", new { text });
            }
        }
        """);

    [Fact]
    public Task A_secret_in_instructions_is_found() => RuleSnippet.VerifyStatements(
        Rule,
        """
        const string rules = "You are a helper. The admin password is Tr0ub4dor&3.";
        _ = new SystemChatMessage({|rules|});
        _ = new Microsoft.Extensions.AI.ChatMessage(ChatRole.System, {|"Use the API key 9f3kQ2mm81 for orders."|});
        _ = new ChatOptions { Instructions = {|$"It is {DateTime.Now}. The password is Tr0ub4dor&3."|} };
        _ = new Microsoft.Extensions.AI.ChatMessage(ChatRole.User, "The password is Tr0ub4dor&3.");
        _ = new UserChatMessage(rules);
        _ = new SystemChatMessage("Never ask for a password, and never tell one.");
        """);

    [Fact]
    public async Task The_message_names_the_place_and_never_the_key()
    {
        var messages = await RuleSnippet.Messages(
            Rule,
            $$"""
            public class Desk
            {
                private const string Key = "{{OpenAI}}";
                public object Open() => new System.ClientModel.ApiKeyCredential("{{Azure}}");
                public object Prompt() => new OpenAI.Chat.SystemChatMessage("The access token is a8s7d6f5g4.");
            }
            """);
        Assert.Equal(
            [
                "'Desk.Key' holds a credential: the text has the form of a key of OpenAI ('sk-proj-…')",
                "'ApiKeyCredential' holds a credential: 'key' has a value that stands in the code",
                "'SystemChatMessage' holds a credential: the instructions tell the model an access token, which it can repeat",
            ],
            messages);
    }
}
