using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH2007: a property or field whose name and type tell of personal data and that carries no classification. A suggestion, and only where there is an
/// attribute to add: with the classification library, or beside members that ASP.NET Core Identity's attribute marks.
/// </summary>
internal sealed class UnclassifiedPersonalMember() : Rule(Descriptors.UnclassifiedPersonalMember)
{
    private const string Classification = "Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute";
    private const string PersonalData = "Microsoft.AspNetCore.Identity.PersonalDataAttribute";
    private const string Migration = "Microsoft.EntityFrameworkCore.Migrations.Migration";

    // The first are no persons' data but a server's; the others no real person's.
    private static readonly HashSet<string> OwnersWithoutPersons = new(StringComparer.Ordinal)
    {
        "options", "option", "settings", "setting", "config", "configuration",
        "fake", "stub", "mock", "dummy", "test", "tests", "fixture", "fixtures", "spec", "specs", "snapshot",
    };

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var hasTaxonomy = context.Knows(Classification);
        if (!hasTaxonomy && !context.Knows(PersonalData))
        {
            return;
        }

        var sources = new PersonalDataSources(context.Model.Compilation, PersonalDataLexicon.With(context.Policy));
        on.Symbol(SymbolKind.Property, (symbol, _) => symbol is IPropertySymbol { IsIndexer: false, IsOverride: false, ExplicitInterfaceImplementations.IsEmpty: true } property
            ? Judge(property, property.Type, hasTaxonomy, sources, context)
            : null);
        on.Symbol(SymbolKind.Field, (symbol, _) => symbol is IFieldSymbol { AssociatedSymbol: null, IsConst: false, DeclaredAccessibility: not Accessibility.Private } field
            ? Judge(field, field.Type, hasTaxonomy, sources, context)
            : null);
    }

    private Site? Judge(ISymbol member, ITypeSymbol type, bool hasTaxonomy, PersonalDataSources sources, RuleContext context)
    {
        if (member.IsStatic || member.IsImplicitlyDeclared || !IsReadable(type) || !IsOfPersons(member.ContainingType))
        {
            return null;
        }

        // A secret is nobody's personal data.
        var classes = sources.Of(member) & ~sources.Lexicon.Secret;
        if (classes == DataClasses.None || sources.IsClassified(member) || !(hasTaxonomy || IsIdentity(member.ContainingType)) ||
            context.DeclarationOf(member) is not { } declaration || IsGenerated(member, declaration))
        {
            return null;
        }

        return Finding(SitePlace.OfDeclaration(member, declaration), "code", $"its name tells of {sources.Lexicon.Names(classes).Replace(",", ", ")}");
    }

    /// <summary>Whether one value shows what its name tells: text, a date, an address; no number, object or list.</summary>
    private static bool IsReadable(ITypeSymbol type) =>
        PersonalDataTypes.IsScalar(PersonalDataTypes.Unwrapped(type)) &&
        (PersonalDataTypes.KindsOf(type) & (ValueKinds.Text | ValueKinds.Date | ValueKinds.Mail | ValueKinds.Ip)) != 0;

    /// <summary>An interface's members are classified where they are implemented.</summary>
    private static bool IsOfPersons(INamedTypeSymbol type) =>
        type.TypeKind is TypeKind.Class or TypeKind.Struct && !TypeNames.IsOrInherits(type, Migration) && !IdentifierWords.Split(type.Name).Exists(OwnersWithoutPersons.Contains);

    /// <summary>Whether Identity's attribute means something here: on a user of Identity, or on another member of the type already.</summary>
    private static bool IsIdentity(INamedTypeSymbol type) =>
        TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.Identity.IdentityUser`1") ||
        type.GetMembers().Any(static member => member.GetAttributes().Any(static attribute => TypeNames.IsOrInherits(attribute.AttributeClass, PersonalData)));

    private static bool IsGenerated(ISymbol member, Location declaration)
    {
        var path = declaration.SourceTree!.FilePath;
        return path.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".designer.cs", StringComparison.OrdinalIgnoreCase) ||
            HasGeneratedCode(member) || HasGeneratedCode(member.ContainingType) || HasHeader(declaration.SourceTree);
    }

    private static bool HasGeneratedCode(ISymbol symbol) =>
        symbol.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute");

    private static bool HasHeader(SyntaxTree tree)
    {
        foreach (var trivia in tree.GetRoot().GetLeadingTrivia())
        {
            if (trivia.ToString().IndexOf("<auto-generated", StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
