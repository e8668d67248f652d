using System.Buffers;

namespace PromptShield.Detection;

/// <summary>
/// E-mail addresses, telephone numbers, US social security numbers, payment cards and IBANs in one pass: a vectorised search for the characters
/// that every one of them has, then bounded look-around at each. No allocation when nothing is found.
/// </summary>
internal sealed class PersonalDataDetector : IPersonalDataDetector
{
    internal static readonly PersonalDataDetector Instance = new();

    private static readonly SearchValues<char> Candidates = SearchValues.Create("@0123456789+(");

    public List<PersonalDataFinding>? Detect(ReadOnlySpan<char> text)
    {
        if (!TextFolding.IsNeeded(text))
        {
            return Scan(text);
        }

        var folding = TextFolding.Of(text);
        try
        {
            var findings = Scan(folding.Text);
            for (var i = 0; findings is not null && i < findings.Count; i++)
            {
                var finding = findings[i];
                var (start, end) = folding.Original(text, finding.Start, finding.Length);
                findings[i] = finding with { Start = start, Length = end - start };
            }

            return findings;
        }
        finally
        {
            folding.Return();
        }
    }

    private static List<PersonalDataFinding>? Scan(ReadOnlySpan<char> text)
    {
        List<PersonalDataFinding>? findings = null;
        var position = 0;
        while (position < text.Length)
        {
            var offset = text[position..].IndexOfAny(Candidates);
            if (offset < 0)
            {
                break;
            }

            position += offset;
            position = text[position] == '@' ? ScanAt(text, position, ref findings) : ScanNumber(text, position, ref findings);
        }

        return findings is { Count: > 1 } ? Overlaps.Join(findings) : findings;
    }

    private static int ScanAt(ReadOnlySpan<char> text, int position, ref List<PersonalDataFinding>? findings)
    {
        if (EmailAddress.TryFind(text, position, out var finding))
        {
            (findings ??= []).Add(finding);
        }

        return position + 1;
    }

    private static int ScanNumber(ReadOnlySpan<char> text, int position, ref List<PersonalDataFinding>? findings)
    {
        var isDigit = CharClass.IsDigit(text[position]);
        if (isDigit)
        {
            if (Iban.TryFind(text, position, out var iban))
            {
                (findings ??= []).Add(iban);
                return iban.End;
            }

            var lookalike = NumberLookalike.End(text, position);
            if (lookalike > position)
            {
                return lookalike;
            }
        }

        var end = position;
        if (isDigit && PaymentCard.TryFind(text, position, out var finding))
        {
            (findings ??= []).Add(finding);
            end = finding.End;
        }
        else if (isDigit && SocialSecurityNumber.TryFind(text, position, out finding))
        {
            (findings ??= []).Add(finding);
            end = finding.End;
        }
        else if (PhoneNumber.TryFind(text, position, out finding))
        {
            (findings ??= []).Add(finding);
            end = finding.End;
        }

        if (end > position)
        {
            return end;
        }

        // Nothing begins inside a group of digits.
        while (end < text.Length && CharClass.IsDigit(text[end]))
        {
            end++;
        }

        return Math.Max(end, position + 1);
    }
}

/// <summary>
/// Makes findings disjoint: those that overlap become one that covers them all, so that no part of a value stays behind. It is of the class of
/// the longer one, of the surer one where they are as long.
/// </summary>
internal static class Overlaps
{
    internal static List<PersonalDataFinding> Join(List<PersonalDataFinding> findings)
    {
        findings.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        var last = 0;
        for (var i = 1; i < findings.Count; i++)
        {
            var (left, right) = (findings[last], findings[i]);
            if (right.Start >= left.End)
            {
                findings[++last] = right;
                continue;
            }

            var leading = right.Length > left.Length || (right.Length == left.Length && right.Confidence > left.Confidence) ? right : left;
            findings[last] = leading with { Start = left.Start, Length = Math.Max(left.End, right.End) - left.Start };
        }

        findings.RemoveRange(last + 1, findings.Count - last - 1);
        return findings;
    }
}
