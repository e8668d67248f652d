using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>The part of PSH5002 about handlers that accept any certificate on the way to a model.</summary>
internal sealed class UncheckedCertificate(RuleContext context, Func<SitePlace, string, string, Site> finding)
{
    private const string AcceptsAny = "DangerousAcceptAnyServerCertificateValidator";
    private const string Text = "any certificate is accepted on the way to the model";
    private static readonly string[] Callbacks = ["ServerCertificateCustomValidationCallback", "RemoteCertificateValidationCallback"];
    private readonly HandlerUses uses = new(context.Model);

    /// <summary>Asks for the callbacks that check certificates.</summary>
    public void Register(RuleRegistrar on)
    {
        foreach (var callback in Callbacks)
        {
            on.Assignment(callback, Judge);
        }
    }

    private Site? Judge(ISimpleAssignmentOperation assignment, CancellationToken cancellation)
    {
        var member = ((IMemberReferenceOperation)assignment.Target).Member;
        return member.ContainingType.ContainingNamespace.ToDisplayString() is "System.Net.Http" or "System.Net.Security" && Accepts(assignment.Value, cancellation) &&
            Handler(assignment) is { } handler && uses.ReachModel(handler, cancellation) && !DevelopmentOnly.Is(assignment)
            ? finding(SitePlace.OfFinding(assignment.Value.Syntax, member, context.Model, cancellation), "http", Text)
            : null;
    }

    /// <summary>Whether a callback returns nothing but true.</summary>
    private bool Accepts(IOperation callback, CancellationToken cancellation)
    {
        switch (callback)
        {
            case IConversionOperation conversion:
                return Accepts(conversion.Operand, cancellation);
            case IDelegateCreationOperation { Target: { } target }:
                return Accepts(target, cancellation);
            case IPropertyReferenceOperation { Property.Name: AcceptsAny } property:
                return TypeNames.Is(property.Property.ContainingType, "System.Net.Http.HttpClientHandler");
            case IAnonymousFunctionOperation function:
                return ReturnsTrue(function.Syntax, cancellation);
            case IMethodReferenceOperation { Method.DeclaringSyntaxReferences: { Length: 1 } declarations }:
                return ReturnsTrue(declarations[0].GetSyntax(cancellation), cancellation);
            default:
                return false;
        }
    }

    private bool ReturnsTrue(SyntaxNode function, CancellationToken cancellation)
    {
        var returned = ReturnedValues.Of(function);
        foreach (var value in returned)
        {
            if (context.Model.OperationOf(value, cancellation)?.ConstantValue is not { HasValue: true, Value: true })
            {
                return false;
            }
        }

        return !returned.IsEmpty;
    }

    /// <summary>The expression that stands for the handler: what is created around the initializer, or the variable that is written to.</summary>
    private static SyntaxNode? Handler(ISimpleAssignmentOperation assignment)
    {
        for (var node = assignment.Syntax.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                // The options of TLS are part of the handler whose member they are.
                case BaseObjectCreationExpressionSyntax { Parent: AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } }:
                case InitializerExpressionSyntax:
                case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax }:
                    continue;
                case BaseObjectCreationExpressionSyntax creation:
                    return creation;
            }

            break;
        }

        return assignment.Target.Syntax is MemberAccessExpressionSyntax access ? access.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "SslOptions" } options ? options.Expression : access.Expression : null;
    }
}
