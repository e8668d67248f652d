using System.Globalization;
using System.Text;
using static PromptShield.Analyzers.Tests.Matrix.MatrixProgram;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>The results as the tables that are published.</summary>
internal static class ConfusionMatrix
{
    private static readonly string[] States = [Guarded, Unguarded, Deferred];
    private static readonly string[] Answers = [Guarded, Unguarded, Deferred, NotAnalyzed];

    /// <summary>Known state against answer, then the programs of each dimension.</summary>
    public static string Of(IReadOnlyList<MatrixResult> results)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"| Roslyn {MatrixCompiler.Compiler}: known state | {string.Join(" | ", Answers.Select(static answer => $"called `{answer}`"))} | programs |\n");
        text.Append("| --- | --- | --- | --- | --- | --- |\n");
        foreach (var state in States)
        {
            var known = results.Where(result => result.Program.State == state).ToList();
            text.Append(CultureInfo.InvariantCulture, $"| `{state}` | {string.Join(" | ", Answers.Select(answer => known.Count(result => result.Answer == answer)))} | {known.Count} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"\n| Roslyn {MatrixCompiler.Compiler}: dimension | programs | right | false `Guarded` | false `Unguarded` | false `Deferred` | `NotAnalyzed` |\n");
        text.Append("| --- | --- | --- | --- | --- | --- | --- |\n");
        foreach (var dimension in results.GroupBy(static result => result.Program.Group))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {dimension.Key} | {dimension.Count()} | {dimension.Count(static result => result.IsRight)} | {string.Join(" | ", Answers.Select(answer => dimension.Count(result => !result.IsRight && result.Answer == answer)))} |\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>The programs whose answer is not their state, one a line.</summary>
    public static string Wrong(IReadOnlyList<MatrixResult> results) => string.Join('\n', results.Where(static result => !result.IsRight));
}
