using PromptShield.Analyzers.Catalog;

namespace PromptShield.CodeFixes;

/// <summary>
/// Finds the attribute with which a code base classifies personal data: one of its own that derives from <c>DataClassificationAttribute</c>, or that of
/// ASP.NET Core Identity. More than one that fits is a choice for people.
/// </summary>
internal static class ClassificationTaxonomy
{
    private const string Classification = "Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute";
    private const string ClassificationAssembly = "Microsoft.Extensions.Compliance.Abstractions";
    private const string PersonalData = "Microsoft.AspNetCore.Identity.PersonalDataAttribute";

    // What a name says that is about other data than that of persons, and what it says that is about theirs.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "public", "no", "none", "non", "not", "unknown", "secret", "secrets", "key", "keys", "credential", "credentials", "internal", "system", "organization", "financial",
    };

    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal) { "personal", "person", "private", "pii", "euii", "eupi", "gdpr", "subject" };

    /// <summary>The attribute for <paramref name="member"/>; null when none or more than one fits.</summary>
    public static INamedTypeSymbol? AttributeFor(SyntaxNode member, CodeScope scope)
    {
        var fitting = Taxonomy(scope.Compilation).Where(type => !Words(type).Exists(Others.Contains)).ToList();
        var personal = fitting.Where(type => Words(type).Exists(Persons.Contains)).ToList();
        return personal.Count == 1 ? personal[0]
            : fitting.Count == 1 ? fitting[0]
            : fitting.Count == 0 && IsIdentity(member, scope) ? scope.Compilation.GetTypeByMetadataName(PersonalData)
            : null;
    }

    private static IEnumerable<INamedTypeSymbol> Taxonomy(Compilation compilation)
    {
        if (compilation.GetTypeByMetadataName(Classification) is not { } root)
        {
            return [];
        }

        var assemblies = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => assembly.Modules.Any(module => module.ReferencedAssemblies.Any(reference => reference.Name == ClassificationAssembly)))
            .Where(assembly => !assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal));
        return new[] { compilation.Assembly }.Concat(assemblies).SelectMany(assembly => Types(assembly.GlobalNamespace)).Where(type => IsAttribute(type, root, compilation));
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static bool IsAttribute(INamedTypeSymbol type, INamedTypeSymbol root, Compilation compilation)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, root))
            {
                return !type.IsAbstract && compilation.IsSymbolAccessibleWithin(type, compilation.Assembly)
                    && type.InstanceConstructors.Any(constructor => constructor.Parameters.IsEmpty && compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly));
            }
        }

        return false;
    }

    private static bool IsIdentity(SyntaxNode member, CodeScope scope) =>
        member.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } declaration
        && scope.Model(member).GetDeclaredSymbol(declaration, scope.Cancellation) is INamedTypeSymbol type
        && (TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.Identity.IdentityUser`1")
            || type.GetMembers().Any(other => other.GetAttributes().Any(attribute => TypeNames.IsOrInherits(attribute.AttributeClass, PersonalData))));

    private static List<string> Words(INamedTypeSymbol type) => IdentifierWords.Split(type.Name);
}
