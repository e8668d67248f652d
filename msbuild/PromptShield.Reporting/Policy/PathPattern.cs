namespace PromptShield.Reporting;

/// <summary>Matches the policy's path patterns. Case-sensitive: the same verdict on every operating system.</summary>
internal static class PathPattern
{
    /// <summary>True when <paramref name="path"/> or a folder that holds it matches.</summary>
    public static bool Matches(string pattern, string path)
    {
        string[] wanted = pattern.TrimEnd('/').Split('/');
        string[] segments = path.Split('/');
        return Matches(wanted, 0, segments, 0);
    }

    private static bool Matches(string[] wanted, int w, string[] segments, int s)
    {
        while (w < wanted.Length)
        {
            if (wanted[w] == "**")
            {
                while (w < wanted.Length && wanted[w] == "**")
                {
                    w++;
                }

                if (w == wanted.Length)
                {
                    return s < segments.Length;
                }

                for (int next = s; next < segments.Length; next++)
                {
                    if (Matches(wanted, w, segments, next))
                    {
                        return true;
                    }
                }

                return false;
            }

            if (s == segments.Length || !MatchesSegment(wanted[w], segments[s]))
            {
                return false;
            }

            w++;
            s++;
        }

        // A pattern that names a folder covers what is in it.
        return true;
    }

    private static bool MatchesSegment(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }
}
