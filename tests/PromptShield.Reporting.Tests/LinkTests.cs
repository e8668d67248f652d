using PromptShield.Reporting;

namespace PromptShield;

/// <summary>What libraries owe, judged by the programs that reference them.</summary>
public class LinkTests
{
    private const string Constructor = "M:Acme.Summaries.#ctor(Microsoft.Extensions.AI.IChatClient)/0";
    private const string Chat = "service:T:Microsoft.Extensions.AI.IChatClient@";
    private const string Keyed = "service:T:Microsoft.Extensions.AI.IChatClient@String:summary";
    private const string Property = "P:Acme.Options.Client";
    private const string AddAi = "M:Acme.Setup.AddAi(Microsoft.Extensions.DependencyInjection.IServiceCollection)";
    private const string AddMore = "M:Acme.Setup.AddMore(Microsoft.Extensions.DependencyInjection.IServiceCollection)";

    [Theory]
    [InlineData(GuardState.Guarded, GuardState.Guarded, "shielded", GateVerdict.Pass)]
    [InlineData(GuardState.Unguarded, GuardState.Unguarded, "client-not-shielded", GateVerdict.Fail)]
    [InlineData(GuardState.NotAnalyzed, GuardState.NotAnalyzed, "dynamic-or-unresolved", GateVerdict.NotEvaluated)]
    public void A_site_takes_the_state_of_what_the_program_hands_in(GuardState given, GuardState expected, string reason, GateVerdict gate)
    {
        var report = Link(Program("App", Value(Constructor, given)), Library(Owing(Constructor)));

        var item = Assert.Single(report.Items);
        Assert.Equal((expected, reason, gate), (item.Guard, item.Reason, report.Gate));
    }

    [Fact]
    public void The_chain_says_who_passes_what_and_the_item_stands_in_the_library()
    {
        var item = Assert.Single(Link(Program("App", Value(Constructor, GuardState.Unguarded)), Library(Owing(Constructor))).Items);

        Assert.Equal([new ChainStep("App passes a client to Summaries(IChatClient chat): the client is raw", "App/Program.cs", 12, 5)], item.Chain);
        Assert.Equal("App passes a client to Summaries(IChatClient chat): the client is raw at App/Program.cs:12:5", item.ReasonText);
        Assert.Equal((Desk.Library, Desk.Call.File, "parameter 'client'"), (item.Project, item.Site.File, item.Site.OwedTo));
    }

