using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>Says which symbols are personal data: by classification attribute first, then by type, then by name. Thread-safe, one a compilation.</summary>
internal sealed class PersonalDataSources(Compilation compilation, PersonalDataLexicon lexicon)
{
    private readonly INamedTypeSymbol? classification = compilation.GetTypeByMetadataName("Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute");
    private readonly INamedTypeSymbol? personalData = compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Identity.PersonalDataAttribute");
    private readonly ConcurrentDictionary<ISymbol, DataClasses> known = new(SymbolEqualityComparer.Default);

    private enum Marking
    {
        None,
        Classified,
        Personal,
        Public,
    }

    /// <summary>The names.</summary>
    public PersonalDataLexicon Lexicon { get; } = lexicon;

    /// <summary>The classes of a local, parameter, field, property or method result; none for what is not personal data.</summary>
    public DataClasses Of(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        return known.TryGetValue(symbol, out var classes) ? classes : known.GetOrAdd(symbol, Classify(symbol));
    }

    /// <summary>The classes of an iteration variable: a bare <c>token</c> of a stream is a piece of text.</summary>
    public DataClasses OfItem(ILocalSymbol local) => Lexicon.Classify(local.Name, PersonalDataTypes.KindsOf(local.Type), string.Empty);

    /// <summary>Whether the symbol's name would tell of personal data if only it stood on another type: <c>Type.FullName</c>.</summary>
    public bool IsRejected(ISymbol member) =>
        Lexicon.Classify(member.Name, PersonalDataTypes.KindsOf(TypeOf(member))) != 0 && Of(member) == 0;

    /// <summary>Whether an attribute classifies every value of the type.</summary>
    public DataClasses OfType(ITypeSymbol type) =>
        Mark(type) is Marking.Classified or Marking.Personal ? Named(type.Name, ValueKinds.Any, null) : Lexicon.ClassifyType(type.ToDisplayString(LogApis.FullName));

    /// <summary>Whether an attribute classifies the member, or all values of its type or of the type that declares it.</summary>
    public bool IsClassified(ISymbol member) =>
        MarkOf(member) != Marking.None || Mark(member.ContainingType) != Marking.None || (TypeOf(member) is { } type && Mark(PersonalDataTypes.Unwrapped(type)) != Marking.None);

    private DataClasses Classify(ISymbol symbol)
    {
        var type = TypeOf(symbol);
        var kinds = PersonalDataTypes.KindsOf(type);
        var owner = symbol is IFieldSymbol or IPropertySymbol ? Owner(symbol.ContainingType) : null;
        switch (MarkOf(symbol))
        {
            case Marking.Public:
                return DataClasses.None;
            case Marking.Classified:
                return Named(symbol.Name, kinds, owner);
            case Marking.Personal when kinds != ValueKinds.None && symbol.Name != "Id":
                return Named(symbol.Name, kinds, owner);
        }

        if (kinds == ValueKinds.None || symbol is IFieldSymbol { HasConstantValue: true } || IsCatalogOfNames(symbol))
        {
            return DataClasses.None;
        }

        if (owner is not null && Lexicon.ClassifyProperty(symbol.ContainingType.ToDisplayString(LogApis.FullName), symbol.Name) is not 0 and var exact)
        {
            return exact;
        }

        if (type is not null && Lexicon.ClassifyType(PersonalDataTypes.Unwrapped(type).ToDisplayString(LogApis.FullName)) is not 0 and var typed)
        {
            return typed;
        }

        // The one property of a value object: Email.Value is an e-mail.
        return owner is not null && symbol.Name == "Value"
            ? Lexicon.Classify(owner, kinds)
            : Lexicon.Classify(symbol.Name, kinds, owner);
    }

    private DataClasses Named(string name, ValueKinds kinds, string? owner) =>
        Lexicon.Classify(name, kinds, owner) is not 0 and var named ? named : Lexicon.Classified;

    private Marking MarkOf(ISymbol symbol)
    {
        var own = Mark(symbol);
        if (own != Marking.None || symbol is not IPropertySymbol property)
        {
            return own;
        }

        // A positional record's attribute sits on the parameter unless it says "property:".
        if (property.ContainingType is { IsRecord: true } record)
        {
            foreach (var constructor in record.InstanceConstructors)
            {
                foreach (var parameter in constructor.Parameters)
                {
                    if (parameter.Name == property.Name && Mark(parameter) is not Marking.None and var marking)
                    {
                        return marking;
                    }
                }
            }
        }

        return property.OverriddenProperty is { } overridden ? MarkOf(overridden) : Marking.None;
    }

    private Marking Mark(ISymbol symbol)
    {
        if (classification is null && personalData is null)
        {
            return Marking.None;
        }

        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(type, personalData))
                {
                    return Marking.Personal;
                }

                if (SymbolEqualityComparer.Default.Equals(type, classification))
                {
                    switch (attribute.AttributeClass!.Name)
                    {
                        case "NoDataClassificationAttribute":
                            return Marking.Public;
                        case "UnknownDataClassificationAttribute":
                            break;
                        default:
                            return Marking.Classified;
                    }
                }
            }
        }

        return Marking.None;
    }

    /// <summary>Static members that hold names of things: <c>ClaimNames.Email</c>, <c>Resources.Password</c>.</summary>
    private bool IsCatalogOfNames(ISymbol symbol) =>
        symbol is IFieldSymbol or IPropertySymbol && symbol.IsStatic && Lexicon.IsCatalog(symbol.ContainingType.Name);

    private static string? Owner(INamedTypeSymbol type)
    {
        // An anonymous type or tuple has no name of its own; the class library has no persons (MemberInfo.Name); an interface's leading I is no word of it.
        if (type.IsAnonymousType || type.IsTupleType)
        {
            return null;
        }

        if (PersonalDataTypes.IsIn(type, "System"))
        {
            return string.Empty;
        }

        return type.TypeKind == TypeKind.Interface && type.Name.Length > 1 && type.Name[0] == 'I' && char.IsUpper(type.Name[1]) ? type.Name.Substring(1) : type.Name;
    }

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IMethodSymbol method => method.ReturnType,
        _ => null,
    };
}
