using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>The catalogue is data: each row must resolve against the real package, and its text must parse.</summary>
public class LogApiCatalogTests
{
    [Fact]
    public void Every_row_resolves_against_the_real_package()
    {
        var compilation = LogSnippet.Compile("");
        Assert.All(LogApiRows.Default.ByMethod, entry => Assert.All(entry.Value, api =>
        {
            var type = compilation.GetTypeByMetadataName(api.MetadataName);
            Assert.True(type is not null, api.Type);
            var methods = type.GetMembers(entry.Key).OfType<IMethodSymbol>().ToList();
            Assert.True(methods.Count > 0, api.Type + "." + entry.Key);
            Assert.True(api.Assembly == "framework" ? type.ContainingAssembly.Name.StartsWith("System", StringComparison.Ordinal) : type.ContainingAssembly.Name == api.Assembly, api.Type);
        }));
    }

    [Fact]
    public void Every_holder_resolves_against_the_real_package()
    {
        var compilation = LogSnippet.Compile("");
        Assert.All(LogApiRows.Default.Holders, static holder => Assert.DoesNotContain('`', holder.Key));
        Assert.All(LogApiRows.Default.Holders, holder => Assert.True(compilation.GetTypeByMetadataName(holder.Key) is { } type && (holder.Value == "framework" ? type.ContainingAssembly.Name.StartsWith("System", StringComparison.Ordinal) : type.ContainingAssembly.Name == holder.Value), holder.Key));
    }

    [Fact]
    public void Every_parameter_that_a_row_names_exists_on_one_of_its_methods()
    {
        var compilation = LogSnippet.Compile("");
        foreach (var api in LogApiRows.Default.ByMethod.Values.SelectMany(apis => apis).Distinct())
        {
            var methods = LogApiRows.Default.ByMethod.Where(entry => entry.Value.Contains(api)).Select(entry => entry.Key).ToHashSet();
            var parameters = compilation.GetTypeByMetadataName(api.MetadataName)!.GetMembers().OfType<IMethodSymbol>().Where(method => methods.Contains(method.Name))
                .SelectMany(method => method.Parameters).Select(parameter => parameter.Name).ToHashSet();
            string[] named = [.. api.Omitted, .. api.Template.Length > 0 ? [api.Template] : Array.Empty<string>(), .. api.Destructure.Length > 0 ? [api.Destructure] : Array.Empty<string>()];
            Assert.All(named, name => Assert.True(parameters.Contains(name), api.Type + " has no parameter " + name));
        }
    }

#if !ROSLYN_4_8
    // The analyzers compile against 4.8, which has no names for these kinds: only a newer compiler can confirm the numbers.
    [Fact]
    public void The_kinds_of_a_collection_expression_are_what_newer_compilers_report() =>
        Assert.Equal(("CollectionExpression", "Spread"), (PromptShield.Analyzers.Flow.PersonalDataCarriers.CollectionExpression.ToString(), PromptShield.Analyzers.Flow.PersonalDataCarriers.Spread.ToString()));
#endif

    [Theory]
    [InlineData("log OnlyAssembly")]
    [InlineData("log A A.T M surprise=x")]
    [InlineData("surprise A A.T M")]
    public void A_row_that_is_not_understood_is_an_error(string row) => Assert.Throws<FormatException>(() => LogApiRows.Parse([row]));

    [Theory]
    [InlineData("x {A} {@B} {C,5:N2} {$D}", "A @B C D")]
    [InlineData("x {{A}} {B}", "B")]
    [InlineData("x {A", "")]
    [InlineData("{} {@}", " @")]
    [InlineData("no holes", "")]
    public void Template_holes(string template, string expected)
    {
        var holes = new List<LogHole>();
        LogHole.Read(template, holes);
        Assert.Equal(expected, string.Join(' ', holes.Select(hole => (hole.IsDestructured ? "@" : "") + hole.Name)));
    }
}
