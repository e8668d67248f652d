using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Rules.Walk;

/// <summary>
/// The rules without a population over one compilation. Remembers what it found, because the diagnostics and the inventory both ask. Thread-safe.
/// </summary>
internal sealed class CodeRules
{
    private readonly RuleRegistrar wanted = new();
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<Site>> operations = new();

    // An expression body and the expression in it share their syntax.
    private readonly ConcurrentDictionary<SyntaxNode, ImmutableArray<Site>> returns = new();
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<Site>> symbols = new(SymbolEqualityComparer.Default);

    private volatile bool isSilenceRemembered;

    private CodeRules(RuleContext context)
    {
        foreach (var rule in RuleTable.All)
        {
            rule.Register(wanted, context);
        }
    }

    /// <summary>The rules over <paramref name="model"/>.</summary>
    public static CodeRules Of(CompilationModel model) =>
        model.Service(static shared => new CodeRules(new RuleContext(shared)));

    /// <summary>Asks the compiler to show every operation, text and symbol that a rule wants to see.</summary>
    /// <param name="start">The compilation.</param>
    /// <param name="found">Called for each violation, with the way to report a diagnostic there; concurrently.</param>
    public void Walk(CompilationStartAnalysisContext start, Action<Site, Action<Diagnostic>> found)
    {
        var kinds = Kinds();
        if (!kinds.IsEmpty)
        {
            start.RegisterOperationAction(context => Tell(Judge(context.Operation, context.CancellationToken), found, context.ReportDiagnostic), kinds);
        }

        if (wanted.Texts.Count > 0)
        {
            start.RegisterSyntaxNodeAction(
                context => Tell(Judge(wanted.Texts, (LiteralExpressionSyntax)context.Node, context.CancellationToken), found, context.ReportDiagnostic), SyntaxKind.StringLiteralExpression);
        }

        if (wanted.Pieces.Count > 0)
        {
            start.RegisterSyntaxNodeAction(
                context => Tell(Judge(wanted.Pieces, (InterpolatedStringTextSyntax)context.Node, context.CancellationToken), found, context.ReportDiagnostic), SyntaxKind.InterpolatedStringText);
        }

        if (wanted.Symbols.Count > 0)
        {
            start.RegisterSymbolAction(context => Tell(Judge(context.Symbol, context.CancellationToken), found, context.ReportDiagnostic), ImmutableArray.CreateRange(wanted.Symbols.Keys));
        }
    }

    /// <summary>
    /// Says that the inventory walks as well, so that what was judged to be no finding is remembered, too. Without a report there is one walk, and most of what
    /// rules ask to see is no finding: an entry each would be the only thing that such a project pays for.
    /// </summary>
    public void WalkTwice() => isSilenceRemembered = true;

    private static void Tell(ImmutableArray<Site> sites, Action<Site, Action<Diagnostic>> found, Action<Diagnostic> report)
    {
        foreach (var site in sites)
        {
            found(site, report);
        }
    }

    private ImmutableArray<OperationKind> Kinds()
    {
        var kinds = ImmutableArray.CreateBuilder<OperationKind>();
        Want(wanted.Calls.Count, OperationKind.Invocation);
        Want(wanted.Creations.Count, OperationKind.ObjectCreation);
        Want(wanted.Assignments.Count, OperationKind.SimpleAssignment);
        Want(wanted.Catches.Count, OperationKind.CatchClause);
        Want(wanted.Throws.Count, OperationKind.Throw);
        Want(wanted.Returns.Count, OperationKind.Return);
        return kinds.ToImmutable();

        void Want(int count, OperationKind kind)
        {
            if (count > 0)
            {
                kinds.Add(kind);
            }
        }
    }

    private ImmutableArray<Site> Judge(IOperation operation, CancellationToken cancellation) => operation switch
    {
        { IsImplicit: true } and not IReturnOperation => ImmutableArray<Site>.Empty,
        IInvocationOperation call => wanted.Calls.TryGetValue(call.TargetMethod.Name, out var judges) ? Judge(operations, call.Syntax, judges, call, cancellation) : ImmutableArray<Site>.Empty,
        IObjectCreationOperation { Type: { } type } creation =>
            wanted.Creations.TryGetValue(type.Name, out var judges) ? Judge(operations, creation.Syntax, judges, creation, cancellation) : ImmutableArray<Site>.Empty,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment =>
            wanted.Assignments.TryGetValue(target.Member.Name, out var judges) ? Judge(operations, assignment.Syntax, judges, assignment, cancellation) : ImmutableArray<Site>.Empty,
        ICatchClauseOperation clause => Judge(operations, clause.Syntax, wanted.Catches, clause, cancellation),
        IThrowOperation thrown => Judge(operations, thrown.Syntax, wanted.Throws, thrown, cancellation),
        IReturnOperation { ReturnedValue: not null } returned => Judge(returns, returned.Syntax, wanted.Returns, returned, cancellation),
        _ => ImmutableArray<Site>.Empty,
    };

    private ImmutableArray<Site> Judge(ISymbol symbol, CancellationToken cancellation) =>
        wanted.Symbols.TryGetValue(symbol.Kind, out var judges) ? Judge(symbols, symbol, judges, symbol, cancellation) : ImmutableArray<Site>.Empty;

    private ImmutableArray<Site> Judge<TKey, T>(
        ConcurrentDictionary<TKey, ImmutableArray<Site>> known, TKey key, List<Judgement<T>> judges, T subject, CancellationToken cancellation)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var found))
        {
            return found;
        }

        var sites = Judge(judges, subject, cancellation);
        return sites.IsEmpty && !isSilenceRemembered ? sites : known.GetOrAdd(key, sites);
    }

    /// <summary>Not remembered for texts: a project has more of them than anything else, and a look at one costs less than an entry.</summary>
    private static ImmutableArray<Site> Judge<T>(List<Judgement<T>> judges, T subject, CancellationToken cancellation)
    {
        var sites = ImmutableArray<Site>.Empty;
        foreach (var judge in judges)
        {
            if (judge(subject, cancellation) is { } site)
            {
                sites = sites.Add(site);
            }
        }

        return sites;
    }
}
