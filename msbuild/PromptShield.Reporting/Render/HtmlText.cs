using System.Globalization;
using System.Text;

namespace PromptShield.Reporting;

/// <summary>
/// Appends markup and text. Text is whatever the scanned code holds, so it is hostile: it is escaped, cut at a length that a page can bear,
/// and characters that cannot be seen or that reorder text (control, bidirectional, lone surrogates) are spelled out.
/// </summary>
internal sealed class HtmlText
{
    /// <summary>Longer texts are cut on the page; the JSON holds them whole.</summary>
    private const int Longest = 300;

    private readonly StringBuilder _html = new();

    /// <summary>Appends markup that is a constant of this program.</summary>
    public HtmlText Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public HtmlText Number(int number)
    {
        _html.Append(number.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Appends text, fit for element content and for quoted attributes.</summary>
    public HtmlText Text(string text)
    {
        int end = Math.Min(text.Length, Longest);
        if (end < text.Length && char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        for (int i = 0; i < end; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < end && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                Append(text, i, char.ConvertToUtf32(text[i], text[i + 1]));
                i++;
            }
            else
            {
                Append(text, i, text[i]);
            }
        }

        if (end < text.Length)
        {
            _html.Append("… (").Append((text.Length - end).ToString(CultureInfo.InvariantCulture)).Append(" more characters in the JSON)");
        }

        return this;
    }

    public override string ToString() => _html.ToString();

    private void Append(string text, int index, int codePoint)
    {
        switch (codePoint)
        {
            case '&':
                _html.Append("&amp;");
                break;
            case '<':
                _html.Append("&lt;");
                break;
            case '>':
                _html.Append("&gt;");
                break;
            case '"':
                _html.Append("&quot;");
                break;
            case '\'':
                _html.Append("&#39;");
                break;
            case '\t':
                _html.Append('\t');
                break;
            default:
                if (IsVisible(CharUnicodeInfo.GetUnicodeCategory(text, index)))
                {
                    _html.Append(codePoint > 0xFFFF ? text.Substring(index, 2) : text.Substring(index, 1));
                }
                else
                {
                    _html.Append("[U+").Append(codePoint.ToString("X4", CultureInfo.InvariantCulture)).Append(']');
                }

                break;
        }
    }

    private static bool IsVisible(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
