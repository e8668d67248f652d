using PromptShield.Reporting;

namespace PromptShield;

public class FindingLinkTests
{
    [Fact]
    public void A_finding_of_a_call_belongs_to_the_site_on_its_token()
    {
        var finding = new Finding { Rule = "PSH1001", File = Desk.Call.File, Line = 12, Column = 30, Message = "m" };

        Assert.Equal(Desk.CallId, SiteOf(finding, Desk.Call));
        Assert.Null(SiteOf(finding with { Column = 31 }, Desk.Call));
        Assert.Null(SiteOf(finding with { File = "src/Desk/Other.cs" }, Desk.Call));
    }

    [Fact]
    public void A_finding_about_the_transport_belongs_to_the_call_that_uses_it()
    {
        var call = Desk.Call with { Rule = "PSH1003", Reason = "transport-not-covered" };
        var finding = new Finding { Rule = "PSH1003", File = call.File, Line = 12, Column = 30, Message = "m" };

        Assert.Equal(Desk.CallId, SiteOf(finding, call));
        Assert.Null(SiteOf(finding with { Rule = "PSH1001" }, call));
    }

    [Fact]
    public void A_finding_of_a_sink_belongs_to_the_last_sink_before_it_that_leaks()
    {
        var first = Desk.LeakingSink with { Line = 7 };
        var second = Desk.LeakingSink with { Line = 9, Ordinal = 1 };
        var clean = Desk.Sink with { Line = 10, Ordinal = 2 };
        var finding = new Finding { Rule = "PSH2001", File = Desk.Sink.File, Line = 11, Column = 5, Message = "m" };

        Assert.Equal(SiteId.Of(Desk.Project, second), SiteOf(finding, first, second, clean));
        Assert.Equal(SiteId.Of(Desk.Project, first), SiteOf(finding with { Line = 8 }, first, second, clean));
        Assert.Null(SiteOf(finding with { Line = 6 }, first, second, clean));
    }

    private static string? SiteOf(Finding finding, params InventorySite[] sites)
        => Assert.Single(Desk.Report(null, Desk.Program(sites) with { Findings = [finding] }).Findings).SiteId;
}
