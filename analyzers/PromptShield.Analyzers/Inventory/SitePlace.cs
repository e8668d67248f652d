using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>Where a site is: position, containing member, callee and its ordinal among the calls of that callee in the member.</summary>
internal sealed class SitePlace
{
    private SitePlace(Location location, string name, string symbol, string api, int ordinal)
    {
        Name = name;
        Location = location;
        Symbol = symbol;
        Api = api;
        Ordinal = ordinal;
    }

    /// <summary>The method-name token.</summary>
    public Location Location { get; }

    /// <summary>The callee as a reader names it: type and method.</summary>
    public string Name { get; }

    /// <summary>Documentation id of the containing member.</summary>
    public string Symbol { get; }

    /// <summary>Documentation id of the callee's original definition, unreduced.</summary>
    public string Api { get; }

    /// <summary>Zero-based position among all references to that callee in the containing member, in source order.</summary>
    public int Ordinal { get; }

    /// <summary>The place of a call (or of a method group) at <paramref name="node"/> whose callee is <paramref name="callee"/>.</summary>
    public static SitePlace Of(SyntaxNode node, IMethodSymbol callee, CompilationModel compilation, CancellationToken cancellation)
    {
        var definition = Unreduced(callee);
        var name = SyntaxShape.ReferencedName(node);
        var model = compilation.SemanticModelOf(node.SyntaxTree);
        var location = name?.Identifier.GetLocation() ?? node.GetLocation();
        var ordinal = name is null ? 0 : compilation.Service(static model => new Ordinals(model)).Of(name, definition, cancellation);
        var display = definition.ContainingType.Name + "." + definition.Name;
        return new SitePlace(location, display, DocumentationId(ContainingMember(node, model, cancellation)), DocumentationId(definition), ordinal);
    }

    /// <summary>The place of a call that the compiler cannot bind. Its callee is written as documentation ids write what does not resolve.</summary>
    public static SitePlace OfUnresolved(InvocationExpressionSyntax call, CompilationModel compilation, CancellationToken cancellation)
    {
        var model = compilation.SemanticModelOf(call.SyntaxTree);
        var name = SyntaxShape.CalleeName(call);
        var text = name?.Identifier.ValueText ?? string.Empty;
        var ordinal = name is null ? 0 : compilation.Service(static model => new Ordinals(model)).Of(name, null, cancellation);
        return new SitePlace(
            name?.Identifier.GetLocation() ?? call.GetLocation(), text, DocumentationId(ContainingMember(call, model, cancellation)), "!:" + text, ordinal);
    }

    /// <summary>
    /// The place of a rule's finding at <paramref name="node"/>. Its ordinal is given when the inventory is written (<see cref="SiteTable"/>): it counts
    /// the findings of that rule, not the references.
    /// </summary>
    /// <param name="node">What the finding stands on.</param>
    /// <param name="about">The member that is called, created, written or declared; null for a piece of text, which is told by its member.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="whole">The finding stands on the whole of <paramref name="node"/>, not on the name in it.</param>
    public static SitePlace OfFinding(SyntaxNode node, ISymbol? about, CompilationModel compilation, CancellationToken cancellation, bool whole = false)
    {
        var member = ContainingMember(node, compilation.SemanticModelOf(node.SyntaxTree), cancellation);
        var subject = about is IMethodSymbol method ? Unreduced(method) : about?.OriginalDefinition ?? member;
        var location = whole ? node.GetLocation() : SyntaxShape.ReferencedName(node)?.Identifier.GetLocation() ?? node.GetLocation();
        return new SitePlace(location, Display(subject), DocumentationId(member), DocumentationId(subject), 0);
    }

    /// <summary>The place of a rule's finding on the declaration of <paramref name="declared"/>, at <paramref name="location"/>.</summary>
    public static SitePlace OfDeclaration(ISymbol declared, Location location) =>
        new(location, Display(declared), DocumentationId(declared), DocumentationId(declared), 0);

    /// <summary>The original definition of a method, and of the static form of an extension.</summary>
    public static IMethodSymbol Unreduced(IMethodSymbol method) => (method.ReducedFrom ?? method).OriginalDefinition;

    /// <summary>The member that a reader would name: lambdas and local functions belong to their method, accessors to their property or event.</summary>
    public static ISymbol? ContainingMember(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        var symbol = model.GetEnclosingSymbol(node.SpanStart, cancellation);
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LambdaMethod or MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            symbol = symbol.ContainingSymbol;
        }

        return symbol switch
        {
            IMethodSymbol { AssociatedSymbol: { } property } => property,
            IFieldSymbol { AssociatedSymbol: { } property } => property,
            _ => symbol,
        };
    }

    /// <summary>Type and member, as a reader names them; a constructor and a type by the type's name.</summary>
    private static string Display(ISymbol? symbol) => symbol switch
    {
        null => string.Empty,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.Name,
        { ContainingType: { } type } => type.Name + "." + symbol.Name,
        _ => symbol.Name,
    };

    private static string DocumentationId(ISymbol? symbol) => symbol?.GetDocumentationCommentId() ?? string.Empty;
}
