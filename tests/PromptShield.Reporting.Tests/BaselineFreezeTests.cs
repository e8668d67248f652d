using System.Text;
using PromptShield.Reporting;

namespace PromptShield;

public class BaselineFreezeTests
{
    private static readonly string[] Looked = [Desk.Project];
    private static readonly BaselineSite Old = new(Desk.CallId, "PSH1001", Desk.Project, Desk.Call.File, Desk.Call.Symbol);

    private static readonly InventorySite Credential = Desk.Call with { Population = "rule-findings", Kind = "code", Rule = "PSH6001", Reason = "rule-violated" };

    [Fact]
    public void Freezes_what_violates_findings_of_rules_included_and_not_what_a_waiver_accepts()
    {
        var waived = Desk.Call with { Ordinal = 1 };
        var policy = new Policy { Waivers = [Desk.Waiver(SiteId.Of(Desk.Project, waived))] };
        var freeze = BaselineFreeze.Of(Desk.Report(policy, Desk.Program(Desk.Call, waived, Credential, Desk.Sink)), [], Looked);

        Assert.Equal([(Desk.CallId, "PSH1001"), (SiteId.Of(Desk.Project, Credential), "PSH6001")], freeze.Sites.Select(site => (site.SiteId, site.Rule)));
        Assert.Equal(2, freeze.Added.Count);
        Assert.Empty(freeze.Gone);
    }

    [Fact]
    public void Survives_that_lines_move()
    {
        var freeze = BaselineFreeze.Of(Desk.Report(null, Desk.Program(Desk.Call with { Line = 99, Column = 1 })), [Old], Looked);

        Assert.Empty(freeze.Added);
        Assert.Equal(Desk.CallId, Assert.Single(freeze.Sites).SiteId);
    }

    [Fact]
    public void What_is_mended_goes_and_what_was_not_looked_at_stays()
    {
        var elsewhere = Old with { SiteId = "0123456789abcdef", Project = "src/Other/Other.csproj" };
        var freeze = BaselineFreeze.Of(Desk.Report(null, Desk.Program(Desk.GuardedCall)), [Old, elsewhere], Looked);

        Assert.Equal([Old], freeze.Gone);
        Assert.Equal([elsewhere], freeze.Kept);
        Assert.Equal([elsewhere], freeze.Sites);
    }

    [Fact]
    public void An_id_that_two_sites_have_is_not_frozen()
    {
        var freeze = BaselineFreeze.Of(Desk.Report(null, Desk.Program(Desk.Call, Desk.Call with { Line = 50 })), [], Looked);

        Assert.Empty(freeze.Sites);
        Assert.Equal(2, freeze.Ambiguous.Count);
    }

    [Fact]
    public void The_file_is_read_as_it_was_written_and_does_not_depend_on_the_order()
    {
        using var folder = new TemporaryFolder();
        string one = Path.Combine(folder.Path, "a", Baseline.FileName), two = Path.Combine(folder.Path, "b", Baseline.FileName);
        var other = Old with { SiteId = "0123456789abcdef", File = "src/Desk/A.cs" };

        Baseline.Write([Old, other], one);
        Baseline.Write([other, Old], two);

        Assert.Equal([other, Old], Baseline.Sites(one));
        Assert.Equal(["0123456789abcdef", Desk.CallId], Baseline.Read(one));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(two));
    }

    [Fact]
    public void A_report_is_a_baseline_with_the_same_sites()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "report.json");
        ReportJson.Write(Desk.Report(null, Desk.Program(Desk.Call)), path);

        Assert.Equal([Old], Baseline.Sites(path));
    }

    [Fact]
    public void A_frozen_violation_passes_and_a_new_one_fails()
    {
        var frozen = BaselineFreeze.Of(Desk.Report(null, Desk.Program(Desk.Call, Credential)), [], Looked).Sites.Select(site => site.SiteId).ToList();
        var context = new ReportContext { Today = Desk.Today, BaselineSiteIds = frozen };

        Assert.Equal(GateVerdict.Pass, ReportBuilder.Build([Desk.Program(Desk.Call, Credential)], null, context).Gate);
        var worse = ReportBuilder.Build([Desk.Program(Desk.Call, Credential, Credential with { Ordinal = 1 })], null, context);
        Assert.Equal("PSH6001", Assert.Single(worse.GateReasons).Rule);
        Assert.All(worse.Items.Where(item => item.Site.Ordinal == 0), item => Assert.Equal(GuardState.Baselined, item.Guard));
    }

    [Theory]
    [InlineData("{\n  \"$schema\": \"x\",\n  \"version\": 1, // one\n  // what we look at\n  \"scope\": {}\n}\n", "{\n  \"$schema\": \"x\",\n  \"version\": 1, // one\n  \"baseline\": \"b.json\",\n  // what we look at\n  \"scope\": {}\n}\n")]
    [InlineData("{\n  \"version\": 1, /* a\n b */ \"scope\": {}\n}", "{\n  \"version\": 1, /* a\n b */ \"baseline\": \"b.json\",\n  \"scope\": {}\n}")]
    [InlineData("{\r\n\t\"version\": 1,\r\n\t\"rules\": {}\r\n}", "{\r\n\t\"version\": 1,\r\n\t\"baseline\": \"b.json\",\r\n\t\"rules\": {}\r\n}")]
    [InlineData("{\r\n\t\"version\": 1 /* last */\r\n}", "{\r\n\t\"baseline\": \"b.json\",\r\n\t\"version\": 1 /* last */\r\n}")]
    [InlineData("{ \"version\": 1, \"rules\": {} }", "{ \"version\": 1, \"baseline\": \"b.json\", \"rules\": {} }")]
    [InlineData("\uFEFF{ \"version\": 1, }", "\uFEFF{ \"baseline\": \"b.json\", \"version\": 1, }")]
    [InlineData("{ \"rules\": {}, \"version\": 1 }", "{ \"rules\": {}, \"baseline\": \"b.json\", \"version\": 1 }")]
    public void A_policy_keeps_its_comments_when_the_baseline_is_named(string policy, string expected)
        => Assert.Equal(expected, PolicyEdit.WithBaseline(Encoding.UTF8.GetBytes(policy), "b.json"));

    [Theory]
    [InlineData("{ \"version\": 1, \"baseline\": \"mine.json\" }")]
    [InlineData("{ \"version\": 2 }")]
    [InlineData("{")]
    public void A_policy_that_names_one_or_is_none_is_left_alone(string policy)
        => Assert.Null(PolicyEdit.WithBaseline(Encoding.UTF8.GetBytes(policy), "b.json"));
}
