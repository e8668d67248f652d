using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Asks which of the texts that an expression can stand for are credentials, or tell one.</summary>
internal sealed class CredentialValues(CompilationModel compilation)
{
    private const string Bearer = "Bearer ";
    private readonly AddressValues texts = new(compilation);

    /// <summary>
    /// Whether a value that the source shows whole is a secret. A literal that gives itself away by its form is left to whoever looks at literals, so that
    /// one key is one finding.
    /// </summary>
    public bool HoldsSecret(IOperation value, CancellationToken cancellation)
    {
        var isComposed = IsComposed(value, cancellation);
        foreach (var text in Texts(value, cancellation))
        {
            var secret = text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? text.Substring(Bearer.Length).Trim() : text;
            if (secret.IndexOf(ProviderHosts.Unknown) < 0 && CredentialShapes.Default.IsSecret(secret) && (isComposed || CredentialShapes.Default.Find(secret) is null))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a text calls a secret that it tells; null when it tells none.</summary>
    public string? SecretIn(IOperation value, CancellationToken cancellation)
    {
        foreach (var text in Texts(value, cancellation))
        {
            if (PromptSecrets.Find(text) is { } name)
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>Whether one of the arguments is the role of the system or of the developer.</summary>
    public static bool IsInstruction(IEnumerable<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Value is IMemberReferenceOperation { Member: { Name: "System" or "Developer", ContainingType.Name: "ChatRole" or "AuthorRole" } })
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<string> Texts(IOperation value, CancellationToken cancellation)
    {
        foreach (var text in texts.Of(value, cancellation))
        {
            yield return text;
        }

        // Nobody may pass the parameter, and then it has its default.
        if (value is IParameterReferenceOperation { Parameter: { HasExplicitDefaultValue: true, ExplicitDefaultValue: string standard } })
        {
            yield return standard;
        }
    }

    /// <summary>Whether the text is put together of several, here or where the field or variable is declared.</summary>
    private static bool IsComposed(IOperation value, CancellationToken cancellation)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        ISymbol? symbol = value switch
        {
            IFieldReferenceOperation field => field.Field,
            ILocalReferenceOperation local => local.Local,
            _ => null,
        };
        var syntax = symbol is { DeclaringSyntaxReferences: { IsEmpty: false } references }
            ? (references[0].GetSyntax(cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value
            : value.Syntax;
        return syntax is not null && SyntaxShape.Unwrap(syntax).Kind() is SyntaxKind.AddExpression or SyntaxKind.InterpolatedStringExpression;
    }
}
