using static PromptShield.Analyzers.Tests.Matrix.MatrixProgram;

namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Generated programs with known guard states against the answers of the analyzers.</summary>
public sealed class GuardMatrixTests(MatrixRun run) : IClassFixture<MatrixRun>
{
    [Fact]
    public void Nothing_is_called_guarded_that_is_not() =>
        Assert.DoesNotContain(run.Results, static result => result is { Answer: Guarded, Program.State: not Guarded });

    [Fact]
    public void Of_what_is_guarded_two_in_a_hundred_are_called_unguarded_at_most()
    {
        var guarded = run.Results.Where(static result => result.Program.State == Guarded).ToList();
        var wrong = guarded.Where(static result => result.Answer == Unguarded).ToList();
        Assert.True(wrong.Count * 50 <= guarded.Count, $"{wrong.Count} of {guarded.Count}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void What_is_handed_in_is_deferred() =>
        Assert.DoesNotContain(run.Results, static result => result is { Program.State: Deferred, Answer: not Deferred });

    [Fact]
    public void What_is_not_followed_says_why() =>
        Assert.DoesNotContain(run.Results, static result => result is { IsRight: false, Answer: Deferred or NotAnalyzed, Program.NotFollowed: "" });

    [Fact]
    public void What_is_said_not_to_be_followed_is_not() =>
        Assert.DoesNotContain(
            run.Results.Where(static result => result.Program.NotFollowed.Length > 0).GroupBy(static result => result.Program.NotFollowed),
            static reason => reason.All(static result => result.IsRight));

    [Fact]
    public void Every_client_is_called_with_every_hook_and_without() =>
        Assert.Equal(Clients.All.Sum(static client => 1 + client.Hooks.Length), run.Results.Count(static result => result.Program.Group == MatrixPrograms.HooksGroup));

    [Fact]
    public void The_published_tables_are_the_measured_ones()
    {
        using var stream = typeof(GuardMatrixTests).Assembly.GetManifestResourceStream("corpus-results.md")!;
        using var reader = new StreamReader(stream);
        Assert.Contains(ConfusionMatrix.Of(run.Results), reader.ReadToEnd().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
