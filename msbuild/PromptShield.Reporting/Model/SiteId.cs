using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptShield.Reporting;

/// <summary>The id of a site: it does not change when lines move.</summary>
public static class SiteId
{
    /// <summary>
    /// The first 16 hex digits of SHA-256 over project, containing member, callee and ordinal, joined by U+001F, in UTF-8.
    /// </summary>
    /// <param name="project">The project file relative to the root, with forward slashes.</param>
    /// <param name="symbol">Documentation comment id of the containing member.</param>
    /// <param name="api">Documentation comment id of the callee.</param>
    /// <param name="ordinal">0-based position of the call among all calls of that callee in the member.</param>
    public static string Of(string project, string symbol, string api, int ordinal)
    {
        string key = string.Join("\u001f", project, symbol, api, ordinal.ToString(CultureInfo.InvariantCulture));
        return Sha256Hex(Encoding.UTF8.GetBytes(key)).Substring(0, 16);
    }

    /// <summary>
    /// The id of a site of a project. Several rules can find something at one call: the id of a rule's finding has the rule before the callee.
    /// </summary>
    public static string Of(string project, InventorySite site) => Of(
        project, site.Symbol, site.Population == ControlCatalog.RuleFindings ? site.Rule + "\u001f" + site.Api : site.Api, site.Ordinal);

    internal static string Sha256Hex(byte[] bytes)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(bytes));
    }

    internal static string Sha256Hex(Stream stream)
    {
        using var sha = SHA256.Create();
        return Hex(sha.ComputeHash(stream));
    }

    private static string Hex(byte[] hash)
    {
        var text = new StringBuilder(hash.Length * 2);
        foreach (byte b in hash)
        {
            text.Append(b.ToString("x2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
