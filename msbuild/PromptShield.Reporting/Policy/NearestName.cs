namespace PromptShield.Reporting;

/// <summary>Suggests what a mistyped name was meant to be.</summary>
internal static class NearestName
{
    /// <summary>"; did you mean 'x'?" when a known name is near, else the list of known names.</summary>
    public static string Suggestion(string name, IReadOnlyList<string> known)
    {
        string? best = null;
        int bestDistance = Math.Max(1, name.Length / 3) + 1;
        foreach (string candidate in known)
        {
            // A name much longer than any known one is no slip of the finger, and the distance costs their product.
            int distance = name.Length > 64 ? int.MaxValue : Distance(name.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best is null ? "; known are: " + string.Join(", ", known) : $"; did you mean '{best}'?";
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
