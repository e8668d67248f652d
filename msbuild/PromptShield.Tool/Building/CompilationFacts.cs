using PromptShield.Reporting;

namespace PromptShield.Tool;

/// <summary>What an injected build wrote down about one compilation: a project for one target framework.</summary>
internal sealed class CompilationFacts
{
    private readonly ILookup<string, string> _facts;

    private CompilationFacts(ILookup<string, string> facts) => _facts = facts;

    /// <summary>The project file, absolute.</summary>
    public string Project => One("project");

    /// <summary>The target framework; empty for the instance of a multi-targeted project that only hands on.</summary>
    public string TargetFramework => One("targetFramework");

    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName => One("assemblyName");

    /// <summary>True when the build came as far as the compiler.</summary>
    public bool ReachedCompiler => One("compiling") == "true";

    /// <summary>The compiler's error log.</summary>
    public string Sarif => One("sarif");

    /// <summary>The C# files that the compiler was given, absolute.</summary>
    public IEnumerable<string> Sources => _facts["source"];

    /// <summary>True for a test project.</summary>
    public bool IsTestProject
        => IsTrue("isTestProject") || IsTrue("isTestingPlatformApplication") || _facts["packageReference"].Any(TestPackages.IsTestFramework);

    /// <summary>The facts below a scratch folder, sorted by project and target framework.</summary>
    public static IReadOnlyList<CompilationFacts> ReadAll(string scratch) =>
    [
        .. Directory.EnumerateFiles(scratch, "facts.txt", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 2 })
            .Select(file => new CompilationFacts(File.ReadLines(file)
                .Select(line => line.Split('=', 2))
                .Where(parts => parts.Length == 2)
                .ToLookup(parts => parts[0], parts => parts[1], StringComparer.Ordinal)))
            .Where(facts => facts.TargetFramework.Length > 0 || facts.ReachedCompiler)
            .OrderBy(facts => facts.Project, StringComparer.Ordinal)
            .ThenBy(facts => facts.TargetFramework, StringComparer.Ordinal),
    ];

    /// <summary>The facts as the input of a fragment.</summary>
    public FragmentInput Input(string root) => new()
    {
        Root = root,
        ProjectPath = Project,
        TargetFramework = TargetFramework,
        PathMap = One("pathMap"),
        IsTestProject = IsTestProject,
        AssemblyName = AssemblyName,
        OutputKind = One("outputType").Equals("Library", StringComparison.OrdinalIgnoreCase) ? OutputKind.Library : OutputKind.Executable,
        AssemblyPath = One("assembly"),
        References = [.. _facts["reference"]],
    };

    private string One(string name) => _facts[name].FirstOrDefault() ?? "";

    private bool IsTrue(string name) => One(name).Equals("true", StringComparison.OrdinalIgnoreCase);
}
