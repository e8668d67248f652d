using System.Collections.Concurrent;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>All programs that the compiler of this test run can compile, and the states that the analyzers gave. What they say is written beside the tests.</summary>
public sealed class MatrixRun : IAsyncLifetime
{
    /// <summary>Every program with the answer, in the order of the programs.</summary>
    internal IReadOnlyList<MatrixResult> Results { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var programs = MatrixPrograms.All.Where(static program => program.Since <= MatrixCompiler.LanguageVersion).ToList();
        var answers = new ConcurrentDictionary<MatrixProgram, string>();
        await Parallel.ForEachAsync(
            programs,
            TestContext.Current.CancellationToken,
            async (program, token) => answers[program] = await MatrixCompiler.StateOf(program, token));
        Results = [.. programs.Select(program => new MatrixResult(program, answers[program]))];
        await File.WriteAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "guard-states.md"),
            ConfusionMatrix.Of(Results) + "\n\n" + ConfusionMatrix.Wrong(Results),
            TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>A program and the state that the analyzers gave its call.</summary>
internal sealed record MatrixResult(MatrixProgram Program, string Answer)
{
    public bool IsRight => Answer == Program.State;

    public override string ToString() => $"{Program}: {Program.State} was called {Answer}";
}
