using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// The addresses that an expression can stand for: constants, interpolation, concatenation, <c>new Uri</c>, request messages, variables, members and
/// parameters. What the source does not show becomes <see cref="ProviderHosts.Unknown"/>.
/// </summary>
internal sealed class AddressValues(CompilationModel compilation)
{
    private const int Alternatives = 8;
    private const int Depth = 24;
    private static readonly IReadOnlyList<string> Nothing = [ProviderHosts.Unknown.ToString()];
    private readonly ArgumentSources arguments = new(compilation);

    /// <summary>The addresses of <paramref name="value"/>, a string, URI or request message; at most eight.</summary>
    public IReadOnlyList<string> Of(IOperation? value, CancellationToken cancellation) => Of(value, Depth, cancellation);

    /// <summary>Resolves <paramref name="relative"/> against <paramref name="baseAddress"/> as <see cref="Uri"/> does, unknown parts included.</summary>
    public static string Combine(string baseAddress, string relative)
    {
        if (relative.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return relative;
        }

        var scheme = baseAddress.IndexOf("://", StringComparison.Ordinal);
        var path = baseAddress.IndexOf('/', scheme < 0 ? 0 : scheme + 3);
        if (path < 0)
        {
            return baseAddress + "/" + relative.TrimStart('/');
        }

        return relative.StartsWith("/", StringComparison.Ordinal)
            ? baseAddress.Substring(0, path) + relative
            : baseAddress.Substring(0, baseAddress.LastIndexOf('/') + 1) + relative;
    }

    private IReadOnlyList<string> Of(IOperation? value, int depth, CancellationToken cancellation)
    {
        if (value is null || depth == 0)
        {
            return Nothing;
        }

        if (value.ConstantValue is { HasValue: true, Value: string text })
        {
            return [text];
        }

        depth--;
        switch (value)
        {
            case IConversionOperation conversion:
                return Of(conversion.Operand, depth, cancellation);
            case IInterpolatedStringOperation interpolated:
                return Interpolated(interpolated, depth, cancellation);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum:
                return Cross(Of(sum.LeftOperand, depth, cancellation), Of(sum.RightOperand, depth, cancellation), static (left, right) => left + right);
            case IConditionalOperation conditional:
                return Union(Of(conditional.WhenTrue, depth, cancellation), Of(conditional.WhenFalse, depth, cancellation));
            case ICoalesceOperation coalesce:
                return Union(Of(coalesce.Value, depth, cancellation), Of(coalesce.WhenNull, depth, cancellation));
            case IObjectCreationOperation creation:
                return Created(creation, depth, cancellation);
            case IInvocationOperation call:
                return Called(call, depth, cancellation);
            case ILocalReferenceOperation local:
                return Defined(compilation.Reaching(local.Local, local, cancellation), depth, cancellation);
            case IParameterReferenceOperation parameter:
                return Defined(compilation.Reaching(parameter.Parameter, parameter, cancellation), depth, cancellation);
            case IFieldReferenceOperation field when !field.Field.DeclaringSyntaxReferences.IsEmpty:
                return Defined(compilation.Assigned(field.Field.OriginalDefinition, cancellation), depth, cancellation);
            case IPropertyReferenceOperation property when !property.Property.DeclaringSyntaxReferences.IsEmpty:
                return Defined(compilation.Assigned(property.Property.OriginalDefinition, cancellation), depth, cancellation);
            default:
                return Nothing;
        }
    }

    private IReadOnlyList<string> Interpolated(IInterpolatedStringOperation interpolated, int depth, CancellationToken cancellation)
    {
        IReadOnlyList<string> texts = [string.Empty];
        foreach (var part in interpolated.Parts)
        {
            var next = part switch
            {
                IInterpolatedStringTextOperation literal => Of(literal.Text, depth, cancellation),
                IInterpolationOperation hole => Of(hole.Expression, depth, cancellation),
                _ => Nothing,
            };
            texts = Cross(texts, next, static (left, right) => left + right);
        }

        return texts;
    }

