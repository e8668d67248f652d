using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class UnprotectedAiConfigurationTests
{
    private const string Rule = "PSH6002";

    private const string Usings = """
        using Microsoft.AspNetCore.Authorization;
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.AspNetCore.Routing;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;

        """;

    [Theory]
    [InlineData("/admin/prompts/{id}", false, true)]
    [InlineData("/api/system-prompt", false, true)]
    [InlineData("/guardrails", false, true)]
    [InlineData("/ai/models", false, true)]
    [InlineData("/llm/deployments/{name}", false, true)]
    [InlineData("/assistant/config", false, true)]
    [InlineData("/prompt", true, true)]
    [InlineData("/prompt", false, false)]
    [InlineData("/chat", false, false)]
    [InlineData("/assistant", false, false)]
    [InlineData("/assistant/stream", false, false)]
    [InlineData("/cars/models", true, false)]
    [InlineData("/policies/{id}", true, false)]
    [InlineData("/settings", true, false)]
    [InlineData("/{prompts}/chat", true, false)]
    [InlineData("/v1/models", false, false)]
    public void A_route_says_whether_it_is_about_configuration(string route, bool changes, bool expected)
    {
        var words = new List<string>();
        AiConfiguration.AddRoute(route, words);
        Assert.Equal(expected, AiConfiguration.Default.IsNamedBy(words, changes));
    }

    [Fact]
    public Task An_endpoint_without_a_policy_is_found() => Program(
        """
        app.{|MapGet|}("/prompts", () => "text");
        app.{|MapPut|}("/prompts/{id}", (string id) => id).WithName("put");
        app.{|MapMethods|}("/ai/models", ["PUT"], () => "text");
        app.{|MapGet|}("/audit", () => System.IO.File.ReadAllText("promptshield-evidence.jsonl"));
        app.{|MapPost|}("/x", Handlers.SetModel);
        app.UseEndpoints(endpoints => endpoints.{|MapDelete|}("/guardrails/{id}", (string id) => id));
        """);

    [Fact]
    public Task An_endpoint_with_a_policy_is_none() => Program(
        """
        app.MapGet("/prompts", () => "text").RequireAuthorization();
        app.MapGet("/prompts", () => "text").WithName("get").RequireAuthorization("admin").WithTags("ai");
        app.MapGet("/prompts", [Authorize] () => "text");
        app.MapGet("/prompts", Handlers.Secured);
        app.MapGet("/prompts", () => "text").WithMetadata(new AuthorizeAttribute("admin"));
        app.MapGet("/prompts", () => "text").AddEndpointFilter<ApiKeyFilter>();
        app.MapGet("/prompts", () => "text").AddEndpointFilter(new ApiKeyFilter());
        app.{|MapGet|}("/prompts", () => "text").AddEndpointFilter((context, next) => next(context));
        Around(app.MapGroup("/admin"), group => group.MapGet("/prompts", () => "text"));
        static void Around(RouteGroupBuilder group, Action<RouteGroupBuilder> map) => map(group.RequireAuthorization());
        var kept = app.MapGet("/prompts", () => "text");
        kept.WithName("kept").RequireAuthorization();
        """);

    [Fact]
    public Task A_group_protects_what_is_in_it() => Program(
        """
        app.MapGroup("/admin").RequireAuthorization().MapGet("/prompts", () => "text");
        var admin = app.MapGroup("/admin").RequireAuthorization();
        admin.MapGet("/prompts", () => "text");
        admin.MapGroup("/deep").MapGet("/prompts", () => "text");
        admin.{|MapGet|}("/prompts", () => "text").AllowAnonymous();
        var later = app.MapGroup("/later");
        later.MapGet("/prompts", () => "text");
        later.RequireAuthorization("admin");
        var open = app.MapGroup("/ai").WithTags("ai");
        open.{|MapGet|}("/models", () => "text");
        open.MapGet("/chat", () => "text");
        admin.MapPrompts();
        app.MapGroup("/prompts").MapOpen();
        app.Secured().MapGet("/prompts", () => "text");
        app.MapGroup("/ai").ForAdmins().MapGet("/models", () => "text");
        """,
        """
        internal static class Routes
        {
            public static void MapPrompts(this IEndpointRouteBuilder routes) => routes.MapGet("/prompts", () => "text");
            public static void MapOpen(this RouteGroupBuilder routes) => routes.{|MapGet|}("/", () => "text");
            public static RouteGroupBuilder Secured(this WebApplication app) => app.MapGroup("/admin").RequireAuthorization();
            public static RouteGroupBuilder ForAdmins(this RouteGroupBuilder group) => group.RequireAuthorization("admin");
            public static RouteHandlerBuilder Later(this WebApplication app) => app.MapGet("/prompts", () => "text");
        }
        """);

    [Fact]
    public Task An_endpoint_that_asks_a_model_configures_nothing() => Program(
        """
        app.MapPut("/prompt", async (string text, IChatClient client) => (await client.GetResponseAsync(text)).Text);
        app.MapPost("/prompts/run", (string text, Runner runner) => runner.RunAsync(text));
        app.MapPost("/chat", (string text) => text);
        """,
        "internal class Runner(IChatClient client) { public async Task<string> RunAsync(string text) => (await client.GetResponseAsync(text)).Text; }");

    [Theory]
    [InlineData("builder.Services.AddAuthorization(options => options.FallbackPolicy = options.DefaultPolicy);")]
    [InlineData("builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());")]
    [InlineData("app.UseMiddleware<ApiKeyMiddleware>();")]
    public Task A_fallback_for_the_whole_program_protects(string statement) => Program(
        statement + """
        app.MapGet("/prompts", () => "text");
        app.{|MapGet|}("/prompts", () => "text").AllowAnonymous();
        app.{|MapGet|}("/prompts", [AllowAnonymous] () => "text");
        """);

    [Fact]
    public Task No_fallback_is_none() => Program(
        """
        builder.Services.AddAuthorization(options => options.FallbackPolicy = null);
        app.MapControllers().RequireAuthorization();
        app.{|MapGet|}("/prompts", () => "text");
        """);

    [Fact]
    public Task An_action_without_a_policy_is_found() => Program(
        string.Empty,
        """
        [ApiController, Route("api/[controller]")]
        public class PromptsController : ControllerBase
        {
            [HttpGet] public string {|All|}() => "";
            [HttpGet, Authorize] public string Secured() => "";
            [NonAction] public string Helper() => "";
            internal string Inner() => "";
        }
        [Authorize]
        public class GuardrailsController : ControllerBase
        {
            [HttpPut] public string Change(string text) => text;
            [HttpPut, AllowAnonymous] public string {|Open|}(string text) => text;
        }
        public class AdminController : SecuredController { [HttpPut("ai/models")] public string Change(string text) => text; }
        [Authorize] public abstract class SecuredController : ControllerBase;
        [ServiceFilter(typeof(ApiKeyFilter))] public class PoliciesController : ControllerBase { [HttpGet("ai/policies")] public string Get() => ""; }
        public class CarsController : ControllerBase { [HttpPut("models")] public string Change(string text) => text; }
        public class DeskController(IChatClient client) : ControllerBase
        {
            [HttpPost("prompts/run")] public async Task<string> Ask(string text) => (await client.GetResponseAsync(text)).Text;
            [HttpPost] public string {|UpdatePrompt|}(string text) => text;
            [HttpPost] public string Chat(string text) => text;
        }
        """);

    [Theory]
    [InlineData("app.MapControllers().RequireAuthorization();")]
    [InlineData("builder.Services.AddControllers(options => options.Filters.Add(new Microsoft.AspNetCore.Mvc.Authorization.AuthorizeFilter()));")]
    public Task A_filter_for_all_actions_protects_actions(string statement) => Program(
        statement, "public class PromptsController : ControllerBase { [HttpGet] public string All() => \"\"; }");

    [Fact]
    public Task A_method_of_the_same_name_maps_no_endpoint() => Program(
        "new Router().MapGet(\"/prompts\", () => \"text\");", "internal class Router { public void MapGet(string pattern, Func<string> handler) { } }");

    [Fact]
    public Task A_library_cannot_know_its_host() => RuleSnippet.Verify(
        Rule, Usings + "public static class Routes { public static void Add(WebApplication app) => app.MapGet(\"/prompts\", () => \"text\"); }");

    [Fact]
    public async Task The_message_names_the_route()
    {
        var found = await RuleSnippet.Diagnostics(
            Source("""app.MapGroup("/admin").MapPut("/prompts/{id}", (string id) => id);""", "public class PromptsController : ControllerBase { [HttpGet, AllowAnonymous] public string All() => \"\"; }"),
            string.Empty, OutputKind.ConsoleApplication);
        Assert.Equal(
            [
                "'EndpointRouteBuilderExtensions.MapPut' opens AI configuration to anybody: the endpoint '/admin/prompts/{id}' requires no authorization policy",
                "'PromptsController.All' opens AI configuration to anybody: the action allows anonymous access",
            ],
            found.Where(static diagnostic => diagnostic.Id == Rule).Select(static diagnostic => diagnostic.GetMessage(null)).Order(StringComparer.Ordinal));
    }

    private static Task Program(string statements, string types = "") => RuleSnippet.Verify(Rule, Source(statements, types), kind: OutputKind.ConsoleApplication);

    private static string Source(string statements, string types) => Usings + $$"""
        var builder = WebApplication.CreateBuilder(args);
        var app = builder.Build();
        {{statements}}
        app.Run();
        internal static class Handlers
        {
            public static string SetModel(string name) => name;
            [Authorize] public static string Secured() => "";
        }
        internal class ApiKeyFilter : IEndpointFilter
        {
            public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) => next(context);
        }
        internal class ApiKeyMiddleware(RequestDelegate next) { public Task Invoke(HttpContext context) => next(context); }
        {{types}}
        """;
}
