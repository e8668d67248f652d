namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Every order of a few pieces, so that no order is forgotten.</summary>
internal static class Orders
{
    /// <summary>All words of <paramref name="letters"/> that have between <paramref name="shortest"/> and <paramref name="longest"/> of them.</summary>
    public static IEnumerable<string> Of(string letters, int shortest, int longest)
    {
        IEnumerable<string> words = [""];
        for (var length = 0; length <= longest; length++)
        {
            foreach (var word in words.Where(word => word.Length >= shortest))
            {
                yield return word;
            }

            words = words.SelectMany(word => letters.Select(letter => word + letter)).ToList();
        }
    }

    /// <summary>The texts of the pieces of <paramref name="word"/>, joined.</summary>
    public static string Text(string word, IReadOnlyDictionary<char, string> pieces) => string.Concat(word.Select(letter => pieces[letter]));

    /// <summary>A name for a word, which shows its order.</summary>
    public static string Name(string word, IReadOnlyDictionary<char, string> names) =>
        word.Length == 0 ? "nothing" : string.Join(", ", word.Select(letter => names[letter]));
}
