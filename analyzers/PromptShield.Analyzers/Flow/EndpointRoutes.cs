using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Follows the endpoints of minimal APIs: the calls on an endpoint, the groups that it stands in, and what their routes are. Conventions apply whenever
/// they are added before the program runs, so the order of statements does not matter.
/// </summary>
internal sealed class EndpointRoutes(CompilationModel compilation)
{
    private const int Depth = 8;
    private const string RouteBuilder = "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder";
    private static readonly string[] Conventions = ["RequireAuthorization", "AllowAnonymous", "WithMetadata", "AddEndpointFilter"];
    private readonly AddressValues texts = new(compilation);
    private readonly ArgumentSources arguments = new(compilation);

    /// <summary>What is said about the endpoint that <paramref name="map"/> adds, its groups included.</summary>
    public EndpointAccess AccessOf(IInvocationOperation map, CancellationToken cancellation) =>
        AccessAttributes.Both(Said(map, cancellation), OfBuilder(CallProvenance.Receiver(map), Depth, cancellation));

    /// <summary>The routes of the endpoint, the prefixes of its groups included where the source shows them.</summary>
    public IReadOnlyList<string> RoutesOf(IInvocationOperation map, CancellationToken cancellation)
    {
        var routes = new List<string>();
        foreach (var route in PatternOf(map, cancellation))
        {
            routes.Add(Prefix(CallProvenance.Receiver(map), Depth, cancellation) + "/" + route.Trim('/'));
        }

        return routes;
    }

    private IReadOnlyList<string> PatternOf(IInvocationOperation map, CancellationToken cancellation)
    {
        foreach (var argument in map.Arguments)
        {
            if (argument.Parameter is { Name: "pattern" or "prefix", Type.SpecialType: SpecialType.System_String })
            {
                return texts.Of(argument.Value, cancellation);
            }
        }

        return [];
    }

    private string Prefix(IOperation? builder, int depth, CancellationToken cancellation)
    {
        if (depth == 0 || Group(builder, cancellation) is not IInvocationOperation call)
        {
            return string.Empty;
        }

        var outer = Prefix(CallProvenance.Receiver(call), depth - 1, cancellation);
        return call.TargetMethod.Name == "MapGroup" && PatternOf(call, cancellation) is { Count: > 0 } prefixes ? outer + "/" + prefixes[0].Trim('/') : outer;
    }

    /// <summary>The call that makes a group, through a variable that has one definition or a parameter that one caller passes.</summary>
    private IOperation? Group(IOperation? builder, CancellationToken cancellation)
    {
        var value = Unconverted(builder);
        return value switch
        {
            ILocalReferenceOperation local when compilation.Reaching(local.Local, local, cancellation).Items is { Length: 1 } items => Unconverted(items[0].Value),
            IParameterReferenceOperation parameter when arguments.Of(parameter.Parameter, cancellation).Values is { Count: 1 } values => Group(values[0], cancellation),
            _ => value,
        };
    }

    private EndpointAccess OfBuilder(IOperation? builder, int depth, CancellationToken cancellation)
    {
        var value = Unconverted(builder);
        if (value is null || depth == 0)
        {
            return EndpointAccess.Unknown;
        }

        switch (value)
        {
            case IInvocationOperation { TargetMethod.DeclaringSyntaxReferences: { IsEmpty: false } declarations } own when IsRouteBuilder(own.Type):
                var returned = ReturnedValues.Of(declarations[0].GetSyntax(cancellation)).Select(node => compilation.OperationOf(node, cancellation));
                return AccessAttributes.Both(Said(own, cancellation), Any(returned, depth, cancellation));
            case IInvocationOperation call when CallProvenance.Receiver(call) is { } receiver && IsRouteBuilder(receiver.Type):
                return AccessAttributes.Both(AccessAttributes.Both(OfConvention(call, cancellation), Said(call, cancellation)), OfBuilder(receiver, depth - 1, cancellation));
            case ILocalReferenceOperation local:
                return AccessAttributes.Both(
                    SaidOn(local.Local, cancellation), Any(compilation.Reaching(local.Local, local, cancellation).Items.Select(static item => item.Value), depth, cancellation));
            case IParameterReferenceOperation parameter:
                return AccessAttributes.Both(SaidOn(parameter.Parameter, cancellation), OfParameter(parameter.Parameter, depth, cancellation));
            default:
                return IsApplication(value.Type) ? EndpointAccess.Unstated : EndpointAccess.Unknown;
        }
    }

    private EndpointAccess OfParameter(IParameterSymbol parameter, int depth, CancellationToken cancellation)
    {
        // The application itself belongs to no group, and neither does what UseEndpoints hands to its lambda.
        if (IsApplication(parameter.Type) || IsOfUseEndpoints(parameter, cancellation))
        {
            return EndpointAccess.Unstated;
        }

        var found = arguments.Of(parameter, cancellation);
        return found.IsExhausted ? EndpointAccess.Unknown : Any(found.Values, depth, cancellation);
    }

