using PromptShield.Reporting;

namespace PromptShield;

public class ControlTableTests
{
    [Fact]
    public void Has_one_row_a_control_with_a_cell_a_column()
    {
        var rows = ControlTable.Rows(Desk.Report(null, Desk.Program(Desk.Call, Desk.GuardedCall with { Ordinal = 1 })));

        Assert.Equal(["PS-C01", "Personal data is scrubbed from prompts before egress", "fail", "2", "1", "1", "0", "0", "0", "0", "0", "50 %"], rows[0]);
        Assert.Equal("not-applicable", rows[1][2]);
        Assert.Equal("–", rows[1][11]);
        Assert.All(rows, row => Assert.Equal(ControlTable.Columns.Count, row.Count));
    }

    [Theory]
    [InlineData(100.0, "100 %")]
    [InlineData(99.99, "99.9 %")]
    [InlineData(0.04, "0 %")]
    [InlineData(66.666, "66.6 %")]
    [InlineData(null, "–")]
    public void A_percentage_is_never_rounded_up(double? coverage, string expected) => Assert.Equal(expected, ControlTable.Percent(coverage));
}