    [Fact]
    public void One_program_that_does_not_shield_is_enough()
    {
        var item = Assert.Single(Link(
            Program("Web", Value(Constructor, GuardState.Guarded)), Program("Cli", Value(Constructor, GuardState.Unguarded)), Library(Owing(Constructor))).Items);

        Assert.Equal(GuardState.Unguarded, item.Guard);
        Assert.StartsWith("Cli passes", item.ReasonText, StringComparison.Ordinal);
        Assert.EndsWith("(in Web it comes through the shield)", item.ReasonText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_that_every_program_shields_names_them()
        => Assert.Equal("the client came through the shield in Cli and Web", Assert.Single(Link(
            Program("Web", Value(Constructor, GuardState.Guarded)), Program("Cli", Value(Constructor, GuardState.Guarded)), Library(Owing(Constructor))).Items).ReasonText);

    [Fact]
    public void A_program_that_does_not_reference_the_library_has_no_say()
    {
        var stranger = Program("App", Value(Constructor, GuardState.Unguarded)) with { References = [] };

        var item = Assert.Single(Link(stranger, Library(Owing(Constructor))).Items);

        Assert.Equal((GuardState.Deferred, "handed-in"), (item.Guard, item.Reason));
        Assert.Empty(item.Chain);
    }

    [Fact]
    public void A_program_that_supplies_nothing_leaves_it_undischarged_and_says_what_was_looked_for()
    {
        var item = Assert.Single(Link(Program("App"), Library(Owing(Constructor + "|" + Keyed))).Items);

        Assert.Equal((GuardState.Deferred, "deferred-undischarged", true), (item.Guard, item.Reason, item.IsViolating));
        Assert.Equal([new ChainStep("nothing in App supplies Summaries(IChatClient) or the service IChatClient with the key 'summary' through the shield", "", 0, 0)], item.Chain);
    }

    [Fact]
    public void A_debt_that_cannot_be_followed_is_never_discharged()
    {
        var item = Assert.Single(Link(Program("App", Value("!", GuardState.Guarded)), Library(Owing("!"))).Items);

        Assert.Equal("deferred-undischarged", item.Reason);
        Assert.Equal("deferred-undischarged", Assert.Single(Link(Program("App"), Library(Desk.DeferredCall)).Items).Reason);
    }

    [Theory]
    [InlineData(Keyed, GuardState.Guarded)]
    [InlineData(Chat, GuardState.Deferred)]
    [InlineData("service:T:Microsoft.Extensions.AI.IChatClient@String:Summary", GuardState.Deferred)]
    [InlineData("service:T:Microsoft.Extensions.AI.IChatClient@Int32:1", GuardState.Deferred)]
    [InlineData("service:T:Microsoft.Extensions.AI.IChatClient@*", GuardState.Guarded)]
    [InlineData("service:T:Microsoft.Extensions.AI.IEmbeddingGenerator`2@String:summary", GuardState.Deferred)]
    public void A_keyed_service_is_discharged_by_its_own_key(string registered, GuardState expected)
        => Assert.Equal(expected, Assert.Single(Link(Program("App", Value(registered, GuardState.Guarded)), Library(Owing(Keyed))).Items).Guard);

    [Fact]
    public void A_service_without_a_key_is_not_discharged_by_one_with_any_key()
        => Assert.Equal("deferred-undischarged", Assert.Single(Link(
            Program("App", Value("service:T:Microsoft.Extensions.AI.IChatClient@*", GuardState.Guarded)), Library(Owing(Chat))).Items).Reason);

    [Fact]
    public void Of_two_registrations_of_one_service_the_worse_wins()
        => Assert.Equal(GuardState.Unguarded, Assert.Single(Link(
            Program("App", Value(Chat, GuardState.Guarded), Value(Chat, GuardState.Unguarded)), Library(Owing(Chat))).Items).Guard);

    [Fact]
    public void More_registrations_than_can_be_looked_at_leave_every_service_unjudged()
        => Assert.Equal(GuardState.NotAnalyzed, Assert.Single(Link(
            Program("App", Value(Chat, GuardState.Guarded), Value("service:*@*", GuardState.NotAnalyzed)), Library(Owing(Chat))).Items).Guard);

    [Fact]
    public void The_container_fills_a_constructor_beside_those_who_call_it_by_name()
    {
        Supply[] given = [Value(Constructor, GuardState.Guarded), Value(Chat, GuardState.Unguarded)];

        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(Program("App", given), Library(Owing(Constructor + "|" + Chat))).Items).Guard);
        Assert.Equal(GuardState.Guarded, Assert.Single(Link(Program("App", given), Library(Owing("M:Acme.Api.Ask(Microsoft.Extensions.AI.IChatClient)/0|" + Chat, Constructor.Replace("#ctor", "Ask", StringComparison.Ordinal))) with
        {
            Supplies = [Value("M:Acme.Api.Ask(Microsoft.Extensions.AI.IChatClient)/0", GuardState.Guarded), Value(Constructor.Replace("#ctor", "Ask", StringComparison.Ordinal), GuardState.Guarded)],
        }).Items).Guard);
    }

    [Fact]
    public void A_class_that_the_container_makes_without_the_service_is_undischarged_though_somebody_else_makes_one()
    {
        var made = new Supply { Kind = SupplyKind.Activation, Slot = "T:Acme.Summaries", File = "App/Program.cs", Line = 1, Column = 1 };

        Assert.Equal("deferred-undischarged", Assert.Single(Link(Program("App", Value(Constructor, GuardState.Guarded), made), Library(Owing(Constructor + "|" + Chat))).Items).Reason);
        Assert.Equal("shielded", Assert.Single(Link(Program("App", Value(Constructor, GuardState.Guarded)), Library(Owing(Constructor + "|" + Chat))).Items).Reason);
    }