    private static bool IsOfUseEndpoints(IParameterSymbol parameter, CancellationToken cancellation) =>
        parameter.DeclaringSyntaxReferences is { IsEmpty: false } declarations &&
        declarations[0].GetSyntax(cancellation).FirstAncestorOrSelf<LambdaExpressionSyntax>() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } &&
        SyntaxShape.CalleeName(call)?.Identifier.ValueText == "UseEndpoints";

    /// <summary>What holds for the weakest of several: one that says nothing leaves the endpoint open there.</summary>
    private EndpointAccess Any(IEnumerable<IOperation?> values, int depth, CancellationToken cancellation)
    {
        var weakest = EndpointAccess.Unknown;
        var isFirst = true;
        foreach (var value in values)
        {
            var access = OfBuilder(value, depth - 1, cancellation);
            weakest = isFirst || access == EndpointAccess.Unstated || (access == EndpointAccess.Unknown && weakest != EndpointAccess.Unstated) ? access : weakest;
            isFirst = false;
        }

        return weakest;
    }

    /// <summary>What the calls after <paramref name="call"/> in its chain say, and those on the variable that keeps its result.</summary>
    private EndpointAccess Said(IInvocationOperation call, CancellationToken cancellation)
    {
        var access = EndpointAccess.Unstated;
        var node = call.Syntax;
        while (node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } member && member.Expression == node)
        {
            access = AccessAttributes.Both(access, OfConvention(compilation.OperationOf(next, cancellation), cancellation));
            node = next;
        }

        return node.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } when compilation.SemanticModelOf(node.SyntaxTree).GetDeclaredSymbol(variable, cancellation) is { } local =>
                AccessAttributes.Both(access, SaidOn(local, cancellation)),
            AssignmentExpressionSyntax assignment when compilation.WrittenBy(assignment.Left, cancellation) is { } written => AccessAttributes.Both(access, SaidOn(written, cancellation)),

            // Handed to somebody who may add what is missing.
            ArgumentSyntax or ReturnStatementSyntax => AccessAttributes.Both(access, EndpointAccess.Unknown),
            ArrowExpressionClauseSyntax { Parent: { } member } when !ReturnsNothing(member, cancellation) => AccessAttributes.Both(access, EndpointAccess.Unknown),
            _ => access,
        };
    }

    private bool ReturnsNothing(SyntaxNode member, CancellationToken cancellation) =>
        compilation.SemanticModelOf(member.SyntaxTree).GetDeclaredSymbol(member, cancellation) is IMethodSymbol { ReturnsVoid: true };

    private EndpointAccess SaidOn(ISymbol variable, CancellationToken cancellation)
    {
        var access = EndpointAccess.Unstated;
        foreach (var name in Conventions)
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (compilation.OperationOf(node, cancellation) is IInvocationOperation call && Variable(CallProvenance.Receiver(call)) is { } receiver &&
                    SymbolEqualityComparer.Default.Equals(receiver, variable))
                {
                    access = AccessAttributes.Both(access, OfConvention(call, cancellation));
                }
            }
        }

        return access;
    }

    /// <summary>The variable that a chain of conventions begins with.</summary>
    private static ISymbol? Variable(IOperation? receiver)
    {
        var value = Unconverted(receiver);
        while (value is IInvocationOperation call && !call.TargetMethod.Name.StartsWith("Map", StringComparison.Ordinal))
        {
            value = Unconverted(CallProvenance.Receiver(call));
        }

        return value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IMemberReferenceOperation member => member.Member,
            _ => null,
        };
    }

    private EndpointAccess OfConvention(IOperation? operation, CancellationToken cancellation)
    {
        if (operation is not IInvocationOperation call)
        {
            return EndpointAccess.Unstated;
        }

        switch (call.TargetMethod.Name)
        {
            case "RequireAuthorization":
                return EndpointAccess.Required;
            case "AllowAnonymous":
                return EndpointAccess.Anonymous;
            case "WithMetadata":
                var access = EndpointAccess.Unstated;
                foreach (var item in call.Descendants())
                {
                    access = item is IObjectCreationOperation creation ? AccessAttributes.Both(access, AccessAttributes.OfType(creation.Type)) : access;
                }

                return access;
            case "AddEndpointFilter":
                return ChecksAccess(call) ? EndpointAccess.Required : EndpointAccess.Unstated;
            default:
                // An extension of the program's own adds what it says on its receiver.
                return call.TargetMethod is { ReducedFrom: { DeclaringSyntaxReferences.IsEmpty: false } extension } && compilation.Declares(extension)
                    ? SaidOn(extension.Parameters[0], cancellation)
                    : EndpointAccess.Unstated;
        }
    }

    /// <summary>Whether the filter that is added, by its type or as an object, says by its name that it checks who asks.</summary>
    private static bool ChecksAccess(IInvocationOperation call)
    {
        foreach (var type in call.TargetMethod.TypeArguments)
        {
            if (AiConfiguration.Default.ChecksAccess(type.Name))
            {
                return true;
            }
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Name == "filter" && Unconverted(argument.Value)?.Type is { } filter && AiConfiguration.Default.ChecksAccess(filter.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Unconverted(IOperation? value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }

    private static bool IsRouteBuilder(ITypeSymbol? type) => type is not null && TypeNames.IsOrInherits(type, RouteBuilder);

    private static bool IsApplication(ITypeSymbol? type) => TypeNames.Is(type, "Microsoft.AspNetCore.Builder.WebApplication");
}
