namespace PromptShield.Analyzers.Catalog;

/// <summary>Finds what a text calls a password, a key or a token and then says: <c>The password is hunter2!</c>. Free of Roslyn.</summary>
internal static class PromptSecrets
{
    private const int ShortestSecret = 8;

    private static readonly string[] Names = ["password", "passwd", "passphrase", "passcode", "api key", "api-key", "apikey", "api_key", "access key", "access token", "auth token", "bearer token", "secret key", "client secret"];
    private static readonly string[] Links = [" is ", ": ", ":", "=", " = ", " "];
    private static readonly char[] Ends = [' ', '\t', '\r', '\n', ',', ';', '"', '\'', '`', '(', ')', '<', '>', ProviderHosts.Unknown];
    private static readonly char[] Marks = ['.', '!', '?', ':'];

    /// <summary>What the first such value is called; null when the text gives none away.</summary>
    public static string? Find(string text)
    {
        foreach (var name in Names)
        {
            for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.OrdinalIgnoreCase))
            {
                if (IsFollowedBySecret(text, at + name.Length))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private static bool IsFollowedBySecret(string text, int at)
    {
        foreach (var link in Links)
        {
            if (string.Compare(text, at, link, 0, link.Length, StringComparison.OrdinalIgnoreCase) == 0 && IsSecret(Word(text, at + link.Length)))
            {
                return true;
            }
        }

        return false;
    }

    private static string Word(string text, int start)
    {
        if (start < text.Length && text[start] is '"' or '\'' or '`')
        {
            start++;
        }

        var end = start < text.Length ? text.IndexOfAny(Ends, start) : -1;
        return text.Substring(start, (end < 0 ? text.Length : end) - start).TrimEnd(Marks);
    }

    private static bool IsSecret(string word)
    {
        bool letters = false, digits = false;
        foreach (var character in word)
        {
            letters |= char.IsLetter(character);
            digits |= char.IsDigit(character);
            if (character is '{' or '}' or '[' or ']' or '/')
            {
                return false;
            }
        }

        return word.Length >= ShortestSecret && letters && digits && !CredentialShapes.Default.IsPlaceholder(word);
    }
}
