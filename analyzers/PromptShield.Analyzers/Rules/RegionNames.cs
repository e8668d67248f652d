using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>The regions that an expression stands for: a text, or a member of the AWS list of regions.</summary>
internal static class RegionNames
{
    private const string RegionList = "Amazon.RegionEndpoint";

    /// <summary>Words of a region's name in that list, which writes <c>eu-west-1</c> as <c>EUWest1</c> and <c>us-gov-west-1</c> as <c>USGovCloudWest1</c>.</summary>
    private static readonly string[] Words = ["northeast", "northwest", "southeast", "southwest", "north", "south", "east", "west", "central", "gov"];

    /// <summary>The regions; those that the source does not show whole are left out.</summary>
    public static IEnumerable<string> Of(IOperation value, AddressValues texts, CancellationToken cancellation)
    {
        if (value is IFieldReferenceOperation { Field: { IsStatic: true } field } && TypeNames.Is(field.ContainingType, RegionList))
        {
            yield return Spelled(field.Name);
            yield break;
        }

        var text = value is IInvocationOperation { TargetMethod: { Name: "GetBySystemName" } method, Arguments.Length: 1 } call && TypeNames.Is(method.ContainingType, RegionList)
            ? call.Arguments[0].Value
            : value;
        foreach (var name in texts.Of(text, cancellation))
        {
            if (name.Length > 0 && name.IndexOf(ProviderHosts.Unknown) < 0)
            {
                yield return name;
            }
        }
    }

    private static string Spelled(string member)
    {
        var rest = member.ToLowerInvariant().Replace("govcloud", "gov");
        var region = new StringBuilder(rest.Substring(0, 2));
        rest = rest.Substring(2);
        while (rest.Length > 0)
        {
            var word = Array.Find(Words, candidate => rest.StartsWith(candidate, StringComparison.Ordinal)) ?? rest;
            region.Append('-').Append(word);
            rest = rest.Substring(word.Length);
        }

        return region.ToString();
    }
}
