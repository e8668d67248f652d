namespace PromptShield.Analyzers.Catalog;

/// <summary>The form of one kind of key: a public prefix, and how much of which alphabet follows.</summary>
internal sealed class KeyShape(string prefix, int fewest, int most, string alphabet, string issuer)
{
    /// <summary>What every key of this kind begins with.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>Who issues it.</summary>
    public string Issuer { get; } = issuer;

    /// <summary>The end of the key of this kind that begins at <paramref name="start"/> of <paramref name="text"/>; -1 when there is none.</summary>
    public int End(string text, int start)
    {
        if (string.CompareOrdinal(text, start, Prefix, 0, Prefix.Length) != 0)
        {
            return -1;
        }

        var end = start + Prefix.Length;
        while (end < text.Length && Holds(text[end]))
        {
            end++;
        }

        var length = end - start - Prefix.Length;
        return length >= fewest && length <= most ? end : -1;
    }

    private bool Holds(char character) => alphabet switch
    {
        "alnum" => IsAlnum(character),
        "url" => IsAlnum(character) || character is '-' or '_',
        "upper" => character is (>= 'A' and <= 'Z') or (>= '0' and <= '9'),
        "hex" => character is (>= 'a' and <= 'f') or (>= '0' and <= '9'),
        "base64" => IsAlnum(character) || character is '+' or '/' or '=',
        _ => throw new FormatException("credential-shapes.txt: unknown alphabet '" + alphabet + "'"),
    };

    private static bool IsAlnum(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
