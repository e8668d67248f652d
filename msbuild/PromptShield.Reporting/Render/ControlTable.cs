using System.Globalization;

namespace PromptShield.Reporting;

/// <summary>The table of controls as text cells, for consoles and pages.</summary>
public static class ControlTable
{
    /// <summary>The heads of the columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["control", "title", "result", "population", "guarded", "violating", "deferred", "waived", "baselined", "not analysed", "findings", "coverage"];

    /// <summary>One row a control, in the order of <see cref="Columns"/>.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(Report report) =>
    [
        .. report.Controls.Select(control => (IReadOnlyList<string>)
        [
            control.Definition.Id, control.Definition.Title, ContractNames.Of(control.Result),
            Number(control.Population), Number(control.Guarded), Number(control.Violating), Number(control.Deferred),
            Number(control.Waived), Number(control.Baselined), Number(control.NotAnalyzed), Number(control.FindingSiteIds.Count), Percent(control.Coverage),
        ]),
    ];

    /// <summary>A percentage with one decimal, cut and never rounded up: 99.99 is not 100. A dash when nothing was judged.</summary>
    public static string Percent(double? coverage) => coverage is { } value
        ? (Math.Floor(value * 10) / 10).ToString("0.#", CultureInfo.InvariantCulture) + " %"
        : "–";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
