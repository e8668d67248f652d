using System.Security.Cryptography;
using PromptShield.Reporting;

namespace PromptShield;

public class FragmentTests
{
    private static readonly FragmentInput Input = new() { Root = "/src", ProjectPath = "/src/desk/app.csproj", TargetFramework = "net10.0" };

    [Fact]
    public void Holds_paths_relative_to_the_root_in_report_order()
    {
        var fragment = FragmentBuilder.Create(SarifReaderTests.Read("ok"), Input);

        Assert.Equal("desk/app.csproj", fragment.Project);
        Assert.Equal(["desk/Sub folder/Größe #1.cs"], fragment.Sites.Select(site => site.File).Concat(fragment.Findings.Select(finding => finding.File)).Distinct());
        Assert.Equal([5, 7, 9], fragment.Findings.Select(finding => finding.Line));
        Assert.True(fragment.IsEvaluated);
        Assert.True(fragment.IsHost);
    }

    [Fact]
    public void Is_bound_to_the_assembly_by_module_version_id_and_hash()
    {
        string assembly = typeof(FragmentTests).Assembly.Location;

        var fragment = FragmentBuilder.Create(SarifReaderTests.Read("ok"), Input with { AssemblyPath = assembly });

        Assert.Equal(typeof(FragmentTests).Module.ModuleVersionId.ToString("D"), fragment.Mvid);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(assembly))), fragment.AssemblySha256);
    }

    [Fact]
    public void An_assembly_that_is_none_has_a_hash_and_no_module_version_id()
    {
        using var folder = new TemporaryFolder();

        var fragment = FragmentBuilder.Create(SarifReaderTests.Read("ok"), Input with { AssemblyPath = folder.Write("a.dll", "no assembly") });

        Assert.Equal("", fragment.Mvid);
        Assert.Equal(64, fragment.AssemblySha256.Length);
    }

    [Theory]
    [InlineData("/src/desk/A.cs:3:7", "desk/A.cs:3:7")]
    [InlineData(@"C:\elsewhere\A.cs:3:7", "C:/elsewhere/A.cs:3:7")]
    [InlineData("", "")]
    public void The_place_where_a_client_is_created_is_relative_too(string origin, string expected)
    {
        var evidence = new CompilationEvidence { Inventory = new InventoryRecord { Sites = [Desk.Call with { Origin = origin }] } };

        Assert.Equal(expected, Assert.Single(FragmentBuilder.Create(evidence, Input).Sites).Origin);
    }

    [Fact]
    public void Messages_name_no_place_of_this_machine()
    {
        var evidence = new CompilationEvidence
        {
            Problems = [new("analyzer-crash", "in file '/src/lib/User.cs'")],
            Findings = [new Finding { Rule = "PSH1001", Message = "see /src/lib/User.cs" }],
        };

        var fragment = FragmentBuilder.Create(evidence, Input);

        Assert.Equal("in file 'lib/User.cs'", Assert.Single(fragment.Problems).Text);
        Assert.Equal("see lib/User.cs", Assert.Single(fragment.Findings).Message);
    }

    [Fact]
    public void Survives_its_file()
    {
        using var folder = new TemporaryFolder();
        var fragment = Desk.Program(Desk.Call, Desk.Call with { Population = "rule-findings", Kind = "code", Rule = "PSH6001" }, Desk.LeakingSink with { ReasonText = "<\u202E\"\n😀" }) with
        {
            Findings = [new Finding { Rule = "PSH1001", File = "a.cs", Line = 1, Column = 2, Message = "m", Suppression = new("pragma", "") }],
            Problems = [new("compile-errors", "x")],
            NotAnalyzed = [new("files", "generated", 3)],
            SwitchedOff = ["PSH2001"],
            Uses = [new("endpoint", "*.openai.azure.com", "a.cs", 3), new("model", "gpt-4o", "a.cs", 4)],
        };
        string path = Path.Combine(folder.Path, "new", ProjectFragment.FileName);

        FragmentFile.Write(fragment, path);

        Assert.Equal(FragmentFile.Text(fragment), FragmentFile.Text(FragmentFile.Read(path)));
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "its schema is ''")]
    [InlineData("{ \"schema\": \"promptshield/fragment/v2\" }", "v2")]
    [InlineData("{ \"schema\": \"promptshield/fragment/v1\" }", "'project' is missing")]
    [InlineData("{ \"schema\": \"promptshield/fragment/v1\", \"project\": \"p\", \"outputKind\": \"exe\", \"state\": \"not-evaluated\", \"problems\": [] }", "'state' is missing or not allowed")]
    public void A_damaged_file_is_refused_by_name(string text, string words)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("x.json", text);

        var problem = Assert.Throws<InvalidDataException>(() => FragmentFile.Read(path));

        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
        Assert.Contains("x.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnostics_of_a_compilation_in_process_give_the_same_as_its_log()
    {
        var log = SarifReaderTests.Read("ok");
        var header = "population\tkind\tfile\tline\tcolumn\tsymbol\tapi\tordinal\tsdk\tprovider\tguard\treason\treasonText\towedTo\tdataClasses\trule\torigin\tdebts";
        var properties = new Dictionary<string, string?>
        {
            ["schema"] = "promptshield/inventory/v1", ["analyzerVersion"] = "0.1.0", ["assembly"] = "Desk", ["outputKind"] = "exe", ["language"] = "14.0",
            ["siteCount"] = "3", ["supplies"] = "kind\tslot\tto\tguard\treason\ttext\tfile\tline\tcolumn\tdebts\tmember\tshieldable\treplaced\tinside", ["notAnalyzed"] = "scope\treason\tcount\nfiles\tgenerated\t2",
            ["sites"] = header + "\n" + string.Join('\n', log.Inventory!.Sites.Select(site =>
                $"{site.Population}\t{site.Kind}\t{site.File}\t{site.Line}\t{site.Column}\t{site.Symbol}\t{site.Api}\t0\topenai\topenai\tUnguarded\t{site.Reason}\t{site.ReasonText}\t\t\tPSH1001\t\t")),
        };

        var live = CompilationEvidence.FromDiagnostics(properties, log.Findings, [], [], log.CompilerVersion);

        Assert.Equal(FragmentFile.Text(FragmentBuilder.Create(log, Input)), FragmentFile.Text(FragmentBuilder.Create(live, Input)));
    }
}
