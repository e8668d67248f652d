using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PromptShield.Reporting;

/// <summary>Makes the fragment of a project from the evidence of its compilation.</summary>
public static class FragmentBuilder
{
    /// <summary>The fragment: paths relative to the root, bound to the assembly, sorted.</summary>
    public static ProjectFragment Create(CompilationEvidence evidence, FragmentInput input)
    {
        var paths = new SourcePaths(input.Root, Path.GetDirectoryName(input.ProjectPath) ?? input.Root, input.PathMap);
        var inventory = evidence.Inventory;
        var (mvid, sha256) = Identify(input.AssemblyPath);
        return new ProjectFragment
        {
            Project = paths.RelativeToRoot(input.ProjectPath),
            TargetFramework = input.TargetFramework,
            OutputKind = inventory?.OutputKind ?? input.OutputKind,
            IsTestProject = input.IsTestProject,
            AssemblyName = inventory?.Assembly ?? input.AssemblyName,
            Mvid = mvid,
            AssemblySha256 = sha256,
            AnalyzerVersion = inventory?.AnalyzerVersion ?? "",
            CompilerVersion = evidence.CompilerVersion,
            Problems = [.. evidence.Problems.Select(problem => problem with { Text = paths.WithoutRoot(problem.Text) })],
            Sites =
            [
                .. (inventory?.Sites ?? [])
                    .Select(site => site with { File = paths.RelativeToRoot(site.File), Origin = RelativeOrigin(site.Origin, paths) })
                    .OrderBy(site => site, SiteOrder.Instance),
            ],
            Uses =
            [
                .. (inventory?.Uses ?? [])
                    .Select(use => use with { File = paths.RelativeToRoot(use.File) })
                    .OrderBy(use => use.Kind, StringComparer.Ordinal)
                    .ThenBy(use => use.Value, StringComparer.Ordinal)
                    .ThenBy(use => use.File, StringComparer.Ordinal)
                    .ThenBy(use => use.Line),
            ],
            Supplies =
            [
                .. (inventory?.Supplies ?? [])
                    .Select(supply => supply with { File = paths.RelativeToRoot(supply.File), Text = paths.WithoutRoot(supply.Text) })
                    .OrderBy(supply => supply, SupplyOrder.Instance),
            ],
            References = [.. input.References.Select(paths.RelativeToRoot).Distinct(StringComparer.Ordinal).OrderBy(path => path, StringComparer.Ordinal)],
            Findings =
            [
                .. evidence.Findings
                    .Select(finding => finding with { File = paths.RelativeToRoot(finding.File), Message = paths.WithoutRoot(finding.Message) })
                    .OrderBy(finding => finding, FindingOrder.Instance),
            ],
            SwitchedOff = evidence.SwitchedOff,
            NotAnalyzed =
            [
                .. (inventory?.NotAnalyzed ?? [])
                    .OrderBy(count => count.Scope, StringComparer.Ordinal)
                    .ThenBy(count => count.Reason, StringComparer.Ordinal)
                    .ThenBy(count => count.Count),
            ],
        };
    }

    // "file:line:column", and a file name may hold colons.
    private static string RelativeOrigin(string origin, SourcePaths paths)
    {
        int column = origin.LastIndexOf(':');
        int line = column > 0 ? origin.LastIndexOf(':', column - 1) : -1;
        return line <= 0 ? origin : paths.RelativeToRoot(origin.Substring(0, line)) + origin.Substring(line);
    }

    private static (string Mvid, string Sha256) Identify(string? assemblyPath)
    {
        if (assemblyPath is null || !File.Exists(assemblyPath))
        {
            return ("", "");
        }

        using var stream = File.OpenRead(assemblyPath);
        string sha256 = SiteId.Sha256Hex(stream);
        stream.Position = 0;
        try
        {
            using var image = new PEReader(stream);
            var metadata = image.GetMetadataReader();
            return (metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToString("D"), sha256);
        }
        catch (Exception problem) when (problem is BadImageFormatException or InvalidOperationException)
        {
            return ("", sha256);
        }
    }
}
