using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>Reads the compiler's own error log (SARIF 2.1.0 of csc 4.8 and later).</summary>
public static class SarifReader
{
    /// <summary>A larger file is not read: 10,000 sites take about 2 MB, so this is no log of a compile.</summary>
    public const long MaximumBytes = 512L * 1024 * 1024;

    // One rule of each analyzer class.
    private static readonly string[] OwnRules = ["PSH1001", "PSH2001", "PSH2002", "PSH9001"];

    /// <summary>The evidence in the log. Never throws for what is in the file: what is wrong is a problem of the evidence.</summary>
    /// <param name="path">The file.</param>
    public static CompilationEvidence Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                return CompilationEvidence.Missing(EvidenceProblems.SarifUnreadable, $"The compiler's error log is larger than {MaximumBytes / 1024 / 1024} MB.");
            }

            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
            return Read(document.RootElement);
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return CompilationEvidence.Missing(EvidenceProblems.SarifMissing, "The compiler wrote no error log: the project was not compiled, or its ErrorLog is switched off.");
        }
        catch (JsonException problem)
        {
            return CompilationEvidence.Missing(EvidenceProblems.SarifUnreadable, $"The compiler's error log is not JSON (line {(problem.LineNumber ?? 0) + 1}): it was cut off, or another tool wrote it.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return CompilationEvidence.Missing(EvidenceProblems.SarifUnreadable, "The compiler's error log cannot be read: " + problem.Message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or FormatException)
        {
            return CompilationEvidence.Missing(EvidenceProblems.SarifUnreadable, "The compiler's error log does not follow SARIF: " + problem.Message);
        }
    }

    private static CompilationEvidence Read(JsonElement log)
    {
        string version = JsonMembers.Text(log, "version");
        if (version != "2.1.0")
        {
            return version == "1.0.0"
                ? CompilationEvidence.Missing(EvidenceProblems.SarifVersion, "The compiler's error log is SARIF 1.0.0: add ',version=2.1' to the ErrorLog property.")
                : CompilationEvidence.Missing(EvidenceProblems.SarifUnreadable, $"The compiler's error log has version '{version}', and this version reads 2.1.0.");
        }

        var log1 = new SarifLog();
        foreach (var run in JsonMembers.Array(log, "runs"))
        {
            log1.Add(run);
        }

        var evidence = CompilationEvidence.FromDiagnostics(
            log1.Inventory, log1.Findings, log1.CompileErrors, log1.AnalyzerFailures, log1.CompilerVersion) with { SwitchedOff = [.. log1.SwitchedOff] };
        string[] absent = [.. OwnRules.Where(rule => !log1.Rules.Contains(rule))];
        return absent.Length == 0 ? evidence : evidence with
        {
            // Without the rules there can be no record: one cause, one problem. A compiler that stops at errors runs no analyzers.
            Problems =
            [
                .. evidence.CompileErrors.Count > 0
                    ? []
                    : new EvidenceProblem[] { new(EvidenceProblems.RulesAbsent, $"The compiler did not run {string.Join(", ", absent)}: the PromptShield analyzers are not referenced, or RunAnalyzers is false.") },
                .. evidence.Problems.Where(problem => problem.Code != EvidenceProblems.NoInventory),
            ],
        };
    }
}
