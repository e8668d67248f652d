using System.Buffers;
using System.Globalization;
using System.Text;

namespace PromptShield.Detection;

/// <summary>
/// Folds what a reader sees as the same character onto ASCII, and keeps for every folded char where it came from: full-width forms
/// (U+FF01–FF5E), decimal digits of other scripts, no-break and typographic spaces and dashes; zero-width characters and soft hyphens
/// vanish; a JSON escape (<c>\u0040</c>) counts as the character it stands for, since tools return JSON inside text, and so does <c>%40</c>, since they
/// return links.
/// </summary>
internal ref struct TextFolding
{
    private const string Dropped = "\u00AD\u180E\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF";
    private const string Spaces = "\u00A0\u2002\u2003\u2004\u2005\u2007\u2008\u2009\u200A\u202F\u205F\u3000";
    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63";

    // Everything outside ASCII that folding may change is rare in most prompts, but text in other scripts is not: one vectorised search tells.
    private static readonly SearchValues<char> Foldable = SearchValues.Create(
        Dropped + Spaces + Dashes + FullWidth() + OtherDigits());

    private char[]? _chars;
    private int[]? _offsets;

    private TextFolding(char[] chars, int[] offsets, int length)
    {
        _chars = chars;
        _offsets = offsets;
        Text = chars.AsSpan(0, length);
    }

    /// <summary>The folded text.</summary>
    internal ReadOnlySpan<char> Text { get; }

    /// <summary>True when folding would change the text; false costs one search and no allocation.</summary>
    internal static bool IsNeeded(ReadOnlySpan<char> text) =>
        (!Ascii.IsValid(text) && text.IndexOfAny(Foldable) >= 0) || text.Contains("\\u", StringComparison.Ordinal) || text.Contains("%40", StringComparison.Ordinal);

    internal static TextFolding Of(ReadOnlySpan<char> text)
    {
        var chars = ArrayPool<char>.Shared.Rent(text.Length + 1);
        var offsets = ArrayPool<int>.Shared.Rent(text.Length + 1);
        var length = 0;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            var c = NextOfLink(text, ref i);
            if (Dropped.Contains(c))
            {
                continue;
            }

            chars[length] = Fold(c);
            offsets[length++] = start;
        }

        offsets[length] = text.Length;
        return new(chars, offsets, length);
    }

    /// <summary>Where the folded range lies in the original text. Dropped characters at its end stay outside.</summary>
    internal readonly (int Start, int End) Original(ReadOnlySpan<char> original, int start, int length)
    {
        var end = _offsets![start + length - 1];
        NextOfLink(original, ref end);
        return (_offsets[start], end);
    }

    internal void Return()
    {
        if (_chars is not null)
        {
            // Pooled arrays are shared with the whole process: what was personal must not stay in them.
            _chars.AsSpan(0, Text.Length).Clear();
            ArrayPool<char>.Shared.Return(_chars);
            ArrayPool<int>.Shared.Return(_offsets!);
            _chars = null;
            _offsets = null;
        }
    }

    /// <summary>The text with JSON escapes of single characters decoded; the same text when there is none.</summary>
    internal static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains("\\u", StringComparison.Ordinal))
        {
            return text.ToString();
        }

        var result = new System.Text.StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            result.Append(Next(text, ref i));
        }

        return result.ToString();
    }

    private static char NextOfLink(ReadOnlySpan<char> text, ref int i)
    {
        if (text[i..].StartsWith("%40", StringComparison.Ordinal))
        {
            i += 3;
            return '@';
        }

        return Next(text, ref i);
    }

    private static char Next(ReadOnlySpan<char> text, ref int i)
    {
        var c = text[i++];
        if (c == '\\' && i + 5 <= text.Length && text[i] == 'u'
            && ushort.TryParse(text.Slice(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            i += 5;
            return (char)code;
        }

        return c;
    }

    private static char Fold(char c)
    {
        if (c < 0x80)
        {
            return c;
        }

        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            return (char)(c - 0xFEE0);
        }

        if (Spaces.Contains(c))
        {
            return ' ';
        }

        if (Dashes.Contains(c))
        {
            return '-';
        }

        var digit = CharUnicodeInfo.GetDecimalDigitValue(c);
        return digit >= 0 ? (char)('0' + digit) : c;
    }

    private static string FullWidth() => string.Create(0x5E, 0, static (span, _) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)(0xFF01 + i);
        }
    });

    private static string OtherDigits()
    {
        var digits = new System.Text.StringBuilder();
        for (var c = '\u0080'; c < '\uFF00'; c++)
        {
            if (CharUnicodeInfo.GetDecimalDigitValue(c) >= 0)
            {
                digits.Append(c);
            }
        }

        return digits.ToString();
    }
}
