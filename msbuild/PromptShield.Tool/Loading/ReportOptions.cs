using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.Tool;

/// <summary>A project's analyzer options, with the inventory asked for.</summary>
internal sealed class ReportOptions(AnalyzerConfigOptionsProvider project) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Asked(project.GlobalOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => project.GetOptions(tree);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => project.GetOptions(textFile);

    private sealed class Asked(AnalyzerConfigOptions project) : AnalyzerConfigOptions
    {
        private const string Report = "build_property.PromptShieldReport";

        public override IEnumerable<string> Keys => project.Keys.Append(Report).Distinct(KeyComparer);

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            if (KeyComparer.Equals(key, Report))
            {
                value = "true";
                return true;
            }

            return project.TryGetValue(key, out value);
        }
    }
}
