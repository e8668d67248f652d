using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow;

/// <summary>How a variable gets its value at one place.</summary>
internal enum DefinitionKind
{
    /// <summary>The value of <see cref="Definition.Value"/>.</summary>
    Value,

    /// <summary>A part of <see cref="Definition.Value"/>: an element of what is iterated, deconstructed or matched.</summary>
    Part,

    /// <summary>
    /// Written by whoever has a reference to the variable: <see cref="Definition.Value"/> is the argument, or null when the reference lives on in a
    /// variable, a result or a pointer.
    /// </summary>
    ByReference,

    /// <summary>
    /// A call on the variable, or a property of it that is set, which may change the object it holds: <see cref="Definition.Value"/> is the call or assignment, whose receiver is the variable as it was
    /// before. Only given when the question asks for calls; it then stands for everything that reached the call.
    /// </summary>
    Call,

    /// <summary>
    /// The object that the variable holds is passed to a method of this compilation, which may change it: <see cref="Definition.Value"/> is the argument.
    /// Given when <see cref="Call"/> is.
    /// </summary>
    Passed,

    /// <summary>What the caller passes for <see cref="Definition.Symbol"/>.</summary>
    Parameter,

    /// <summary>Nothing: the variable holds its default value.</summary>
    Unassigned,
}

/// <summary>One way in which a variable, field or property gets its value.</summary>
internal readonly struct Definition(DefinitionKind kind, IOperation? value, ISymbol? symbol)
{
    /// <summary>How the value gets there.</summary>
    public DefinitionKind Kind { get; } = kind;

    /// <summary>
    /// The operation that supplies it, from the ordinary operation tree (not from a control-flow graph), so it can be asked about its parents and children.
    /// Null for <see cref="DefinitionKind.Parameter"/> and <see cref="DefinitionKind.Unassigned"/>, and when the compiler gives no operation for the syntax.
    /// </summary>
    public IOperation? Value { get; } = value;

    /// <summary>The parameter or the variable that is defined.</summary>
    public ISymbol? Symbol { get; } = symbol;
}

/// <summary>Every definition that can reach a use.</summary>
internal readonly struct Definitions(ImmutableArray<Definition> items, bool isExhausted)
{
    /// <summary>The definitions, in the order in which they were found; never default.</summary>
    public ImmutableArray<Definition> Items { get; } = items;

    /// <summary>A budget was hit: the list may lack definitions, and whoever asks must not conclude anything from what is not there.</summary>
    public bool IsExhausted { get; } = isExhausted;
}
