using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>
/// Tells a request to a model by its body, where the address does not: a JSON object that names a model and holds messages, a prompt or contents. Only bodies
/// that are written down count; a type of the program's own may be its own interface.
/// </summary>
internal sealed class PayloadShape(CompilationModel compilation)
{
    private const int MaxDepth = 8;
    private static readonly string[] Contents = ["messages", "prompt", "contents"];

    /// <summary>Whether one of the arguments of <paramref name="call"/> is, or carries, such a body.</summary>
    public bool IsSentBy(IInvocationOperation call, CancellationToken cancellation)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && argument.Parameter?.Name is "value" or "content" or "request" && IsPayload(argument.Value, 0, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPayload(IOperation? value, int depth, CancellationToken cancellation)
    {
        while (value is IConversionOperation or IAwaitOperation)
        {
            value = value is IConversionOperation conversion ? conversion.Operand : ((IAwaitOperation)value).Operation;
        }

        if (value is null || depth > MaxDepth)
        {
            return false;
        }

        switch (value)
        {
            case IAnonymousObjectCreationOperation made:
                return Names(made.Initializers.Select(static item => item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } ? target.Property.Name : null));
            case IObjectCreationOperation { Type.Name: "HttpRequestMessage", Initializer: { } initializer }:
                return initializer.Initializers.Any(item => item is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "Content" } } content && IsPayload(content.Value, depth + 1, cancellation));
            case IObjectCreationOperation { Type.Name: "StringContent" or "ByteArrayContent" or "ReadOnlyMemoryContent", Arguments: { Length: > 0 } arguments }:
                return IsPayload(arguments[0].Value, depth + 1, cancellation);
            case IObjectCreationOperation { Type.Name: "Dictionary" or "JsonObject" } dictionary:
                return dictionary.Initializer is { } entries && Names(entries.Initializers.Select(static item => Key(item)));
            case IInvocationOperation { TargetMethod: { Name: "Create" or "Serialize" or "SerializeToUtf8Bytes" or "SerializeObject" or "GetBytes" or "ToJsonString", ContainingType.Name: "JsonContent" or "JsonSerializer" or "JsonConvert" or "Encoding" or "UTF8Encoding" or "JsonNode" or "JsonObject" } } call:
                return IsPayload(call.Instance is { } instance && call.TargetMethod.Name == "ToJsonString" ? instance : call.Arguments.Length > 0 ? call.Arguments[0].Value : null, depth + 1, cancellation);
            case ILocalReferenceOperation local:
                return IsAny(compilation.Reaching(local.Local, local, cancellation), depth, cancellation) || IsContentOf(local, depth, cancellation);
            case ILiteralOperation or IInterpolatedStringOperation or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add }:
                return IsJson(value.Syntax.ToString());
            default:
                return false;
        }
    }

    private bool IsAny(Definitions definitions, int depth, CancellationToken cancellation)
    {
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind == DefinitionKind.Value && IsPayload(definition.Value, depth + 1, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary><c>request.Content = …</c> in the member of the reference.</summary>
    private bool IsContentOf(ILocalReferenceOperation request, int depth, CancellationToken cancellation)
    {
        if (request.Type?.Name != "HttpRequestMessage")
        {
            return false;
        }

        foreach (var node in SyntaxShape.ContainingMember(request.Syntax).DescendantNodes())
        {
            if (node is AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Content", Expression: IdentifierNameSyntax name } } assignment
                && name.Identifier.ValueText == request.Local.Name && IsPayload(compilation.OperationOf(assignment.Right, cancellation), depth + 1, cancellation))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Key(IOperation item) => item switch
    {
        ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments: { Length: 1 } index } } => index[0].Value.ConstantValue.Value as string,
        IInvocationOperation { Arguments: { Length: > 0 } add } => add[0].Value.ConstantValue.Value as string,
        _ => null,
    };

    private static bool Names(IEnumerable<string?> names)
    {
        var (model, content) = (false, false);
        foreach (var name in names)
        {
            model |= string.Equals(name, "model", StringComparison.OrdinalIgnoreCase);
            content |= name is not null && Array.FindIndex(Contents, each => string.Equals(each, name, StringComparison.OrdinalIgnoreCase)) >= 0;
        }

        return model && content;
    }

    /// <summary>Written JSON, escaped or raw.</summary>
    private static bool IsJson(string text)
    {
        text = text.Replace("\\\"", "\"").Replace("\"\"", "\"");
        return text.Contains("\"model\"") && Contents.Any(content => text.Contains("\"" + content + "\""));
    }
}
