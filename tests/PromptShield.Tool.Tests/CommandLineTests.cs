namespace PromptShield;

public class CommandLineTests
{
    [Theory]
    [InlineData("promptshield --help", "bogus")]
    [InlineData("promptshield --help", "--bogus")]
    [InlineData("promptshield scan --help", "scan", ".", "--bogus")]
    [InlineData("promptshield scan --help", "scan", ".", "--mode", "off")]
    [InlineData("promptshield scan --help", "scan", ".", "--policy")]
    [InlineData("promptshield scan --help", "scan", ".", "other")]
    [InlineData("promptshield baseline --help", "baseline", ".", "--bogus")]
    [InlineData("promptshield report --help", "report")]
    [InlineData("promptshield report --help", "report", ".", "--bogus")]
    [InlineData("promptshield report --help", "report", ".", "--mode", "off")]
    public async Task ACommandLineThatCannotBeReadExitsWithTwo(string hint, params string[] arguments)
    {
        var outcome = await ScannedFolder.Run(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("promptshield: error: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains($"See '{hint}'.", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task NoCommandShowsTheUsageAndExitsWithTwo()
    {
        var outcome = await ScannedFolder.Run();

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("Usage:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("scan", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("path", "scan", "")]
    [InlineData("path", "scan", " ")]
    [InlineData("--policy", "scan", ".", "--policy", "")]
    [InlineData("--output", "scan", ".", "--output", "")]
    [InlineData("--root", "scan", ".", "--root", "")]
    [InlineData("evidence", "report", "")]
    [InlineData("--output", "report", ".", "--output", "")]
    [InlineData("path", "baseline", "")]
    [InlineData("folder", "init", "")]
    public async Task AnEmptyValueIsNamedAndExitsWithTwo(string name, params string[] arguments)
    {
        var outcome = await ScannedFolder.Run(arguments);

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith($"promptshield: error: The value of '{name}' is empty.", outcome.Error, StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task WhatNobodyExpectedIsOneLineWithoutAStackTrace()
    {
        // No path can hold this character, and no command looks for it.
        var outcome = await ScannedFolder.Run("scan", "a\0b");

        Assert.Equal(2, outcome.ExitCode);
        Assert.StartsWith("promptshield: error: unexpected ArgumentException: ", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        Assert.Empty(outcome.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("--version")]
    public async Task HelpAndVersionExitWithZero(params string[] arguments)
    {
        var outcome = await ScannedFolder.Run(arguments);

        Assert.Equal(0, outcome.ExitCode);
        Assert.NotEmpty(outcome.Output);
        Assert.Empty(outcome.Error);
    }
}
