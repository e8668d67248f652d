using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>Judges one thing; null when it violates nothing.</summary>
internal delegate Site? Judgement<in T>(T subject, CancellationToken cancellation);

/// <summary>
/// Collects what all rules want to see, by name, so that one walk serves them all and an operation that no rule names costs one look-up.
/// </summary>
internal sealed class RuleRegistrar
{
    /// <summary>Calls, by the method's name.</summary>
    public Dictionary<string, List<Judgement<IInvocationOperation>>> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Object creations, by the type's name.</summary>
    public Dictionary<string, List<Judgement<IObjectCreationOperation>>> Creations { get; } = new(StringComparer.Ordinal);

    /// <summary>Assignments, those of object initializers included, by the name of the member that is written.</summary>
    public Dictionary<string, List<Judgement<ISimpleAssignmentOperation>>> Assignments { get; } = new(StringComparer.Ordinal);

    /// <summary>String literals, wherever they stand.</summary>
    public List<Judgement<LiteralExpressionSyntax>> Texts { get; } = [];

    /// <summary>The text between the holes of interpolated strings.</summary>
    public List<Judgement<InterpolatedStringTextSyntax>> Pieces { get; } = [];

    /// <summary>Catch clauses.</summary>
    public List<Judgement<ICatchClauseOperation>> Catches { get; } = [];

    /// <summary>Thrown values.</summary>
    public List<Judgement<IThrowOperation>> Throws { get; } = [];

    /// <summary>Returned values.</summary>
    public List<Judgement<IReturnOperation>> Returns { get; } = [];

    /// <summary>Declared types, methods, properties and fields.</summary>
    public Dictionary<SymbolKind, List<Judgement<ISymbol>>> Symbols { get; } = [];

    /// <summary>Asks for calls of methods that are called <paramref name="method"/>, on any type: the judgement looks at the type.</summary>
    public void Call(string method, Judgement<IInvocationOperation> judge) => Add(Calls, method, judge);

    /// <summary>Asks for creations of types that are called <paramref name="type"/>, in any namespace.</summary>
    public void Creation(string type, Judgement<IObjectCreationOperation> judge) => Add(Creations, type, judge);

    /// <summary>Asks for assignments to fields and properties that are called <paramref name="member"/>.</summary>
    public void Assignment(string member, Judgement<ISimpleAssignmentOperation> judge) => Add(Assignments, member, judge);

    /// <summary>Asks for string literals.</summary>
    public void Text(Judgement<LiteralExpressionSyntax> judge) => Texts.Add(judge);

    /// <summary>Asks for the text between the holes of interpolated strings.</summary>
    public void Piece(Judgement<InterpolatedStringTextSyntax> judge) => Pieces.Add(judge);

    /// <summary>Asks for catch clauses.</summary>
    public void Catch(Judgement<ICatchClauseOperation> judge) => Catches.Add(judge);

    /// <summary>Asks for throw statements and expressions.</summary>
    public void Throw(Judgement<IThrowOperation> judge) => Throws.Add(judge);

    /// <summary>Asks for returned values, those of expression bodies included.</summary>
    public void Return(Judgement<IReturnOperation> judge) => Returns.Add(judge);

    /// <summary>Asks for declarations of a kind.</summary>
    public void Symbol(SymbolKind kind, Judgement<ISymbol> judge) => Add(Symbols, kind, judge);

    private static void Add<TKey, T>(Dictionary<TKey, List<Judgement<T>>> judgements, TKey key, Judgement<T> judge)
        where TKey : notnull
    {
        if (!judgements.TryGetValue(key, out var list))
        {
            judgements.Add(key, list = []);
        }

        list.Add(judge);
    }
}
