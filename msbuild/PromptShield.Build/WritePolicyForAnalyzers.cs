using System.Text;
using Microsoft.Build.Framework;
using PromptShield.Reporting;
using Task = Microsoft.Build.Utilities.Task;

namespace PromptShield.Build;

/// <summary>Validates the policy and writes the part that the analyzers read.</summary>
public sealed class WritePolicyForAnalyzers : Task
{
    /// <summary>The policy, absolute.</summary>
    [Required]
    public string PolicyFile { get; set; } = "";

    /// <summary>The additional file to write.</summary>
    [Required]
    public string OutputFile { get; set; } = "";

    /// <inheritdoc/>
    public override bool Execute()
    {
        var reading = PolicyReader.Read(PolicyFile);
        if (reading.Policy is not { } policy)
        {
            foreach (var error in reading.Errors)
            {
                Log.LogError(null, error.Code, null, error.File, error.Line, error.Column, 0, 0, "{0}", error.Message);
            }

            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(OutputFile))!);
        File.WriteAllText(OutputFile, PolicyHandoff.Write(policy), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return true;
    }
}
