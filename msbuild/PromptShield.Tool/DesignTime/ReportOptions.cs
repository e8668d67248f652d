using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PromptShield.Tool.DesignTime;

/// <summary>The project's own options, with the inventory asked for.</summary>
internal sealed class ReportOptions(AnalyzerConfigOptionsProvider own) : AnalyzerConfigOptionsProvider
{
    /// <inheritdoc/>
    public override AnalyzerConfigOptions GlobalOptions { get; } = new WithReport(own.GlobalOptions);

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => own.GetOptions(tree);

    /// <inheritdoc/>
    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => own.GetOptions(textFile);

    private sealed class WithReport(AnalyzerConfigOptions own) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => own.Keys;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            if (KeyComparer.Equals(key, "build_property.PromptShieldReport"))
            {
                value = "true";
                return true;
            }

            return own.TryGetValue(key, out value);
        }
    }
}

/// <summary>The policy in the form that the analyzers read.</summary>
internal sealed class PolicyText(string lines) : AdditionalText
{
    /// <inheritdoc/>
    public override string Path => "promptshield.policy.txt";

    /// <inheritdoc/>
    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(lines, Encoding.UTF8);
}
