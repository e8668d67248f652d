using System.Composition;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>PSH2007: adds the classification attribute that the code base has for personal data.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ClassifyPersonalMember))]
[Shared]
public sealed class ClassifyPersonalMember : FindingFix
{
    private const string Suffix = "Attribute";

    private protected override string Id => "PSH2007";

    private protected override string Title => "Classify the member as personal data";

    private protected override bool UsesShield => false;

    private protected override async Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic)
    {
        if (await scopes.FindAsync(diagnostic.Location).ConfigureAwait(false) is not var (scope, node) || Member(node) is not { } member
            || ClassificationTaxonomy.AttributeFor(member, scope) is not { } attribute)
        {
            return null;
        }

        var name = scope.Name(attribute, member);
        name = name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name;
        return new Edit().Insert(member, member.SpanStart, Text(member, name));
    }

    /// <summary>The declaration that can carry the attribute: of a property, of all fields of one declaration, or of a record's parameter.</summary>
    private static SyntaxNode? Member(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(static current => current is PropertyDeclarationSyntax or BaseFieldDeclarationSyntax or ParameterSyntax);

    private static string Text(SyntaxNode member, string name)
    {
        if (member is ParameterSyntax)
        {
            return $"[property: {name}] ";
        }

        var text = Layout.Text(member);
        return Layout.IsFirstInLine(text, member.SpanStart) ? $"[{name}]{Layout.LineBreak(text)}{Layout.Indent(text, member.SpanStart)}" : $"[{name}] ";
    }
}
