using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH5001: sets <c>StoredOutputEnabled = false</c> where the options of the request are created. The finding names that place only when nothing needs the stored response.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwitchOffStorage))]
[Shared]
public sealed class SwitchOffStorage : FindingFix
{
    private const string Setting = "StoredOutputEnabled = false";

    private protected override string Id => "PSH5001";

    private protected override string Title => "Do not let the provider store the response";

    private protected override bool UsesShield => false;

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        if (diagnostic.AdditionalLocations.Count == 0 || await scopes.FindAsync(diagnostic.AdditionalLocations[0]).ConfigureAwait(false) is not (_, BaseObjectCreationExpressionSyntax creation))
        {
            return null;
        }

        return creation.Initializer is { } initializer
            ? Initializers.Append(new Edit(), initializer, Setting)
            : new Edit().Insert(creation, creation.Span.End, " { " + Setting + " }");
    }
}