    [Theory]
    [InlineData(GuardState.Guarded, GuardState.Guarded)]
    [InlineData(GuardState.Unguarded, GuardState.Unguarded)]
    public void A_client_is_followed_through_three_libraries(GuardState given, GuardState expected)
    {
        const string Second = "M:Acme.Second.#ctor(Microsoft.Extensions.AI.IChatClient)/0";
        const string Third = "M:Acme.Third.#ctor(Microsoft.Extensions.AI.IChatClient)/0";
        var item = Assert.Single(Link(
            Program("App", Value(Third, given)) with { References = ["Third/Third.csproj"] },
            Between("Third", "Second/Second.csproj", Passes(Second, Third)),
            Between("Second", Desk.Library, Passes(Constructor, Second)),
            Library(Owing(Constructor))).Items);

        Assert.Equal(expected, item.Guard);
        Assert.Equal(["App/Program.cs", "Third/Third.cs", "Second/Second.cs"], item.Chain.Select(step => step.File));
    }

    [Fact]
    public void A_way_in_that_the_program_does_not_use_brings_no_client()
    {
        const string Unused = "M:Acme.Facade.#ctor(Microsoft.Extensions.AI.IChatClient)/0";

        Assert.Equal("shielded", Assert.Single(Link(
            Program("App", Value(Constructor, GuardState.Guarded)), Library(Owing(Constructor)) with { Supplies = [Passes(Constructor, Unused)] }).Items).Reason);
        Assert.Equal("deferred-undischarged", Assert.Single(Link(Program("App"), Library(Owing(Constructor)) with { Supplies = [Passes(Constructor, Unused)] }).Items).Reason);
        Assert.Equal("deferred-undischarged", Assert.Single(Link(
            Program("App", Value(Constructor, GuardState.Guarded)), Library(Owing(Constructor)) with { Supplies = [Passes(Constructor, Keyed)] }).Items).Reason);
    }

