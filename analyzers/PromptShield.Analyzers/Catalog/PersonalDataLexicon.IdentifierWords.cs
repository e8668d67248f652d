namespace PromptShield.Analyzers.Catalog;

/// <summary>Splits an identifier into lower-case words: camelCase, PascalCase, snake_case, acronyms (<c>IPAddress</c>) and digits.</summary>
internal static class IdentifierWords
{
    /// <summary>The words of <paramref name="identifier"/> in order; empty for one that holds no letter or digit.</summary>
    public static List<string> Split(string identifier)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= identifier.Length; i++)
        {
            var inWord = i < identifier.Length && char.IsLetterOrDigit(identifier[i]);
            if (start >= 0 && (!inWord || IsBoundary(identifier, i)))
            {
                words.Add(identifier.Substring(start, i - start).ToLowerInvariant());
                start = -1;
            }

            if (inWord && start < 0)
            {
                start = i;
            }
        }

        return words;
    }

    private static bool IsBoundary(string text, int i)
    {
        char before = text[i - 1], here = text[i];
        if (char.IsDigit(here))
        {
            // E164 is one word: a single letter does not stand alone in front of digits.
            return !char.IsDigit(before) && i >= 2 && char.IsLetter(text[i - 2]) && char.IsLower(before);
        }

        if (char.IsDigit(before))
        {
            return true;
        }

        if (!char.IsUpper(here))
        {
            return false;
        }

        // The last capital of a run begins the next word, if a small letter follows: IPAddress is ip, address; but UserIDs keeps its plural.
        return !char.IsUpper(before)
            || (i + 1 < text.Length && char.IsLower(text[i + 1]) && !(text[i + 1] == 's' && (i + 2 == text.Length || char.IsUpper(text[i + 2]))));
    }
}
