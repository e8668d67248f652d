using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>A program with one marked model call whose guard state is known before any analysis.</summary>
/// <param name="Group">The dimension that it was generated for.</param>
/// <param name="Name">What it tries, as a phrase.</param>
/// <param name="State">The state that the call has, by the rule of its dimension.</param>
/// <param name="Source">The program, without usings.</param>
internal sealed record MatrixProgram(string Group, string Name, string State, string Source)
{
    public const string Guarded = "Guarded";
    public const string Unguarded = "Unguarded";
    public const string Deferred = "Deferred";
    public const string NotAnalyzed = "NotAnalyzed";

    /// <summary>The version of C# that the program needs.</summary>
    public int Since { get; init; } = 12;

    /// <summary>Which assembly, if any, stands in the place of the shield.</summary>
    public ShieldKind Shield { get; init; }

    /// <summary>Whether it is a program or a library.</summary>
    public OutputKind Output { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Why the analysis answers <c>NotAnalyzed</c> here; empty when it must answer with the state.</summary>
    public string NotFollowed { get; init; } = "";

    public override string ToString() => $"{Group}: {Name}";
}

/// <summary>What a program takes for the shield.</summary>
internal enum ShieldKind
{
    /// <summary>The signed assembly.</summary>
    Real,

    /// <summary>Another assembly of the same name, with the same types, without the key.</summary>
    Unsigned,

    /// <summary>Types of the same names in the program itself.</summary>
    Source,
}
