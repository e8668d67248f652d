using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>What keeps a shield that is put around a value from being enough.</summary>
[Flags]
internal enum ShieldGap
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Middleware of the builder chain: a shield that is added later sits inside of it, one around the built client does not.</summary>
    Chain = 1,

    /// <summary>Code of this program stands between the value and the wire and can add content there.</summary>
    Inside = 2,

    /// <summary>Middleware of the builder chain goes around what is added later.</summary>
    Around = 4,
}

/// <summary>What is known about the guard of a value, and why.</summary>
internal sealed class GuardVerdict
{
    private GuardVerdict(GuardState? state, string reason, string text, string owedTo, SyntaxNode? origin, string? provider)
    {
        State = state;
        Reason = reason;
        Text = text;
        OwedTo = owedTo;
        Origin = origin;
        Provider = provider;
    }

    /// <summary>No value gets here: null, a throw, or a cycle that adds nothing. Joins as the neutral element.</summary>
    public static GuardVerdict NoValue { get; } = new(null, string.Empty, string.Empty, string.Empty, null, null);

    /// <summary>The state; null for <see cref="NoValue"/>.</summary>
    public GuardState? State { get; }

    /// <summary>A code of <see cref="Reasons"/>.</summary>
    public string Reason { get; }

    /// <summary>The reason in words.</summary>
    public string Text { get; }

    /// <summary>Who owes the shield when the state is Deferred.</summary>
    public string OwedTo { get; }

    /// <summary>What other assemblies must, or may, supply for the verdict to hold: entries of <see cref="Debt"/>, sorted. Only of what is guarded or deferred.</summary>
    public ImmutableArray<string> Debts { get; private init; } = ImmutableArray<string>.Empty;

    /// <summary>The expression that made the client, its options or its registration.</summary>
    public SyntaxNode? Origin { get; }

    /// <summary>The provider that the value reaches, <c>unknown</c> when there are several; null when nothing tells.</summary>
    public string? Provider { get; }

    /// <summary>The guard is middleware of the builder chain that is being judged, so what is added after it would sit inside of it.</summary>
    public bool IsOfChain { get; private init; }

    /// <summary>Why a shield around this value would not be enough.</summary>
    public ShieldGap Gap { get; private init; }

    /// <summary>Whether every value came through the shield.</summary>
    public bool IsGuarded => State == GuardState.Guarded;

    /// <summary>Came through the shield.</summary>
    public static GuardVerdict Guarded(SyntaxNode? origin, string? provider = null) =>
        new(GuardState.Guarded, Reasons.Shielded, "the client came through the shield", string.Empty, origin, provider);

    /// <summary>Came through a guard of the program's own, which the policy declares.</summary>
    public static GuardVerdict Declared(SyntaxNode? origin) =>
        new(GuardState.Guarded, Reasons.Shielded, "the client came through a guard that the policy declares", string.Empty, origin, null);

    /// <summary>Did not come through the shield.</summary>
    public static GuardVerdict Unguarded(string reason, string text, SyntaxNode? origin, string? provider = null) =>
        new(GuardState.Unguarded, reason, text, string.Empty, origin, provider);

    /// <summary>Comes from outside, as <paramref name="debt"/> says.</summary>
    public static GuardVerdict Deferred(string owedTo, string text, SyntaxNode? origin, string debt) =>
        new(GuardState.Deferred, Reasons.HandedIn, text, owedTo, origin, null) { Debts = ImmutableArray.Create(debt) };

    /// <summary>Cannot be told.</summary>
    public static GuardVerdict NotAnalyzed(string reason, string text, SyntaxNode? origin) =>
        new(GuardState.NotAnalyzed, reason, text, string.Empty, origin, null);

    /// <summary>A limit was reached.</summary>
    public static GuardVerdict Exhausted(SyntaxNode? origin) =>
        NotAnalyzed(Reasons.BudgetExhausted, "a limit of the analysis was reached", origin);

