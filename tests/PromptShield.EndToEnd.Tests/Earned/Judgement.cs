using System.Globalization;

namespace PromptShield.Earned;

/// <summary>What the analyzers say about the marked call of a program, and the reasons of its other calls that are <c>Unguarded</c>.</summary>
internal sealed record Judgement(string Guard, string Reason, IReadOnlyList<string> UnguardedElsewhere)
{
    public static async Task<Judgement> OfAsync(CompiledProgram program, CancellationToken cancellationToken)
    {
        Inventory inventory = await Inventory.OfAsync(program.Compilation, cancellationToken);
        IReadOnlyDictionary<string, string> site = Assert.Single(inventory.Sites, IsTheCall);
        return new Judgement(
            site["guard"],
            site["reason"],
            [.. inventory.Sites.Where(other => other != site && other["file"] == program.Tree.FilePath && other["guard"] == GuardProgram.Unguarded).Select(other => other["reason"])]);

        bool IsTheCall(IReadOnlyDictionary<string, string> cells) =>
            cells["population"] == "model-calls"
            && cells["file"] == program.Tree.FilePath
            && cells["line"] == program.Call.Line.ToString(CultureInfo.InvariantCulture)
            && cells["column"] == program.Call.Column.ToString(CultureInfo.InvariantCulture);
    }
}
