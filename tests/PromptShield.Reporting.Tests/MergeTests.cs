using CsCheck;
using PromptShield.Reporting;

namespace PromptShield;

/// <summary>Fragments of many target frameworks, projects and machines give one report, whatever their order.</summary>
public class MergeTests
{
    private static readonly Gen<InventorySite> Sites =
        from guard in OneOf(GuardState.Guarded, GuardState.Unguarded, GuardState.Deferred, GuardState.NotAnalyzed)
        from ordinal in Gen.Int[0, 2]
        from line in Gen.Int[1, 3]
        from isSink in Gen.Bool
        from data in OneOf("email", "phone")
        from debt in OneOf("", "P:A.B", "?P:A.B", "service:T:A@", "P:C.D|service:T:A@", "!")
        select (isSink ? Desk.Sink : Desk.Call) with
        {
            Guard = guard, Ordinal = ordinal, Line = line, DataClasses = isSink ? [data] : [],
            Debts = isSink || debt.Length == 0 ? [] : [debt],
        };

    private static readonly Gen<Supply> Supplies =
        from slot in OneOf("P:A.B", "P:C.D", "service:T:A@", "M:A.Add")
        from guard in OneOf(GuardState.Guarded, GuardState.Unguarded, GuardState.Deferred)
        from debt in OneOf("P:A.B", "P:C.D", "service:T:A@")
        from member in OneOf("", "", "M:A.Add")
        from line in Gen.Int[1, 3]
        select slot.StartsWith('M')
            ? new Supply { Kind = SupplyKind.Call, Slot = slot, File = "a.cs", Line = line, Column = 1, IsShieldable = line == 1 }
            : new Supply { Slot = slot, Guard = guard, Reason = "shielded", Debts = guard == GuardState.Deferred ? [debt] : [], Member = member, File = "a.cs", Line = line, Column = 1, IsShieldable = line == 2 };

    private static readonly Gen<ProjectFragment> Fragments =
        from project in OneOf("a/A.csproj", "b/B.csproj")
        from framework in OneOf("net8.0", "net10.0", "netstandard2.0")
        from kind in OneOf(OutputKind.Executable, OutputKind.Library)
        from sites in Sites.Array[0, 4]
        from supplies in Supplies.Array[0, 4]
        from reference in OneOf("a/A.csproj", "b/B.csproj", "c/C.csproj")
        from isBroken in Gen.Int[0, 5]
        from files in Gen.Int[0, 2]
        select new ProjectFragment
        {
            Project = project, TargetFramework = framework, OutputKind = kind, Sites = sites, Supplies = supplies, References = [reference],
            Problems = isBroken == 0 ? [new("compile-errors", "x" + framework)] : [],
            NotAnalyzed = [new("files", "generated", files)],
        };

    [Fact]
    public void Merging_is_associative_commutative_and_idempotent() => Gen.Select(Fragments.Array[0, 4], Fragments.Array[0, 4], Fragments.Array[0, 4])
        .Sample((a, b, c) =>
        {
            string whole = Report([.. a, .. b, .. c]);
            var left = FragmentFile.Distinct([.. FragmentFile.Distinct([.. a, .. b]), .. c]);
            var right = FragmentFile.Distinct([.. a, .. FragmentFile.Distinct([.. b, .. c])]);
            return whole == Report(left) && whole == Report(right)
                && whole == Report([.. c, .. a, .. b])
                && whole == Report([.. a, .. b, .. c, .. b, .. a]);
        });

    [Fact]
    public void Numbers_add_up_and_no_site_is_lost() => Fragments.Array[0, 5].Sample(fragments =>
    {
        var report = Desk.Report(null, fragments);
        int distinct = fragments.SelectMany(fragment => fragment.Sites.Select(site => SiteId.Of(fragment.Project, site))).Distinct().Count();
        return report.Items.Select(item => item.SiteId).Distinct().Count() == distinct
            && report.Controls.All(control =>
                control.Population == report.Populations.Single(population => population.Name == control.Definition.Population).Items.Count
                && control.Population == control.SiteIds.Count)
            && report.Items.Count(item => item.IsViolating) == report.GateReasons.Count(reason => reason.Code == GateReasonCodes.Violation);
    });

