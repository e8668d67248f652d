using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Inventory;

/// <summary>What the inventory says that a compilation owes to other assemblies and supplies to them.</summary>
public sealed class LinkingTests
{
    private const string Chat = "service:T:Microsoft.Extensions.AI.IChatClient@";

    [Theory]
    [InlineData("public class S(IChatClient chat) { public object M() => chat.GetResponseAsync(\"a\"); }", "M:S.#ctor(Microsoft.Extensions.AI.IChatClient)/0|" + Chat)]
    [InlineData("public class S([FromKeyedServices(\"k 1\")] IChatClient chat) { public object M() => chat.GetResponseAsync(\"a\"); }", "M:S.#ctor(Microsoft.Extensions.AI.IChatClient)/0|" + Chat + "String:k%201")]
    [InlineData("public class S([FromKeyedServices(7)] IChatClient chat) { public object M() => chat.GetResponseAsync(\"a\"); }", "M:S.#ctor(Microsoft.Extensions.AI.IChatClient)/0|" + Chat + "Int32:7")]
    [InlineData("public class S { public object M(IServiceProvider p) => p.GetRequiredService<IChatClient>().GetResponseAsync(\"a\"); }", Chat)]
    [InlineData("public class S { public object M(IServiceProvider p) => p.GetRequiredKeyedService<IChatClient>(\"k\").GetResponseAsync(\"a\"); }", Chat + "String:k")]
    [InlineData("public class S { public object M(IServiceProvider p, string k) => p.GetRequiredKeyedService<IChatClient>(k).GetResponseAsync(\"a\"); }", Chat + "*")]
    [InlineData("public static class S { public static object M(this IChatClient chat) => chat.GetResponseAsync(\"a\"); }", "M:S.M(Microsoft.Extensions.AI.IChatClient)/0")]
    [InlineData("public interface I { void M(int n, IChatClient c); } public class S : I { public void M(int n, IChatClient chat) => chat.GetResponseAsync(\"a\"); }",
        "M:S.M(System.Int32,Microsoft.Extensions.AI.IChatClient)/1|M:I.M(System.Int32,Microsoft.Extensions.AI.IChatClient)/1|" + Chat)]
    [InlineData("public class S { public IChatClient? Client { get; set; } public object M() => Client!.GetResponseAsync(\"a\"); }", "P:S.Client")]
    [InlineData("public interface I { IChatClient Make(); } public class S(I i) { public object M() => i.Make().GetResponseAsync(\"a\"); }", "M:I.Make")]
    [InlineData("public class S(HttpClient http) { public object M() => http.PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }",
        "M:S.#ctor(System.Net.Http.HttpClient)/0|http:T:S|service:T:System.Net.Http.HttpClient@")]
    [InlineData("public class S(IHttpClientFactory f) { public object M() => f.CreateClient(\"a b\").PostAsync(\"https://api.openai.com/v1/chat/completions\", null); }", "http:@a%20b")]
    [InlineData("public class S { public Func<IChatClient, object> M() => chat => chat.GetResponseAsync(\"a\"); }", "!")]
    public async Task A_deferred_call_owes_what_others_can_name(string library, string debt)
    {
        var site = Assert.Single((await Judge(library)).Sites);
        Assert.Equal(("Deferred", debt), (site["guard"], site["debts"]));
    }

    [Theory]
    [InlineData("public class S { public IChatClient Client { get; set; } = Shielded.One(); public object M() => Client.GetResponseAsync(\"a\"); }", "Deferred", "?P:S.Client")]
    [InlineData("public class S { internal IChatClient Client { get; set; } = Shielded.One(); public object M() => Client.GetResponseAsync(\"a\"); }", "Guarded", "?P:S.Client")]
    [InlineData("public class S { private IChatClient Client { get; set; } = Shielded.One(); public object M() => Client.GetResponseAsync(\"a\"); }", "Guarded", "")]
    [InlineData("public class S { public object M() => Shielded.One().GetResponseAsync(\"a\"); }", "Guarded", "")]
    public async Task A_guarded_call_says_who_may_add_a_client(string library, string guard, string debts)
    {
        var site = Assert.Single((await Judge(library + Shielded)).Sites);
        Assert.Equal((guard, debts), (site["guard"], site["debts"]));
    }

