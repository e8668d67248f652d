using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>The policy as the analyzers read it, without a file.</summary>
internal sealed class PolicyText(Policy policy) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(PolicyHandoff.Write(policy), System.Text.Encoding.UTF8);

    public override string Path => PolicyHandoff.FileName;

    public override SourceText? GetText(CancellationToken cancellationToken = default) => _text;
}