    [Theory]
    [InlineData(GuardState.Unguarded, GuardState.Guarded, GuardState.Unguarded)]
    [InlineData(GuardState.Guarded, GuardState.Deferred, GuardState.Deferred)]
    [InlineData(GuardState.NotAnalyzed, GuardState.Guarded, GuardState.NotAnalyzed)]
    [InlineData(GuardState.NotAnalyzed, GuardState.Unguarded, GuardState.Unguarded)]
    [InlineData(GuardState.Guarded, GuardState.Guarded, GuardState.Guarded)]
    public void One_site_of_two_target_frameworks_is_one_item_in_its_worst_state(GuardState one, GuardState other, GuardState expected)
    {
        var report = Desk.Report(null,
            Desk.Core(Desk.Call with { Guard = one }),
            Desk.Core(Desk.Call with { Guard = other, Line = 14 }) with { TargetFramework = "net8.0" });

        var item = Assert.Single(report.Items);
        Assert.Equal(expected, item.Guard);
        Assert.Equal(["net10.0", "net8.0"], item.TargetFrameworks);
    }

    [Fact]
    public void A_target_framework_that_is_not_known_is_left_out()
    {
        var unknown = Desk.Program(Desk.Call) with { TargetFramework = "" };

        Assert.Empty(Assert.Single(Desk.Report(null, unknown).Items).TargetFrameworks);
        Assert.Equal(["net10.0"], Assert.Single(Desk.Report(null, unknown, Desk.Program(Desk.Call)).Items).TargetFrameworks);
    }

    [Fact]
    public void The_data_classes_of_all_target_frameworks_are_united()
        => Assert.Equal(["email", "phone"], Assert.Single(Desk.Report(null,
            Desk.Program(Desk.Sink with { DataClasses = ["phone"] }),
            Desk.Program(Desk.Sink) with { TargetFramework = "net8.0" }).Items).Site.DataClasses);

    [Fact]
    public void Two_places_of_one_compilation_stay_two_items_even_if_their_ids_are_the_same()
        => Assert.Equal(2, Desk.Report(null, Desk.Program(Desk.Call, Desk.Call with { File = "src/Desk/Other.cs" })).Items.Count());

    [Fact]
    public void The_same_call_in_two_projects_is_two_items()
        => Assert.Equal(2, Desk.Report(null, Desk.Program(Desk.Call), Desk.Core(Desk.Call)).Items.Select(item => item.SiteId).Distinct().Count());

    [Fact]
    public void Items_are_sorted_by_file_line_column_and_api_in_ordinal_order()
    {
        var report = Desk.Report(null, Desk.Program(
            Desk.Call with { File = "a.cs", Line = 10, Ordinal = 1 }, Desk.Call with { File = "a.cs", Line = 9, Column = 2, Ordinal = 2 },
            Desk.Call with { File = "a.cs", Line = 9, Column = 1, Ordinal = 3 }, Desk.Call with { File = "B.cs", Ordinal = 4 },
            Desk.Call with { File = "a.cs", Line = 9, Column = 1, Api = "M:A" }));

        Assert.Equal(
            [("B.cs", 12, 30), ("a.cs", 9, 1), ("a.cs", 9, 1), ("a.cs", 9, 2), ("a.cs", 10, 30)],
            report.Items.Select(item => (item.Site.File, item.Site.Line, item.Site.Column)));
        Assert.Equal("M:A", report.Items.ElementAt(1).Site.Api);
    }

    [Fact]
    public void Files_that_all_target_frameworks_leave_out_are_counted_once()
    {
        var fragment = Desk.Core() with { NotAnalyzed = [new("files", "generated", 2)] };

        Assert.Equal(3, Assert.Single(Desk.Report(null, fragment, fragment with { TargetFramework = "net8.0", NotAnalyzed = [new("files", "generated", 3)] }).NotAnalyzed).Count);
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Report(IEnumerable<ProjectFragment> fragments)
        => ReportJson.Text(Desk.Report(null, [.. fragments]));
}