    /// <summary>The verdict over both values: the worse state, with the reason of the value that has it; the first one on a tie.</summary>
    public GuardVerdict Join(GuardVerdict other)
    {
        if (State is null || ReferenceEquals(this, other))
        {
            return other;
        }

        if (other.State is null)
        {
            return this;
        }

        var worse = other.State > State ? other : this;
        if (worse.State is GuardState.Guarded or GuardState.Deferred && other.Debts.Length + Debts.Length > 0)
        {
            worse = worse.WithDebts(Debts, other.Debts);
        }

        var provider = Provider == other.Provider ? Provider : (Provider is null || other.Provider is null ? Provider ?? other.Provider : "unknown");
        return worse.Copy(provider, IsOfChain || other.IsOfChain, Gap | other.Gap);
    }

    /// <summary>The same verdict, which also depends on <paramref name="debt"/>.</summary>
    public GuardVerdict Owing(string? debt) =>
        debt is null || State is not (GuardState.Guarded or GuardState.Deferred) || Debts.Contains(debt) ? this : WithDebts(Debts, ImmutableArray.Create(debt));

    /// <summary>The verdict after a change that a shield further outside would not see: what is handed in can no longer make up for it.</summary>
    public GuardVerdict Sealed() => State == GuardState.Deferred ? new(State, Reason, Text, OwedTo, Origin, Provider) { IsOfChain = IsOfChain, Gap = Gap, Debts = Debt.Unfollowed } : this;

    /// <summary>The same verdict for a value that reaches <paramref name="provider"/>.</summary>
    public GuardVerdict With(string? provider) => provider == Provider ? this : Copy(provider, IsOfChain, Gap);

    /// <summary>The same verdict as a link of a builder chain, or as what comes out of the chain.</summary>
    public GuardVerdict OfChain(bool isOfChain) => isOfChain == IsOfChain ? this : Copy(Provider, isOfChain, Gap);

    /// <summary>The same verdict with <paramref name="gap"/>; a guarded value has none, because the shield is further inside.</summary>
    public GuardVerdict WithGap(ShieldGap gap) => IsGuarded || (Gap | gap) == Gap ? this : Copy(Provider, IsOfChain, Gap | gap);

    /// <summary>What a builder makes: the middleware of its chain then stands inside of whatever is put around it.</summary>
    public GuardVerdict Built()
    {
        var gap = Gap == ShieldGap.None ? ShieldGap.None : ShieldGap.Inside;
        return gap == Gap && !IsOfChain ? this : Copy(Provider, false, gap);
    }

    /// <summary>The verdict for a shield at <paramref name="syntax"/> around this value.</summary>
    public GuardVerdict Shielded(SyntaxNode syntax)
    {
        if (Reason == Reasons.BudgetExhausted)
        {
            return this;
        }

        return IsGuarded || (Gap & ShieldGap.Inside) == 0
            ? Debts.IsEmpty ? Guarded(syntax, Provider) : Guarded(syntax, Provider).WithDebts(ImmutableArray<string>.Empty, ImmutableArray.CreateRange(Debt.Shielded(Debts)))
            : Unguarded(Reasons.MiddlewareInsideShield, "code of this program stands between the shield and the model", syntax, Provider).WithGap(ShieldGap.Inside);
    }

    private GuardVerdict Copy(string? provider, bool isOfChain, ShieldGap gap) =>
        ReferenceEquals(this, NoValue) ? this : new(State, Reason, Text, OwedTo, Origin, provider) { IsOfChain = isOfChain, Gap = gap, Debts = Debts };

    private GuardVerdict WithDebts(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        if (left.IsEmpty || right.IsEmpty ? Debts.Length == left.Length + right.Length : left.SequenceEqual(right))
        {
            return this;
        }

        var debts = new SortedSet<string>(left, StringComparer.Ordinal);
        debts.UnionWith(right);
        return debts.Count > Debt.Most
            ? Exhausted(Origin)
            : new(State, Reason, Text, OwedTo, Origin, Provider) { IsOfChain = IsOfChain, Gap = Gap, Debts = ImmutableArray.CreateRange(debts) };
    }
}
