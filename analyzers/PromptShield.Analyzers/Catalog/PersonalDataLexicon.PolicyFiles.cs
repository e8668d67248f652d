using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Reads the policy out of the additional files named <c>promptshield*.txt</c>, whichever package or project they come from.</summary>
internal static class PersonalDataPolicyFiles
{
    /// <summary>The joined policy of all such files; <see cref="PersonalDataPolicy.Empty"/> when there are none.</summary>
    public static PersonalDataPolicy Read(ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        PersonalDataPolicy? policy = null;
        foreach (var file in files)
        {
            var name = Path.GetFileName(file.Path);
            if (name.StartsWith("promptshield", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase)
                && file.GetText(cancellation) is { } text)
            {
                policy ??= new PersonalDataPolicy();
                foreach (var line in text.Lines)
                {
                    policy.Read(line.ToString());
                }
            }
        }

        return policy ?? PersonalDataPolicy.Empty;
    }
}
