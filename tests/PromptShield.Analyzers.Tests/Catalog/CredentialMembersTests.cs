using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Catalog;

public sealed class CredentialMembersTests
{
    private static readonly Compilation Packages = Snippet.Compile(string.Empty);

    [Fact]
    public void Every_row_about_a_type_of_the_real_packages_resolves()
    {
        var known = CredentialMembers.Default.All.Where(static row => Packages.GetTypesByMetadataName(row.Type).Length > 0).ToList();
        Assert.True(known.Count > 60, $"{known.Count} rows are about types that the tests reference");
        Assert.Empty(known.Where(static row => !Resolves(row)).Select(static row => $"{row.Type}.{row.Member} {row.Parameter}"));
    }

    [Fact]
    public void No_row_stands_twice() => Assert.Empty(
        CredentialMembers.Default.All.GroupBy(static row => (row.Type, row.Member, row.Parameter)).Where(static rows => rows.Count() > 1).Select(static rows => rows.Key));

    [Theory]
    [InlineData("credential A.B|C")]
    [InlineData("secret A.B|C|d")]
    public void A_row_of_another_form_is_refused(string line) => Assert.Throws<FormatException>(() => new CredentialMembers([line]));

    // AzureKeyCredential declared Update itself, before it got a base class that does.
    private static bool Resolves(CredentialMember row) => Packages.GetTypesByMetadataName(row.Type).SelectMany(WithBases).SelectMany(type => type.GetMembers(row.Member)).Any(member =>
        member is IMethodSymbol method ? method.Parameters.Any(parameter => parameter.Name == row.Parameter) : row.Member == row.Parameter);

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType!)
        {
            yield return current;
        }
    }
}