    [Fact]
    public void A_client_that_goes_round_in_a_circle_comes_from_nowhere()
    {
        var circle = Library(Owing(Constructor)) with { Supplies = [Passes(Constructor, Property), Passes(Property, Constructor)] };

        Assert.Equal("deferred-undischarged", Assert.Single(Link(Program("App"), circle).Items).Reason);
        Assert.Equal("shielded", Assert.Single(Link(Program("App", Value(Property, GuardState.Guarded)), circle).Items).Reason);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(Program("App", Value(Property, GuardState.Unguarded)), circle).Items).Guard);
    }

    [Fact]
    public void A_guarded_site_stays_guarded_unless_a_program_adds_what_is_not()
    {
        var guarded = Desk.GuardedCall with { Debts = ["?" + Property] };

        Assert.Equal("the client came through the shield", Assert.Single(Link(Program("App"), Library(guarded)).Items).ReasonText);
        Assert.Equal(GuardState.Guarded, Assert.Single(Link(Program("App", Value(Property, GuardState.Guarded)), Library(guarded)).Items).Guard);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(Program("App", Value(Property, GuardState.Unguarded)), Library(guarded)).Items).Guard);
    }

    [Fact]
    public void A_call_that_is_bound_at_run_time_reaches_every_member_of_its_name()
    {
        var report = Link(Program("App", Value(Constructor, GuardState.Guarded), Value("dynamic:.ctor", GuardState.NotAnalyzed)), Library(Owing(Constructor)));
        var other = Link(Program("App", Value(Constructor, GuardState.Guarded), Value("dynamic:Summaries", GuardState.NotAnalyzed)), Library(Owing(Constructor)));

        Assert.Equal((GuardState.NotAnalyzed, GuardState.Guarded), (Assert.Single(report.Items).Guard, Assert.Single(other.Items).Guard));
    }

    [Fact]
    public void The_programs_own_call_is_discharged_by_what_a_library_registers_where_the_program_calls_for_it()
    {
        var library = Library() with { Supplies = [Value(Chat, GuardState.Guarded, AddAi)] };
        var program = Program("App") with { Sites = [Owing(Chat)] };

        Assert.Equal("shielded", Assert.Single(Link(program with { Supplies = [Calls(AddAi)] }, library).Items).Reason);
        Assert.Equal("deferred-undischarged", Assert.Single(Link(program with { Supplies = [Calls(AddMore)] }, library).Items).Reason);
        Assert.Equal("shielded", Assert.Single(Link(program with { Supplies = [Calls(AddMore)] }, library with { Supplies = [.. library.Supplies, Calls(AddAi, AddMore)] }).Items).Reason);
    }

    [Fact]
    public void A_shield_after_the_call_guards_what_it_registers_and_only_that()
    {
        var library = Library() with { Supplies = [Value(Chat, GuardState.Unguarded, AddAi) with { IsShieldable = true }] };
        var program = Program("App") with { Sites = [Owing(Chat)] };
        var shielded = Calls(AddAi) with { IsShieldable = true };

        Assert.Equal("shielded", Assert.Single(Link(program with { Supplies = [shielded] }, library).Items).Reason);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(program with { Supplies = [shielded, Calls(AddAi)] }, library).Items).Guard);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(
            program with { Supplies = [shielded] }, library with { Supplies = [Value(Chat, GuardState.Unguarded, AddAi)] }).Items).Guard);
    }

    [Theory]
    [InlineData(GuardState.Unguarded, false, "shielded")]
    [InlineData(GuardState.Unguarded, true, "middleware-inside-shield")]
    [InlineData(GuardState.NotAnalyzed, false, "shielded")]
    [InlineData(GuardState.Guarded, false, "shielded")]
    public void A_shield_in_the_library_misses_only_what_code_inside_of_it_adds(GuardState given, bool hasCodeInside, string reason)
    {
        const string Outer = "M:Acme.Outer.#ctor(Microsoft.Extensions.AI.IChatClient)/0";
        var guarded = Desk.GuardedCall with { Debts = ["?^" + Constructor] };
        var supply = Value(Constructor, given) with { HasCodeInside = hasCodeInside };

        Assert.Equal(reason, Assert.Single(Link(Program("App", supply), Library(guarded)).Items).Reason);
        Assert.Equal(reason, Assert.Single(Link(Program("App", supply with { Slot = Outer }), Library(guarded) with { Supplies = [Passes(Constructor, Outer)] }).Items).Reason);
        Assert.Equal("shielded", Assert.Single(Link(Program("App"), Library(guarded)).Items).Reason);
    }

    [Fact]
    public void What_a_call_registers_is_not_used_where_it_is_certainly_registered_again()
    {
        var library = Library() with { Supplies = [Value(Chat, GuardState.Unguarded, AddAi), Value(Keyed, GuardState.Unguarded, AddAi)] };
        var program = Program("App", Value(Chat, GuardState.Guarded)) with { Sites = [Owing(Chat)] };
        var replaced = Calls(AddAi) with { Replaced = [Chat] };

        Assert.Equal("shielded", Assert.Single(Link(program with { Supplies = [.. program.Supplies, replaced] }, library).Items).Reason);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(program with { Supplies = [.. program.Supplies, Calls(AddAi)] }, library).Items).Guard);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(program with { Supplies = [.. program.Supplies, replaced, Calls(AddAi)] }, library).Items).Guard);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(program with { Sites = [Owing(Keyed)], Supplies = [.. program.Supplies, replaced] }, library).Items).Guard);
    }

    [Fact]
    public void A_program_without_the_evidence_of_a_project_that_it_references_is_not_evaluated()
    {
        var report = Link(Program("App") with { References = ["Gone/Gone.csproj"] });
        var left = ReportBuilder.Build(
            [Program("App") with { References = ["Gone/Gone.csproj"] }], new Policy { Scope = new() { Exclude = ["Gone/**"] } }, new ReportContext { Today = Desk.Today });

        var entry = Assert.Single(report.NotAnalyzed);
        Assert.Equal(("App/App.csproj", "reference-missing", GateVerdict.NotEvaluated), (entry.Project, entry.Reason, report.Gate));
        Assert.Contains("'Gone/Gone.csproj'", entry.Text, StringComparison.Ordinal);
        Assert.Equal(GateVerdict.Pass, left.Gate);
    }

    [Fact]
    public void A_library_out_of_scope_still_supplies()
    {
        var policy = new Policy { Scope = new() { Exclude = ["Setup/**"] } };
        var setup = Between("Setup", Desk.Library, Value(Constructor, GuardState.Unguarded));

        var report = Desk.Report(policy, Program("App") with { References = ["Setup/Setup.csproj"] }, setup, Library(Owing(Constructor)));

        Assert.Equal(GuardState.Unguarded, Assert.Single(report.Items).Guard);
    }

    [Fact]
    public void A_test_project_judges_nothing_unless_the_policy_takes_it_into_scope()
    {
        var tests = Program("App.Tests", Value(Constructor, GuardState.Unguarded)) with { IsTestProject = true };
        ProjectFragment[] fragments = [tests, Program("App", Value(Constructor, GuardState.Guarded)), Library(Owing(Constructor))];

        Assert.Equal(GuardState.Guarded, Assert.Single(Desk.Report(null, fragments).Items).Guard);
        Assert.Equal(GuardState.Unguarded, Assert.Single(Desk.Report(new Policy { Scope = new() { IncludeTests = true } }, fragments).Items).Guard);
    }

    [Fact]
    public void The_target_frameworks_of_a_library_all_count_and_those_of_a_program_each_for_itself()
    {
        var old = Library(Owing(Constructor)) with { TargetFramework = "net8.0", Supplies = [Value(Property, GuardState.Unguarded)] };
        var library = Library(Owing(Property)) with { Supplies = [Value(Property, GuardState.Guarded)] };

        Assert.Equal(GuardState.Unguarded, Assert.Single(Link(Program("App", Value(Constructor, GuardState.Guarded)), library, old).Items).Guard);
        Assert.Equal(GuardState.Guarded, Assert.Single(Link(
            Program("App") with { Sites = [Owing(Property)], Supplies = [Value(Property, GuardState.Guarded)] },
            Program("App") with { Sites = [Owing(Property)], Supplies = [Value(Property, GuardState.Guarded)], TargetFramework = "net8.0" }).Items).Guard);
    }

    private static Report Link(params ProjectFragment[] fragments) => Desk.Report(null, fragments);

    private static InventorySite Owing(params string[] debts) => Desk.DeferredCall with { Debts = debts };

    private static ProjectFragment Program(string name, params Supply[] supplies) => Desk.Program() with
    {
        Project = $"{name}/{name}.csproj", AssemblyName = name, References = [Desk.Library],
        Supplies = [.. supplies.Select(supply => supply with { File = name + "/Program.cs" })],
    };

    private static ProjectFragment Library(params InventorySite[] sites) => Desk.Core(sites);

    private static ProjectFragment Between(string name, string reference, params Supply[] supplies) => Desk.Core() with
    {
        Project = $"{name}/{name}.csproj", AssemblyName = name, References = [reference],
        Supplies = [.. supplies.Select(supply => supply with { File = $"{name}/{name}.cs" })],
    };

    private static Supply Value(string slot, GuardState guard, string member = "") => new()
    {
        Slot = slot, Guard = guard, Member = member, File = "x.cs", Line = 12, Column = 5, To = slot == Constructor ? "Summaries(IChatClient chat)" : "",
        Reason = guard switch { GuardState.Guarded => "shielded", GuardState.Unguarded => "client-not-shielded", GuardState.Deferred => "handed-in", _ => "dynamic-or-unresolved" },
        Text = guard == GuardState.Unguarded ? "the client is raw" : "",
    };

    private static Supply Passes(string slot, params string[] debts) => Value(slot, GuardState.Deferred) with { Debts = debts };

    private static Supply Calls(string method, string from = "") => new() { Kind = SupplyKind.Call, Slot = method, Member = from, File = "x.cs", Line = 1, Column = 1 };
}
