using System.Buffers;

namespace PromptShield.Detection;

/// <summary>
/// E-mail addresses: RFC 5321 §4.5.3.1 lengths (local part 64, whole 254), RFC 5322 dot-atom rules, RFC 6531 letters of any script in both
/// parts, RFC 1035 labels. Quoted local parts are not recognised. A password in <c>scheme://user:password@host</c> is no address, nor is a
/// file name such as <c>logo@2x.png</c>.
/// </summary>
internal static class EmailAddress
{
    private const int MaxLocal = 64;
    private const int MaxTotal = 254;
    private const int MaxLabel = 63;

    private static readonly SearchValues<char> UserInfoEnds = SearchValues.Create(" \t\r\n/\"'<>");

    // Endings of file names after @ in source code and asset lists; none of them is a top-level domain.
    private static readonly string[] FileEndings =
    [
        "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "css", "html", "htm", "json", "js", "jsx", "tsx", "mjs", "dll", "exe", "txt", "csv", "pdf",
        "xml", "yml", "yaml", "log", "tgz", "tar", "lock", "scss", "vue", "nupkg", "whl", "jar", "php", "cpp", "hpp", "swift",
    ];

    /// <summary>The address around the <c>@</c> at <paramref name="at"/>.</summary>
    internal static bool TryFind(ReadOnlySpan<char> text, int at, out PersonalDataFinding finding)
    {
        finding = default;
        var start = LocalStart(text, at);
        if (start == at || !TryDomainEnd(text, at + 1, start + MaxTotal, out var end) || IsUrlPassword(text, start))
        {
            return false;
        }

        finding = new(PersonalDataClass.Email, start, end - start, 0.95);
        return true;
    }

    private static int LocalStart(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && IsLocal(text[start - 1]))
        {
            start--;
        }

        if (start == at || text[at - 1] == '.')
        {
            return at;
        }

        // Quotation marks, bullets and the like before an address belong to the sentence.
        while (start < at && !char.IsLetterOrDigit(text[start]) && text[start] != '_' && !char.IsSurrogate(text[start]))
        {
            start++;
        }

        var dots = text[start..at].LastIndexOf("..");
        if (dots >= 0)
        {
            start += dots + 2;
        }

        // Too long to be delivered, yet whoever wrote it meant an address: take what a mail server would accept.
        if (at - start > MaxLocal)
        {
            start = at - MaxLocal;
            while (start < at && !char.IsLetterOrDigit(text[start]))
            {
                start++;
            }
        }

        return start;
    }

    private static bool TryDomainEnd(ReadOnlySpan<char> text, int start, int limit, out int end)
    {
        end = 0;
        limit = Math.Min(limit, text.Length);
        var labels = 0;
        var label = start;
        while (label < limit)
        {
            var labelEnd = label;
            while (labelEnd < limit && labelEnd - label <= MaxLabel && IsDomain(text[labelEnd]))
            {
                labelEnd++;
            }

            var trimmed = labelEnd;
            while (trimmed > label && text[trimmed - 1] == '-')
            {
                trimmed--;
            }

            if (trimmed == label || labelEnd - label > MaxLabel || text[label] == '-')
            {
                break;
            }

            labels++;
            if (labels > 1 && IsTopLevel(text[label..trimmed]))
            {
                end = trimmed;
            }

            if (trimmed != labelEnd || labelEnd >= limit || text[labelEnd] != '.')
            {
                break;
            }

            label = labelEnd + 1;
        }

        return end > 0;
    }

    private static bool IsTopLevel(ReadOnlySpan<char> label)
    {
        if (label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return label.Length > 4;
        }

        foreach (var c in label)
        {
            if (!char.IsLetter(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
            {
                return false;
            }
        }

        return label.Length >= 2 && !IsFileEnding(label);
    }

    private static bool IsFileEnding(ReadOnlySpan<char> label)
    {
        foreach (var ending in FileEndings)
        {
            if (label.Equals(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsUrlPassword(ReadOnlySpan<char> text, int start)
    {
        if (CharClass.At(text, start - 1) != ':')
        {
            return false;
        }

        var from = Math.Max(0, start - 1 - MaxLocal);
        var before = text[from..(start - 1)];
        var scheme = before.LastIndexOf("://");
        return scheme >= 0 && before[(scheme + 3)..].IndexOfAny(UserInfoEnds) < 0;
    }

    private static bool IsLocal(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-' or '\'' or '!' or '#' or '$' or '*' or '^' or '`' or '~'
        || (c >= 0x80 && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)));

    private static bool IsDomain(char c) =>
        char.IsAsciiLetterOrDigit(c) || c == '-' || (c >= 0x80 && (char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark));
}
