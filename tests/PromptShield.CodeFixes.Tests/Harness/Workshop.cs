namespace PromptShield.CodeFixes.Tests;

/// <summary>Solutions in memory that reference the real SDK packages.</summary>
internal static class Workshop
{
    /// <summary>Assemblies of the test run itself: no program under test sees them.</summary>
    private static readonly string[] Hidden = ["xunit", "Microsoft.CodeAnalysis", "Microsoft.Testing", "PromptShield.CodeFixes", "PromptShield.Analyzers"];

    private static readonly IReadOnlyList<MetadataReference> References = [.. Paths().Select(path => MetadataReference.CreateFromFile(path))];

    public static Solution Solution(params (string Project, (string File, string Text)[] Files)[] projects)
    {
        var solution = new AdhocWorkspace().CurrentSolution;
        foreach (var (name, files) in projects)
        {
            solution = AddProject(solution, name, files, LanguageVersion.CSharp14, withRuntime: true);
        }

        return solution;
    }

    public static Solution Solution(string text, LanguageVersion language = LanguageVersion.CSharp14, bool withRuntime = true) =>
        AddProject(new AdhocWorkspace().CurrentSolution, "App", [("Program.cs", text)], language, withRuntime);

    public static async Task<string> TextAsync(this Solution solution, string file)
    {
        var document = solution.Projects.SelectMany(project => project.Documents).Single(document => document.Name == file);
        return (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
    }

    /// <summary>The program must compile without a warning about null: a fix that leaves it broken is no fix.</summary>
    public static async Task AssertCompilesAsync(this Solution solution)
    {
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(TestContext.Current.CancellationToken);
            var errors = compilation!.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id.StartsWith("CS86", StringComparison.Ordinal)).ToList();
            if (errors.Count > 0)
            {
                var text = string.Join("\n", project.Documents.Select(document => document.GetTextAsync().Result.ToString()));
                Assert.Fail(string.Join("\n", errors) + "\n" + text);
            }
        }
    }

    private static Solution AddProject(Solution solution, string name, (string File, string Text)[] files, LanguageVersion language, bool withRuntime)
    {
        var parse = new CSharpParseOptions(language);
        var isProgram = files.Any(file => CSharpSyntaxTree.ParseText(file.Text, parse).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        var id = ProjectId.CreateNewId(name);
        var references = withRuntime ? References : References.Where(reference => !reference.Display!.Contains("PromptShield.Runtime", StringComparison.Ordinal));
        solution = solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            name,
            name,
            LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable),
            parseOptions: parse,
            metadataReferences: references));
        foreach (var (file, text) in files)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id, file), file, text, filePath: $"/{name}/{file}");
        }

        return solution;
    }

    private static IEnumerable<string> Paths()
    {
        foreach (var path in ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator))
        {
            var name = Path.GetFileName(path);
            if (!Array.Exists(Hidden, hidden => name.StartsWith(hidden, StringComparison.Ordinal)))
            {
                yield return path;
            }
        }
    }
}
