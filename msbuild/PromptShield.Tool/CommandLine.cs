using System.CommandLine;
using System.CommandLine.Parsing;

namespace PromptShield.Tool;

/// <summary>The commands, their arguments and their exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <param name="arguments">The command line without the program's name.</param>
    /// <param name="output">Where results go.</param>
    /// <param name="error">Where progress and errors go.</param>
    /// <param name="cancel">Ends the command.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        try
        {
            if (arguments.Count == 0)
            {
                // Who names no command asks what there is, and a script that does has run nothing.
                await Root(output, error).Parse("--help").InvokeAsync(new InvocationConfiguration { Output = error }, cancel).ConfigureAwait(false);
                return ExitCode.CouldNotRun;
            }

            var parsed = Root(output, error).Parse(arguments);
            if (parsed.Errors.Count > 0)
            {
                throw new CannotRunException(string.Join(Environment.NewLine,
                    [.. parsed.Errors.Select(problem => "promptshield: error: " + problem.Message), $"See '{CommandPath(parsed.CommandResult)} --help'."]));
            }

            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error }, cancel).ConfigureAwait(false);
        }
        catch (CannotRunException problem)
        {
            await error.WriteLineAsync(problem.Message).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("promptshield: stopped.").ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync("promptshield: error: " + problem.Message).ConfigureAwait(false);
        }
        catch (Exception problem)
        {
            // The runtime would print a stack of paths of the machine that built this command, and end with a code that no caller expects.
            await error.WriteLineAsync($"promptshield: error: unexpected {problem.GetType().Name}: {problem.Message.Split(['\r', '\n'], 2)[0]}").ConfigureAwait(false);
        }

        return ExitCode.CouldNotRun;
    }

    private static RootCommand Root(TextWriter output, TextWriter error) =>
        new("PromptShield finds every model call and every log line with personal data, and says whether the policy allows them. Exit codes: 0 the gate passed, 1 it failed or was not evaluated, 2 the command could not run.")
        {
            Scan(output, error),
            Report(output),
            Baseline(output, error),
            Init(output, error),
        };

    private static Command Scan(TextWriter output, TextWriter error)
    {
        var path = NotEmpty(new Argument<string>("path") { Description = "A project, a solution (.sln, .slnx), a file-based app (.cs) or a folder.", DefaultValueFactory = _ => "." });
        var folder = NotEmpty(new Option<string?>("--output", "-o") { Description = "The folder for the report (default: artifacts/promptshield under the root)." });
        var policy = NotEmpty(new Option<string?>("--policy") { Description = "The policy (default: the nearest promptshield.json from the path up to the root)." });
        var mode = Mode();
        var root = NotEmpty(new Option<string?>("--root") { Description = "Where the report's paths start when the path stands in no git repository." });
        var designTime = new Option<bool>("--design-time") { Description = "Load the projects without building them, and go on in spite of restore and compile errors. The gate is then at best not-evaluated." };
        var command = new Command("scan", "Builds projects with the analyzers injected and evaluates the gate. Building runs the targets, generators and analyzers of the scanned code.")
        {
            path, folder, policy, mode, root, designTime,
        };
        command.SetAction((parsed, cancel) => new ScanCommand(output, new Progress(error)).RunAsync(
            new ScanRequest(
                parsed.GetRequiredValue(path), parsed.GetValue(folder), parsed.GetValue(policy), parsed.GetValue(root),
                parsed.GetValue(mode) == "warn", parsed.GetValue(designTime)),
            cancel));
        return command;
    }

    private static Command Report(TextWriter output)
    {
        var evidence = NotEmpty(new Argument<string[]>("evidence")
        {
            Description = "Fragments, folders that hold fragments, or reports that stand beside their fragments.",
            Arity = ArgumentArity.OneOrMore,
        });
        var folder = NotEmpty(new Option<string?>("--output", "-o") { Description = "The folder for the report (default: artifacts/promptshield under the root)." });
        var policy = NotEmpty(new Option<string?>("--policy") { Description = "The policy (default: the nearest promptshield.json from the current folder up to the root)." });
        var root = NotEmpty(new Option<string?>("--root") { Description = "The root that the evidence's paths start from, when the current folder stands in no git repository." });
        var mode = Mode();

        // An argument that takes several values takes a mistyped option for one of them.
        evidence.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError($"Unrecognized option '{token.Value}'.");
            }
        });
        var command = new Command("report", "Merges the evidence of several builds and evaluates the gate over all of it.") { evidence, folder, policy, mode, root };
        command.SetAction(parsed => new ReportCommand(output).Run(
            parsed.GetRequiredValue(evidence), parsed.GetValue(folder), parsed.GetValue(policy), parsed.GetValue(root), parsed.GetValue(mode) == "warn"));
        return command;
    }

    private static Command Baseline(TextWriter output, TextWriter error)
    {
        var path = NotEmpty(new Argument<string>("path") { Description = "A project, a solution (.sln, .slnx) or a folder.", DefaultValueFactory = _ => "." });
        var policy = NotEmpty(new Option<string?>("--policy") { Description = "The policy (default: the nearest promptshield.json from the path up to the root)." });
        var root = NotEmpty(new Option<string?>("--root") { Description = "Where the report's paths start when the path stands in no git repository." });
        var acceptNew = new Option<bool>("--accept-new") { Description = "Freeze violations too that the existing baseline does not hold." };
        var command = new Command("baseline", "Freezes today's violations in the baseline of the policy, so that the gate fails only on new ones. Builds as scan does. Exit code 1: an existing baseline does not hold them all, and was not changed.")
        {
            path, policy, root, acceptNew,
        };
        command.SetAction((parsed, cancel) => new BaselineCommand(output, new Progress(error)).RunAsync(
            new BaselineRequest(parsed.GetRequiredValue(path), parsed.GetValue(policy), parsed.GetValue(root), parsed.GetValue(acceptNew)), cancel));
        return command;
    }

    private static Option<string> Mode()
    {
        var mode = new Option<string>("--mode") { Description = "enforce: a gate that does not pass gives exit code 1. warn: it is shown, with exit code 0.", DefaultValueFactory = _ => "enforce" };
        mode.AcceptOnlyFromAmong("enforce", "warn");
        return mode;
    }

    private static Command Init(TextWriter output, TextWriter error)
    {
        var folder = NotEmpty(new Argument<string>("folder") { Description = "The folder of the new policy.", DefaultValueFactory = _ => "." });
        var command = new Command("init", "Writes a promptshield.json to start from, with the providers, endpoints and models that the code in the folder uses. Never overwrites one. Loads the projects as scan --design-time does.") { folder };
        command.SetAction((parsed, cancel) => new InitCommand(output, new Progress(error)).RunAsync(parsed.GetRequiredValue(folder), cancel));
        return command;
    }

    private static Argument<T> NotEmpty<T>(Argument<T> argument)
    {
        argument.Validators.Add(result => RefuseEmpty(result, argument.Name));
        return argument;
    }

    private static Option<T> NotEmpty<T>(Option<T> option)
    {
        option.Validators.Add(result => RefuseEmpty(result, option.Name));
        return option;
    }

    // A script's variable that is not set arrives as an empty argument.
    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"The value of '{name}' is empty.");
        }
    }

    private static string CommandPath(CommandResult result) => result.Parent is CommandResult parent ? $"{CommandPath(parent)} {result.Command.Name}" : "promptshield";
}
