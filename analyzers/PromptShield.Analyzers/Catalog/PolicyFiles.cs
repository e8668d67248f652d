using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Reads the policy out of the additional files named <c>promptshield*.txt</c>, whichever package or project they come from.</summary>
internal static class PolicyFiles
{
    /// <summary>The joined policy of all such files; <see cref="AnalyzerPolicy.Empty"/> when there are none.</summary>
    public static AnalyzerPolicy Read(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        AnalyzerPolicy? policy = null;
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            if (name.StartsWith("promptshield", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
                && file.GetText(cancellation) is { } text)
            {
                policy ??= new AnalyzerPolicy();
                foreach (var line in text.Lines)
                {
                    policy.Read(line.ToString());
                }
            }
        }

        return policy ?? AnalyzerPolicy.Empty;
    }
}