    private IReadOnlyList<string> Created(IObjectCreationOperation creation, int depth, CancellationToken cancellation)
    {
        if (creation.Type?.Name is not ("Uri" or "HttpRequestMessage" or "UriBuilder"))
        {
            return Nothing;
        }

        IReadOnlyList<string>? address = null;
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.Name is "String" or "Uri")
            {
                var next = Of(argument.Value, depth, cancellation);
                address = address is null ? next : Cross(address, next, Combine);
            }
        }

        if (creation.Initializer is { } initializer)
        {
            foreach (var member in initializer.Initializers)
            {
                if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "RequestUri" } } assignment)
                {
                    address = Of(assignment.Value, depth, cancellation);
                }
            }
        }

        return address ?? AssignedLater(creation, depth, cancellation);
    }

    /// <summary>A request whose address is set by a statement of its own, in the same member.</summary>
    private IReadOnlyList<string> AssignedLater(IObjectCreationOperation creation, int depth, CancellationToken cancellation)
    {
        var member = SyntaxShape.ContainingMember(creation.Syntax);
        IReadOnlyList<string>? address = null;
        foreach (var node in compilation.Assignments("RequestUri"))
        {
            if (node.SyntaxTree == member.SyntaxTree && SyntaxShape.ContainingMember(node) == member &&
                compilation.OperationOf(node, cancellation) is ISimpleAssignmentOperation assignment)
            {
                var next = Of(assignment.Value, depth, cancellation);
                address = address is null ? next : Union(address, next);
            }
        }

        return address ?? Nothing;
    }

    private IReadOnlyList<string> Called(IInvocationOperation call, int depth, CancellationToken cancellation)
    {
        var method = call.TargetMethod;
        if (method.DeclaringSyntaxReferences.Length > 0)
        {
            IReadOnlyList<string>? texts = null;
            foreach (var returned in ReturnedValues.Of(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation)))
            {
                var next = Of(compilation.OperationOf(returned, cancellation), depth, cancellation);
                texts = texts is null ? next : Union(texts, next);
            }

            return texts ?? Nothing;
        }

        if (method is { Name: "Concat", IsStatic: true } && method.ContainingType.SpecialType == SpecialType.System_String)
        {
            IReadOnlyList<string> texts = [string.Empty];
            foreach (var argument in call.Arguments)
            {
                texts = Cross(texts, Of(argument.Value, depth, cancellation), static (left, right) => left + right);
            }

            return texts;
        }

        return method.Name is "Trim" or "TrimEnd" or "TrimStart" or "ToString" ? Of(call.Instance, depth, cancellation) : Nothing;
    }

    private IReadOnlyList<string> Defined(Definitions definitions, int depth, CancellationToken cancellation)
    {
        IReadOnlyList<string> texts = [];
        foreach (var definition in definitions.Items)
        {
            switch (definition.Kind)
            {
                case DefinitionKind.Value:
                    texts = Union(texts, Of(definition.Value, depth, cancellation));
                    break;
                case DefinitionKind.Parameter:
                    foreach (var argument in arguments.Of((IParameterSymbol)definition.Symbol!, cancellation).Values)
                    {
                        texts = Union(texts, Of(argument, depth, cancellation));
                    }

                    break;
            }
        }

        return texts.Count == 0 ? Nothing : texts;
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        [.. left.Concat(right).Distinct(StringComparer.Ordinal).Take(Alternatives)];

    private static List<string> Cross(IReadOnlyList<string> left, IReadOnlyList<string> right, Func<string, string, string> combine)
    {
        var texts = new List<string>();
        foreach (var first in left)
        {
            foreach (var second in right)
            {
                if (texts.Count < Alternatives)
                {
                    texts.Add(combine(first, second));
                }
            }
        }

        return texts;
    }
}
