using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH3001. Text that others control where a model looks for its instructions: system and developer messages, instructions, descriptions of tools.</summary>
internal sealed class UntrustedTextInSystemPrompt() : ContentRule(
    Descriptors.UntrustedTextInSystemPrompt, ContentLabels.Request | ContentLabels.Retrieved, "chat", "system", "system-role")
{
    /// <inheritdoc />
    protected override bool IsSink(SinkUse use) => use.Sink.Group == "system" || use.Operation switch
    {
        IObjectCreationOperation creation => creation.Arguments.Any(IsInstructing),
        IInvocationOperation call => call.Arguments.Any(IsInstructing),
        _ => false,
    };

    /// <inheritdoc />
    protected override string Text(ContentSink sink, ContentLabels found) =>
        ((found & ContentLabels.Request) != 0 ? "a caller of this program writes it" : "it is read from where others write") + "; send it as a user message or mark it as untrusted";

    private static bool IsInstructing(IArgumentOperation argument)
    {
        var value = argument.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value is IMemberReferenceOperation { Member: { Name: "System" or "Developer", ContainingType.Name: "ChatRole" or "AuthorRole" } };
    }
}
