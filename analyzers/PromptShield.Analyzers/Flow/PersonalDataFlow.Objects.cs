using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <content>What an object of a type shows of its members.</content>
internal sealed partial class PersonalDataFlow
{
    private const int MaxObjectDepth = 3;
    private HashSet<ITypeSymbol> walked = new(SymbolEqualityComparer.Default);

    private PersonalDataValue Shown(ITypeSymbol? type, ShownForm form)
    {
        if (type is null or ITypeParameterSymbol || PersonalDataTypes.IsScalar(type))
        {
            return type is not null && PersonalDataTypes.IsScalar(type) && analysis.Sources.OfType(type) is not 0 and var typed
                ? PersonalDataValue.Of(typed, type)
                : PersonalDataValue.Unknown;
        }

        type = PersonalDataTypes.Unwrapped(type);
        if (PersonalDataTypes.ItemType(type) is { } item)
        {
            return form == ShownForm.Text || SymbolEqualityComparer.Default.Equals(item, type) ? PersonalDataValue.Unknown : Shown(item, form);
        }

        if (walked.Count >= (form == ShownForm.Own ? 1 : MaxObjectDepth) || !walked.Add(type))
        {
            return PersonalDataValue.Unknown;
        }

        var value = type is INamedTypeSymbol named ? Object(named, form) : PersonalDataValue.Unknown;
        walked.Remove(type);
        return value;
    }

    private PersonalDataValue Object(INamedTypeSymbol type, ShownForm form)
    {
        if (type.IsTupleType)
        {
            return Fields(type, form);
        }

        if (type.Name == "KeyValuePair" && type.TypeArguments.Length == 2)
        {
            return Shown(type.TypeArguments[0], form) | Shown(type.TypeArguments[1], form);
        }

        var showsAll = form is not (ShownForm.Text or ShownForm.Item);
        if (!showsAll && !type.IsAnonymousType)
        {
            if (OwnToString(type) is { } toString)
            {
                return analysis.Sources.OfType(type) is not 0 and var marked ? PersonalDataValue.Of(marked, type) : Summary(toString, ShownForm.Text);
            }

            if (!type.IsRecord)
            {
                return PersonalDataValue.Unknown;
            }
        }

        if (analysis.Sources.OfType(type) is not 0 and var classified)
        {
            return PersonalDataValue.Of(classified, type);
        }

        return IsForeign(type) ? PersonalDataValue.Unknown : Members(type, form);
    }

    private PersonalDataValue Members(INamedTypeSymbol type, ShownForm form)
    {
        var value = PersonalDataValue.Unknown;
        for (var current = type; current is not null && !IsForeign(current); current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                var memberType = member switch
                {
                    IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public, GetMethod: not null } property => property.Type,
                    IFieldSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } field => field.Type,
                    _ => null,
                };
                if (memberType is not null && member.Name != "EqualityContract")
                {
                    value |= ShownMember(member, memberType, form);
                }
            }
        }

        return value;
    }

    private PersonalDataValue ShownMember(ISymbol member, ITypeSymbol type, ShownForm form)
    {
        foreach (var attribute in member.GetAttributes())
        {
            switch (attribute.AttributeClass?.Name)
            {
                case "NotLoggedAttribute" when form is ShownForm.Members or ShownForm.Own:
                case "JsonIgnoreAttribute" when form is ShownForm.Json:
                    return PersonalDataValue.Unknown;
                case "LogMaskedAttribute" when form is ShownForm.Members:
                    return PersonalDataValue.Of(analysis.Sources.Of(member), member).AfterRedaction();
            }
        }

        // A sequence prints its type inside a record.
        var classes = form is ShownForm.Text or ShownForm.Item && PersonalDataTypes.ItemType(type) is not null ? DataClasses.None : analysis.Sources.Of(member);
        return classes != 0 ? PersonalDataValue.Of(classes, member) : Shown(type, form == ShownForm.Item ? ShownForm.Text : form);
    }

    private PersonalDataValue Fields(INamedTypeSymbol tuple, ShownForm form)
    {
        var value = PersonalDataValue.Unknown;
        foreach (var field in tuple.TupleElements)
        {
            value |= analysis.Sources.Of(field) is not 0 and var classes ? PersonalDataValue.Of(classes, field) : Shown(field.Type, form);
        }

        return value;
    }

    /// <summary>A ToString that someone wrote in this compilation, here or in a base; the one that the compiler gives a record is none.</summary>
    private IMethodSymbol? OwnToString(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(nameof(ToString)))
            {
                if (member is IMethodSymbol { Parameters.Length: 0, IsStatic: false } method)
                {
                    return !method.IsImplicitlyDeclared && analysis.Model.Declares(method) ? method.OriginalDefinition : null;
                }
            }
        }

        return null;
    }

    /// <summary>Types of the class library show nothing that the lexicon could name; identity entities are the exception.</summary>
    private static bool IsForeign(INamedTypeSymbol type) =>
        !type.IsAnonymousType && (PersonalDataTypes.IsIn(type, "System") || (PersonalDataTypes.IsIn(type, "Microsoft") && !type.Name.StartsWith("Identity", StringComparison.Ordinal)));
}
