using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes;

/// <summary>A fix that maps each finding to an <see cref="Edit"/>. It is offered only where it has something to change.</summary>
public abstract class FindingFix : CodeFixProvider
{
    /// <summary>The rule that the fix is named for in runs over many findings.</summary>
    private protected abstract string Id { get; }

    /// <summary>The rules whose findings the fix repairs.</summary>
    private protected virtual ImmutableArray<string> Ids => ImmutableArray.Create(Id);

    private protected abstract string Title { get; }

    /// <summary>Whether the changed code calls the shield, so that the project needs its package.</summary>
    private protected virtual bool UsesShield => true;

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds => Ids;

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllFindings.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var solution = context.Document.Project.Solution;
        var scopes = new CodeScopes(solution, context.CancellationToken);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await EditAsync(scopes, diagnostic).ConfigureAwait(false) is { IsEmpty: false } edit
                && await scopes.OfAsync(context.Document.Project).ConfigureAwait(false) is { } scope)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(UsesShield ? ShieldApi.Title(Title, scope.Compilation) : Title, cancellation => Apply(solution, [edit], cancellation), equivalenceKey: Id),
                    diagnostic);
            }
        }
    }

    /// <summary>The title for a run over many findings.</summary>
    internal string TitleOfAll => Title;

    internal string Key => Id;

    /// <summary>The edit that makes the finding disappear; null when no safe one is known.</summary>
    private protected abstract Task<Edit?> EditAsync(CodeScopes scopes, Diagnostic diagnostic);

    internal async Task<Solution> FixAsync(Solution solution, IEnumerable<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        var scopes = new CodeScopes(solution, cancellation);
        var edits = new List<Edit>();
        foreach (var diagnostic in diagnostics)
        {
            if (await EditAsync(scopes, diagnostic).ConfigureAwait(false) is { IsEmpty: false } edit)
            {
                edits.Add(edit);
            }
        }

        return await Apply(solution, edits, cancellation).ConfigureAwait(false);
    }

    private static Task<Solution> Apply(Solution solution, IReadOnlyList<Edit> edits, CancellationToken cancellation)
    {
        var all = new SolutionEdits(solution);
        foreach (var edit in edits)
        {
            all.TryAdd(edit);
        }

        return all.ApplyAsync(cancellation);
    }
}
