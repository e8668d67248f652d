using System.CommandLine;

namespace PromptShield.Tool;

/// <summary>The commands, their arguments and their exit codes.</summary>
internal static class CommandLine
{
    /// <summary>The root command.</summary>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress and errors go.</param>
    public static RootCommand Root(TextWriter output, TextWriter error) =>
        new("PromptShield finds every model call and every log line with personal data, and says whether the policy allows them. Exit codes: 0 the gate passed, 1 it failed or was not evaluated, 2 the command could not run.")
        {
            Scan(output, error),
            Report(output, error),
            Init(output, error),
        };

    private static Command Scan(TextWriter output, TextWriter error)
    {
        var path = new Argument<string>("path") { Description = "A project, a solution (.sln, .slnx) or a folder.", DefaultValueFactory = _ => "." };
        var folder = new Option<string?>("--output", "-o") { Description = "The folder for the report (default: artifacts/promptshield under the root)." };
        var policy = new Option<string?>("--policy") { Description = "The policy (default: the nearest promptshield.json from the path up to the root)." };
        var mode = new Option<string>("--mode") { Description = "enforce: a gate that does not pass gives exit code 1. warn: it is shown, with exit code 0.", DefaultValueFactory = _ => "enforce" };
        mode.AcceptOnlyFromAmong("enforce", "warn");
        var root = new Option<string?>("--root") { Description = "Where the report's paths start when the path stands in no git repository." };
        var designTime = new Option<bool>("--design-time") { Description = "Load the projects without building them, and go on in spite of restore and compile errors. The gate is then at best not-evaluated." };
        var command = new Command("scan", "Builds projects with the analyzers injected and evaluates the gate. Building runs the targets, generators and analyzers of the scanned code.")
        {
            path, folder, policy, mode, root, designTime,
        };
        command.SetAction((parsed, cancel) => RunAsync(error, () => new ScanCommand(output, new Progress(error)).RunAsync(
            new ScanRequest(
                parsed.GetRequiredValue(path), parsed.GetValue(folder), parsed.GetValue(policy), parsed.GetValue(root),
                parsed.GetValue(mode) == "warn", parsed.GetValue(designTime)),
            cancel)));
        return command;
    }

    private static Command Report(TextWriter output, TextWriter error)
    {
        var evidence = new Argument<string[]>("evidence")
        {
            Description = "Fragments, folders that hold fragments, or reports that stand beside their fragments.",
            Arity = ArgumentArity.OneOrMore,
        };
        var folder = new Option<string?>("--output", "-o") { Description = "The folder for the report (default: artifacts/promptshield under the root)." };
        var policy = new Option<string?>("--policy") { Description = "The policy (default: the nearest promptshield.json from the current folder up to the root)." };
        var root = new Option<string?>("--root") { Description = "The root that the evidence's paths start from, when the current folder stands in no git repository." };
        var command = new Command("report", "Merges the evidence of several builds and evaluates the gate over all of it.") { evidence, folder, policy, root };
        command.SetAction((parsed, _) => RunAsync(error, () => Task.FromResult(new ReportCommand(output).Run(
            parsed.GetRequiredValue(evidence), parsed.GetValue(folder), parsed.GetValue(policy), parsed.GetValue(root)))));
        return command;
    }

    private static Command Init(TextWriter output, TextWriter error)
    {
        var folder = new Argument<string>("folder") { Description = "The folder of the new policy.", DefaultValueFactory = _ => "." };
        var command = new Command("init", "Writes a promptshield.json to start from. Never overwrites one.") { folder };
        command.SetAction((parsed, _) => RunAsync(error, () => Task.FromResult(InitCommand.Run(parsed.GetRequiredValue(folder), output))));
        return command;
    }

    private static async Task<int> RunAsync(TextWriter error, Func<Task<int>> command)
    {
        try
        {
            return await command().ConfigureAwait(false);
        }
        catch (CannotRunException problem)
        {
            await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync("promptshield: error: " + problem.Message).ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("promptshield: stopped.").ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
    }
}
