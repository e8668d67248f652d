namespace PromptShield.Reporting;

/// <summary>What a row of supplies says.</summary>
public enum SupplyKind
{
    /// <summary>A client gets to the slot.</summary>
    Value,

    /// <summary>The container makes the type that the slot names.</summary>
    Activation,

    /// <summary>A method that registers services when it is called, which the slot names, is called.</summary>
    Call,
}

/// <summary>What one project contributes to the places through which a client passes from one project to another.</summary>
public sealed record Supply
{
    /// <summary>What the row says.</summary>
    public SupplyKind Kind { get; init; }

    /// <summary>
    /// The place, spelled alike in every project: a parameter is <c>M:…/0</c>, a field, property or result its documentation comment id, a service
    /// <c>service:T:…@key</c>, an HTTP client of the factory <c>http:…</c>.
    /// </summary>
    public string Slot { get; init; } = "";

    /// <summary>The slot as a reader names it.</summary>
    public string To { get; init; } = "";

    /// <summary>The guard state of the value: never <see cref="GuardState.Waived"/> or <see cref="GuardState.Baselined"/>. Of no meaning for other kinds.</summary>
    public GuardState Guard { get; init; }

    /// <summary>One of <see cref="ContractNames.ReasonCodes"/>; empty unless it is a value.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The reason in words.</summary>
    public string Text { get; init; } = "";

    /// <summary>In a record as the compiler names the file, in a fragment relative to the root with forward slashes.</summary>
    public string File { get; init; } = "";

    /// <summary>1-based line.</summary>
    public int Line { get; init; }

    /// <summary>1-based column, in UTF-16 code units.</summary>
    public int Column { get; init; }

    /// <summary>What the state of the value depends on in turn; see <see cref="Debt"/>.</summary>
    public IReadOnlyList<string> Debts { get; init; } = [];

    /// <summary>Of a call: services that are certainly registered again after it, so that what it registers for them is not used.</summary>
    public IReadOnlyList<string> Replaced { get; init; } = [];

    /// <summary>The method that must be called for this to happen; empty when nothing says that it does not.</summary>
    public string Member { get; init; } = "";

    /// <summary>Of a value: a shield around the service would guard it. Of a call: <c>AddPromptShield()</c> follows on the same services.</summary>
    public bool IsShieldable { get; init; }

    /// <summary>Of a value: code of the program stands between it and the model, so that a shield around it would not see everything.</summary>
    public bool HasCodeInside { get; init; }
}

/// <summary>Order of supplies: slot, place, then everything else, so that no two different rows compare equal.</summary>
internal sealed class SupplyOrder : IComparer<Supply>
{
    public static SupplyOrder Instance { get; } = new();

    public int Compare(Supply? x, Supply? y) => (x, y) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => SiteOrder.First(
            string.CompareOrdinal(x.Slot, y.Slot), string.CompareOrdinal(x.File, y.File), x.Line.CompareTo(y.Line), x.Column.CompareTo(y.Column),
            x.Kind.CompareTo(y.Kind), x.Guard.CompareTo(y.Guard), string.CompareOrdinal(x.Member, y.Member), x.IsShieldable.CompareTo(y.IsShieldable), x.HasCodeInside.CompareTo(y.HasCodeInside),
            string.CompareOrdinal(x.Reason, y.Reason), string.CompareOrdinal(x.Text, y.Text), string.CompareOrdinal(x.To, y.To),
            string.CompareOrdinal(string.Join(" ", x.Debts), string.Join(" ", y.Debts)), string.CompareOrdinal(string.Join(" ", x.Replaced), string.Join(" ", y.Replaced))),
    };
}
