using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Linking;

/// <summary>What a compilation contributes to the places of <see cref="Slot"/>: one row of the record's <c>supplies</c>.</summary>
internal sealed class Supply
{
    /// <summary>A client gets to the slot.</summary>
    public const string Value = "value";

    /// <summary>The container makes the type that the slot names.</summary>
    public const string Activation = "activation";

    /// <summary>A method that composes services is called.</summary>
    public const string Call = "call";

    /// <summary>One of the constants above.</summary>
    public required string Kind { get; init; }

    /// <summary>The slot, the type that is made, or the method that is called.</summary>
    public required string Slot { get; init; }

    /// <summary>Where it stands.</summary>
    public required SyntaxNode Place { get; init; }

    /// <summary>The slot as a reader names it.</summary>
    public string To { get; init; } = string.Empty;

    /// <summary>The guard state of a value; null for the other kinds.</summary>
    public GuardState? Guard { get; init; }

    /// <summary>A code of <see cref="Reasons"/>.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>The reason in words.</summary>
    public string Text { get; init; } = string.Empty;

    /// <summary>What the state of the value depends on in turn.</summary>
    public ImmutableArray<string> Debts { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>Of a call: services that are certainly registered again after it, on the same collection, so that what it registers for them is not used.</summary>
    public IReadOnlyCollection<string> Replaced { get; init; } = [];

    /// <summary>The method that must be called for this to happen; empty when nothing says that it does not.</summary>
    public string Member { get; init; } = string.Empty;

    /// <summary>Of a value: a shield around the service would guard it. Of a call: <c>AddPromptShield()</c> follows on the same services.</summary>
    public bool IsShieldable { get; init; }

    /// <summary>Of a value: code of the program stands between it and the model, so that a shield around it would not see everything.</summary>
    public bool HasCodeInside { get; init; }

    /// <summary>The row for a client of which <paramref name="verdict"/> is known; null when no client gets there.</summary>
    public static Supply? Of(string slot, string to, GuardVerdict verdict, SyntaxNode place, string member = "", bool isShieldable = false) =>
        verdict.State is null ? null : new Supply
        {
            Kind = Value, Slot = slot, To = to, Guard = verdict.State, Reason = verdict.Reason, Text = verdict.Text, Debts = verdict.Debts,
            Place = place, Member = member, IsShieldable = isShieldable,
            HasCodeInside = !verdict.Shielded(place).IsGuarded,
        };
}
