using System.Globalization;

namespace PromptShield.Analyzers.Catalog;

/// <summary>
/// Tells credentials from other text and from what stands in for one in documentation and tests. Free of Roslyn; the rows stand in
/// <c>Data/credential-shapes.txt</c>.
/// </summary>
internal sealed class CredentialShapes
{
    private const int ShortestSecret = 16;

    /// <summary>Bits a character: random hexadecimal text of 32 characters has about 3.6, words and repetitions have less than 3.</summary>
    private const double LeastEntropy = 3;

    private static readonly char[] Blank = [' '];
    private static readonly Lazy<CredentialShapes> Embedded = new(static () => new CredentialShapes(DataFile.Lines("credential-shapes.txt")));
    private readonly List<KeyShape> shapes = [];
    private readonly List<string> placeholders = [];

    /// <summary>Reads the rows.</summary>
    /// <exception cref="FormatException">A row is not understood.</exception>
    public CredentialShapes(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var fields = line.Split(Blank, 6, StringSplitOptions.RemoveEmptyEntries);
            switch (fields[0])
            {
                case "key" when fields.Length == 6:
                    shapes.Add(new KeyShape(fields[1], Number(fields[2]), Number(fields[3]), fields[4], fields[5]));
                    break;
                case "placeholder" when fields.Length == 2:
                    placeholders.Add(fields[1]);
                    break;
                default:
                    throw new FormatException("credential-shapes.txt: unknown row '" + line + "'");
            }
        }

        shapes.Sort(static (left, right) => right.Prefix.Length - left.Prefix.Length);
    }

    /// <summary>The rows that ship with the analyzers.</summary>
    public static CredentialShapes Default => Embedded.Value;

    /// <summary>The kind of the first key that stands in <paramref name="text"/>; null when none does.</summary>
    public KeyShape? Find(string text)
    {
        for (var start = 0; text.Length - start >= ShortestSecret; start++)
        {
            if (start > 0 && IsPartOfWord(text[start - 1]))
            {
                continue;
            }

            foreach (var shape in shapes)
            {
                if (text[start] == shape.Prefix[0] && shape.End(text, start) is > 0 and var end)
                {
                    if (LooksRandom(text, start + shape.Prefix.Length, end) && !IsPlaceholder(text.Substring(start, end - start)))
                    {
                        return shape;
                    }

                    break;
                }
            }
        }

        return null;
    }

    /// <summary>Whether <paramref name="value"/>, which stands where a credential belongs, is one: not a word that stands in for it.</summary>
    public bool IsSecret(string value)
    {
        if (value.Length < ShortestSecret)
        {
            return false;
        }

        foreach (var character in value)
        {
            if (character is <= ' ' or >= '\x7f' or ':' or '<' or '>' or '{' or '}' or '$' or '%')
            {
                return false;
            }
        }

        return LooksRandom(value, 0, value.Length) && !IsPlaceholder(value);
    }

    /// <summary>Whether <paramref name="value"/> only says that a credential belongs here.</summary>
    public bool IsPlaceholder(string value)
    {
        foreach (var placeholder in placeholders)
        {
            if (value.IndexOf(placeholder, StringComparison.OrdinalIgnoreCase) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the characters look drawn: of more than one class, in no order, and without much repetition.</summary>
    private static bool LooksRandom(string text, int start, int end)
    {
        int lower = 0, upper = 0, digits = 0, steps = 0;
        var counts = new int[128];
        for (var i = start; i < end; i++)
        {
            var character = text[i];
            counts[character & 127]++;
            lower |= character is >= 'a' and <= 'z' ? 1 : 0;
            upper |= character is >= 'A' and <= 'Z' ? 1 : 0;
            digits |= character is >= '0' and <= '9' ? 1 : 0;
            steps += i > start && Math.Abs(character - text[i - 1]) <= 1 ? 1 : 0;
        }

        var length = end - start;
        return lower + upper + digits >= 2 && steps * 2 < length && Entropy(counts, length) >= LeastEntropy;
    }

    private static double Entropy(int[] counts, int length)
    {
        double bits = 0;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = (double)count / length;
                bits -= share * Math.Log(share, 2);
            }
        }

        return bits;
    }

    private static bool IsPartOfWord(char character) => char.IsLetterOrDigit(character) || character is '_' or '-';

    private static int Number(string field) => int.Parse(field, NumberStyles.None, CultureInfo.InvariantCulture);
}
