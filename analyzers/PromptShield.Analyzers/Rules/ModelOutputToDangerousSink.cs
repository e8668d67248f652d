using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow.Content;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH4001. The answer of a model, or an argument that a model chose for a tool, that starts a program, becomes a query, markup, a path, an address or code.
/// Whoever can write into the context of the model writes these.
/// </summary>
internal sealed class ModelOutputToDangerousSink() : ContentRule(
    Descriptors.ModelOutputToDangerousSink, ContentLabels.Answer, "code", "process", "query", "markup", "path", "redirect", "deserialization", "code", "address")
{
    private static readonly Dictionary<string, string> Effects = new(StringComparer.Ordinal)
    {
        ["process"] = "it becomes the program that is started or its arguments; choose from a fixed list instead",
        ["query"] = "it becomes the text of a query; pass it as a parameter instead",
        ["markup"] = "it becomes markup without encoding; let the page encode it",
        ["path"] = "it becomes the path of a file; take the file name alone and join it to a fixed folder",
        ["redirect"] = "it becomes the target of a redirect; choose from a fixed list instead",
        ["deserialization"] = "it decides which types are made; read it with a serializer that makes one type",
        ["code"] = "it is run as code or names what is loaded; choose from a fixed list instead",
        ["address"] = "it becomes the address of a request; check the host against a fixed list",
    };

    /// <inheritdoc />
    protected override bool IsChecked(SinkUse use) => ValueChecks.Precede(use.Value, use.Operation);

    /// <inheritdoc />
    protected override string Text(ContentSink sink, ContentLabels found) => Effects[sink.Group];
}
