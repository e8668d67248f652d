namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class RawHttpTests
{
    [Fact]
    public Task A_request_to_a_provider_is_a_model_call() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private const string Host = "https://api.openai.com";
            private static readonly HttpClient http = new();
            private readonly string endpoint = Host + "/v1/chat/completions";
            async Task M(string model, bool c)
            {
                await http.{|Unguarded/http-client-not-shielded:PostAsync|}("https://api.openai.com/v1/chat/completions", null);
                await http.{|Unguarded:PostAsync|}(endpoint, null);
                await http.{|Unguarded:PostAsJsonAsync|}($"{Host}/v1/embeddings", new { });
                await http.{|Unguarded:PostAsync|}(new Uri("https://api.anthropic.com/v1/messages"), null);
                await http.{|Unguarded:PostAsync|}($"https://generativelanguage.googleapis.com/v1beta/models/{model}:generateContent", null);
                var request = new HttpRequestMessage(HttpMethod.Post, "http://localhost:11434/api/chat");
                await http.{|Unguarded:SendAsync|}(request);
                using var typed = new HttpRequestMessage { RequestUri = new Uri(new Uri("https://api.mistral.ai"), "/v1/chat/completions") };
                http.{|Unguarded:Send|}(typed);
                var url = c ? "https://example.com/orders" : "https://openrouter.ai/api/v1/chat/completions";
                await http.{|Unguarded:PostAsync|}(url, null);
            }
        }
        """);

    [Fact]
    public Task Other_requests_are_not() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private static readonly HttpClient http = new();
            async Task M(string url)
            {
                await http.PostAsync("https://example.com/orders", null);
                await http.PostAsync(url, null);
                await http.PostAsync("/v1/orders", null);
                await http.PostAsync("https://mail.example.com/v1/messages", null);
                await http.PostAsync("http://localhost:8080/api/chat", null);
                await http.GetAsync("https://api.openai.com/v1/models");
                await http.SendAsync(new HttpRequestMessage(HttpMethod.Post, "https://example.com"));
            }
        }
        """);

    [Fact]
    public Task A_body_that_names_a_model_and_its_messages_is_a_model_call_wherever_it_goes() => Guards.Library($$"""
        {{Guards.Usings}}
        using System.Text;
        using System.Text.Json;
        public record Order(string Model, string Prompt);
        internal class C
        {
            private static readonly HttpClient http = new();
            async Task M(string url, string text, object handedIn, Order order)
            {
                await http.{|Unguarded/http-client-not-shielded:PostAsJsonAsync|}(url, new { model = "m", messages = new[] { new { role = "user", content = text } } });
                var body = new { model = "m", prompt = text };
                var json = JsonSerializer.Serialize(body);
                await http.{|Unguarded:PostAsync|}(url, new StringContent(json, Encoding.UTF8, "application/json"));
                await http.{|Unguarded:PostAsync|}(url, JsonContent.Create(new Dictionary<string, object> { ["model"] = "m", ["contents"] = text }));
                var request = new HttpRequestMessage(HttpMethod.Post, url);
                request.Content = new StringContent("{\"model\":\"m\",\"messages\":[" + text + "]}");
                await http.{|Unguarded:SendAsync|}(request);

                await http.PostAsJsonAsync(url, new { model = "m", colour = "red" });
                await http.PostAsJsonAsync(url, new { prompt = text });
                await http.PostAsJsonAsync(url, order);
                await http.PostAsJsonAsync(url, handedIn);
                await http.PostAsync(url, new StringContent("{\"model\":\"m\"}"));
                var other = new HttpRequestMessage(HttpMethod.Post, url);
                other.Content = new StringContent(text);
                await http.SendAsync(other);
            }
        }
        """);

    [Fact]
    public Task The_base_address_of_the_class_and_of_the_registration_count() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Own
        {
            private readonly HttpClient http = new() { BaseAddress = new Uri("https://api.openai.com/v1/") };
            Task M() => http.{|Unguarded:PostAsJsonAsync|}("chat/completions", new { });
        }
        internal class Typed(HttpClient http)
        {
            internal Task M() => http.{|Unguarded/http-client-not-shielded:PostAsync|}("/v1/messages", null);
        }
        internal class Shielded(HttpClient http)
        {
            internal Task M() => http.{|Guarded:PostAsync|}("/v1/messages", null);
        }
        internal class Named(IHttpClientFactory factory)
        {
            internal Task M() => factory.CreateClient("claude").{|Guarded:PostAsync|}("/v1/messages", null);
            internal Task N() => factory.CreateClient("orders").PostAsync("/v1/orders", null);
        }
        internal static class Startup
        {
            static void Configure(IServiceCollection services)
            {
                services.AddHttpClient<Typed>(c => c.BaseAddress = new Uri("https://api.anthropic.com"));
                services.AddHttpClient<Shielded>(c => c.BaseAddress = new Uri("https://api.anthropic.com")).AddPromptShield();
                services.AddHttpClient("claude").ConfigureHttpClient(c => c.BaseAddress = new Uri("https://api.anthropic.com")).AddHttpMessageHandler(() => new PromptShieldHandler());
            }
        }
        """);

    [Fact]
    public Task A_handler_guards_the_client_that_it_is_given_to() => Guards.Body("""
        var url = "https://api.openai.com/v1/chat/completions";
        await new HttpClient(new PromptShieldHandler()).{|Guarded:PostAsync|}(url, null);
        await new HttpClient(new PromptShieldHandler(new HttpClientHandler())).{|Guarded:PostAsync|}(url, null);
        await PromptShieldHandler.CreateClient().{|Guarded:PostAsync|}(url, null);
        await new HttpClient(new HttpClientHandler()).{|Unguarded:PostAsync|}(url, null);
        """);

    [Fact]
    public Task The_address_may_come_from_the_caller() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Base
        {
            private static readonly HttpClient http = new();
            protected Task Send(string url) => http.{|Unguarded:PostAsync|}(url, null);
            private Task Other(string url) => http.PostAsync(url, null);
            Task M() => Other("https://example.com");
        }
        internal class Derived : Base { Task N() => Send("https://api.groq.com/openai/v1/chat/completions"); }
        """);

    [Fact]
    public Task A_handed_in_http_client_is_deferred() => Guards.Library($$"""
        {{Guards.Usings}}
        public class C(HttpClient http)
        {
            public Task M() => http.{|Deferred:PostAsync|}("https://api.openai.com/v1/chat/completions", null);
        }
        """);

    [Fact]
    public Task A_base_address_that_a_tuple_assigns_is_not_known_and_stops_nothing() => Guards.Library("""
        using System.Net.Http.Json;
        internal class C
        {
            async Task M(HttpClient http)
            {
                (http.BaseAddress, var key) = (new Uri("https://api.openai.com/v1/"), "k");
                await http.PostAsJsonAsync("rates", key);
            }
            Task N(HttpClient other)
            {
                return other.{|Deferred:PostAsJsonAsync|}("https://api.openai.com/v1/chat/completions", "hello");
            }
        }
        """);
}