    [Fact]
    public async Task A_call_that_is_not_shielded_owes_nothing()
        => Assert.Equal("", Assert.Single((await Judge("public class S { public object M() => new ChatClient(\"m\", \"k\").CompleteChat(\"a\"); }")).Sites)["debts"]);

    [Fact]
    public async Task Every_client_of_a_call_is_owed_for()
        => Assert.Equal(
            "M:S.#ctor(Microsoft.Extensions.AI.IChatClient,System.IServiceProvider)/0|" + Chat + " " + Chat + "String:k",
            Assert.Single((await Judge("public class S(IChatClient chat, IServiceProvider p) { public object M(bool c) => (c ? chat : p.GetRequiredKeyedService<IChatClient>(\"k\")).GetResponseAsync(\"a\"); }")).Sites)["debts"]);

    [Fact]
    public async Task An_argument_for_another_project_is_supplied_and_one_for_itself_is_not()
    {
        var supplies = await Supplies(
            "public class S(IChatClient chat, int n) { public int N => n; public IChatClient Chat => chat; }",
            "class H { void M() { new S(n: 1, chat: Shielded.One()); new S(Raw(), 2); new Own(Raw()); } static IChatClient Raw() => new ChatClient(\"m\", \"k\").AsIChatClient(); } class Own(IChatClient c) { public IChatClient C => c; }" + Shielded);

        Assert.Equal(
            [("Guarded", "shielded", "S(IChatClient chat, int n)"), ("Unguarded", "client-not-shielded", "S(IChatClient chat, int n)")],
            supplies.Where(row => row["slot"] == "M:S.#ctor(Microsoft.Extensions.AI.IChatClient,System.Int32)/0").Select(row => (row["guard"], row["reason"], row["to"])));
        Assert.DoesNotContain(supplies, row => row["slot"].Contains("Own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_that_is_passed_on_says_what_it_owes_in_turn()
    {
        var row = Assert.Single(await Supplies(
            "public class S(IChatClient chat) { public IChatClient Chat => chat; }", "public class Facade(IChatClient given) { public S Make() => new(given); }"), row => row["kind"] == "value");

        Assert.Equal(("Deferred", "M:Facade.#ctor(Microsoft.Extensions.AI.IChatClient)/0|" + Chat), (row["guard"], row["debts"]));
    }

    [Theory]
    [InlineData("services.AddSingleton<IChatClient>(_ => Shielded.One());", Chat, "Guarded", "")]
    [InlineData("services.AddSingleton<IChatClient>(_ => Raw());", Chat, "Unguarded", "true")]
    [InlineData("services.AddKeyedSingleton<IChatClient>(\"k\", (_, _) => Raw());", Chat + "String:k", "Unguarded", "true")]
    [InlineData("services.AddChatClient(Raw()).UsePromptShield();", Chat, "Guarded", "true")]
    [InlineData("services.AddSingleton<ChatClient>(_ => new ChatClient(\"m\", \"k\"));", "service:T:OpenAI.Chat.ChatClient@", "Unguarded", "")]
    [InlineData("services.AddHttpClient(\"n\");", "http:@n", "Unguarded", "")]
    [InlineData("services.AddHttpClient(\"n\").AddPromptShield();", "http:@n", "Guarded", "")]
    public async Task A_registration_is_supplied_under_the_method_that_must_be_called(string statement, string slot, string guard, string shieldable)
    {
        var row = Assert.Single(await Supplies("", $$"""
            public static class Setup
            {
                public static void AddAi(this IServiceCollection services)
                {
                    {{statement}}
                }

                private static IChatClient Raw() => new ChatClient("m", "k").AsIChatClient();
            }
            """ + Shielded), row => row["slot"] == slot);

        Assert.Equal(("value", guard), (row["kind"], row["guard"]));
        Assert.Equal("M:Setup.AddAi(Microsoft.Extensions.DependencyInjection.IServiceCollection)", row["member"]);
        Assert.True(shieldable == row["shieldable"] || guard == "Guarded", row["shieldable"]);
    }

    [Fact]
    public async Task A_kernel_takes_the_model_services_that_are_registered()
        => Assert.Equal(("Unguarded", "true"), Assert.Single(
            await Supplies("", "public static class Setup { public static void AddAi(this IServiceCollection services) { services.AddOpenAIChatCompletion(\"m\", \"k\"); services.AddSingleton(new ChatClient(\"m\", \"k\")); } }"),
            row => row["slot"] == "service:T:Microsoft.SemanticKernel.Kernel@") is var row ? (row["guard"], row["shieldable"]) : default);

    [Fact]
    public async Task A_registration_that_is_certainly_replaced_is_not_supplied()
        => Assert.Equal(["Guarded"], (await Supplies("", """
            public static class Setup
            {
                public static void AddAi(this IServiceCollection services)
                {
                    services.AddSingleton<IChatClient>(_ => new ChatClient("m", "k").AsIChatClient());
                    services.AddSingleton<IChatClient>(_ => Shielded.One());
                }
            }
            """ + Shielded)).Where(row => row["slot"] == Chat).Select(row => row["guard"]));

    [Theory]
    [InlineData("public static void AddAi(this IServiceCollection services)", true)]
    [InlineData("public static void AddAi(this IKernelBuilder services)", true)]
    [InlineData("public static void AddAi(object services)", false)]
    [InlineData("public static void ConfigureServices(IServiceCollection services)", false)]
    public async Task Only_a_method_that_must_be_called_by_name_waits_for_its_call(string method, bool waits)
    {
        var row = Assert.Single(await Supplies("", "public static class Setup { " + method + " { new ServiceCollection().AddSingleton<IChatClient>(_ => Shielded.One()); } }" + Shielded), row => row["slot"] == Chat);

        Assert.Equal(waits, row["member"].Length > 0);
    }

    [Theory]
    [InlineData("services.AddAi();", "")]
    [InlineData("services.AddAi(); services.AddPromptShield();", "true")]
    [InlineData("services.AddPromptShield(); services.AddAi();", "")]
    [InlineData("services.AddAi(); if (services.Count > 0) services.AddPromptShield();", "")]
    public async Task A_call_of_a_registering_method_says_whether_a_shield_follows(string statements, string shieldable)
    {
        var row = Assert.Single(await Supplies(
            "public static class Setup { public static void AddAi(this IServiceCollection services) { } }", "class H { void M(IServiceCollection services) { " + statements + " } }"),
            row => row["slot"].Contains("AddAi", StringComparison.Ordinal));

        Assert.Equal(("call", "M:Setup.AddAi(Microsoft.Extensions.DependencyInjection.IServiceCollection)", shieldable), (row["kind"], row["slot"], row["shieldable"]));
    }

    [Fact]
    public async Task An_implementation_of_another_projects_contract_supplies_what_it_returns()
    {
        var supplies = await Supplies(
            "public interface I { IChatClient Make(); IChatClient Client { get; } int Count { get; } } public abstract class B { public abstract IChatClient Made { get; } }",
            "class H : B, I { public IChatClient Make() => Shielded.One(); IChatClient I.Client => new ChatClient(\"m\", \"k\").AsIChatClient(); public int Count => 1; public override IChatClient Made => Shielded.One(); }" + Shielded);

        Assert.Equal(
            [("M:I.Make", "Guarded"), ("P:B.Made", "Guarded"), ("P:I.Client", "Unguarded")],
            supplies.Select(row => (row["slot"], row["guard"])).Order());
    }

    [Fact]
    public async Task Assignments_to_members_of_another_project_are_supplied()
    {
        var supplies = await Supplies(
            "public class O { public IChatClient? A { get; set; } public IChatClient? F; public string? Name { get; set; } }",
            "class H { void M(O o) { o.A = Shielded.One(); o.F ??= Shielded.One(); o.Name = \"x\"; new O { A = new ChatClient(\"m\", \"k\").AsIChatClient() }; (o.A, o.Name) = (Shielded.One(), \"y\"); } }" + Shielded);

        Assert.Equal(
            [("F:O.F", "Guarded"), ("P:O.A", "Guarded"), ("P:O.A", "NotAnalyzed"), ("P:O.A", "Unguarded")],
            supplies.Select(row => (row["slot"], row["guard"])).Order());
    }

    [Theory]
    [InlineData("public static class Setup { public static void AddAi(this IServiceCollection services) => services.AddSingleton<IChatClient>(_ => null!); }", 0)]
    [InlineData("public static class Other { public static int Count(IServiceCollection services) => services.Count; }", 1)]
    [InlineData("public static class Other { public static object Of(IChatClient client) => client; }", 1)]
    public async Task A_service_that_a_referenced_project_may_register_is_no_finding_before_the_build_links_it(string library, int findings)
    {
        using var image = new MemoryStream();
        var compilation = Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], Guards.Usings + library).WithAssemblyName("Library");
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var (sites, diagnostics) = await Guards.Judge(Snippet.Compile(
            [.. Snippet.Packages, ShieldStub.Real, MetadataReference.CreateFromImage(image.ToArray())],
            Guards.Usings + "_ = new ServiceCollection().BuildServiceProvider().GetRequiredService<IChatClient>().GetResponseAsync(\"a\");",
            OutputKind.ConsoleApplication));

        Assert.Equal("Deferred", Assert.Single(sites)["guard"]);
        Assert.Equal(findings, diagnostics.Count(diagnostic => diagnostic.Id == "PSH1001"));
    }

    [Theory]
    [InlineData("services.AddAi(); services.AddSingleton<IChatClient>(_ => Shielded.One());", Chat)]
    [InlineData("services.AddAi(); services.AddKeyedChatClient(\"k\", Shielded.One());", Chat + "String:k")]
    [InlineData("services.AddSingleton<IChatClient>(_ => Shielded.One()); services.AddAi();", "")]
    [InlineData("services.AddAi(); new ServiceCollection().AddSingleton<IChatClient>(_ => Shielded.One());", "")]
    public async Task A_call_of_a_registering_method_says_what_is_registered_again(string statements, string replaced)
        => Assert.Equal(replaced, Assert.Single(await Supplies(
            "public static class Setup { public static void AddAi(this IServiceCollection services) { } }", "class H { void M(IServiceCollection services) { " + statements + " } }" + Shielded),
            row => row["kind"] == "call")["replaced"]);

    [Fact]
    public async Task Two_runs_of_one_compilation_supply_the_same_text()
    {
        const string Library = "public class S(IChatClient chat) { public IChatClient Chat => chat; }";
        var host = "class H { void M() { " + string.Concat(Enumerable.Repeat("new S(Shielded.One());", 40)) + " } }" + Shielded;

        Assert.Equal((await Supplies(Library, host)).Select(row => string.Join(",", row.Values)), (await Supplies(Library, host)).Select(row => string.Join(",", row.Values)));
    }

    private const string Shielded = " internal static class Shielded { public static IChatClient One() => new ChatClient(\"m\", \"k\").AsIChatClient().Shielded(); }";

    private static async Task<(IReadOnlyList<IReadOnlyDictionary<string, string>> Sites, IReadOnlyList<IReadOnlyDictionary<string, string>> Supplies)> Judge(
        string source, params MetadataReference[] references)
    {
        var usings = Guards.Usings + "using Microsoft.SemanticKernel;\n";
        var (sites, diagnostics) = await Guards.Judge(Snippet.Compile([.. Snippet.Packages, ShieldStub.Real, .. references], usings + source));
        return (sites, Table.Read(diagnostics.Single(diagnostic => diagnostic.Id == "PSH9001").Properties["supplies"]!));
    }

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Supplies(string library, string host)
    {
        using var image = new MemoryStream();
        var compilation = Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], Guards.Usings + library).WithAssemblyName("Library");
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return (await Judge(host, MetadataReference.CreateFromImage(image.ToArray()))).Supplies;
    }
}
