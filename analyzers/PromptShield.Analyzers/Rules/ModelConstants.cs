using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Rules;

/// <summary>Names of models that an SDK spells as members of an enumeration.</summary>
internal static class ModelConstants
{
    private static readonly string[] Enumerations = ["Anthropic.Models.Messages.Model", "Anthropic.Models.Model"];

    /// <summary>The name on the wire, <c>claude-sonnet-4-5</c> for <c>Model.ClaudeSonnet4_5</c>; null when <paramref name="value"/> is no such member.</summary>
    public static string? NameOf(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IFieldReferenceOperation { Field: { ContainingType: { TypeKind: TypeKind.Enum } type } field } && Array.Exists(Enumerations, name => TypeNames.Is(type, name))
            ? Spelled(field.Name)
            : null;
    }

    private static string Spelled(string member)
    {
        var name = new StringBuilder();
        for (var i = 0; i < member.Length; i++)
        {
            var letter = member[i];
            if (letter == '_')
            {
                name.Append('-');
                continue;
            }

            if (i > 0 && member[i - 1] != '_' && (char.IsUpper(letter) || (char.IsDigit(letter) && !char.IsDigit(member[i - 1]))))
            {
                name.Append('-');
            }

            name.Append(char.ToLowerInvariant(letter));
        }

        return name.ToString();
    }
}
