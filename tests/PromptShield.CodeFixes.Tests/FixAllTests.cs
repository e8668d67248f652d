using Microsoft.CodeAnalysis.CodeFixes;

namespace PromptShield.CodeFixes.Tests;

/// <summary>Many findings in one run: edits that several findings share, hooks of every kind, files without findings.</summary>
public class FixAllTests
{
    private const string Clients = """
        using OpenAI.Chat;

        namespace Shared;

        public static class Clients
        {
            // one for all
            public static readonly ChatClient Chat = new("m", "k");

            public static readonly Anthropic.AnthropicClient Claude = new() { ApiKey = "k" };
        }
        """;

    private const string First = """
        using Shared;

        namespace App;

        public static class First
        {
            public static object Ask() => [|Clients.Chat|].CompleteChat("a");

            public static object Again() => [|Clients.Chat|].CompleteChat("b");

            public static object Claude() => [|Clients.Claude|].ApiKey!;
        }
        """;

    private const string Second = """
        using Microsoft.SemanticKernel;
        using System.Net.Http;

        namespace App;

        public static class Second
        {
            private static readonly HttpClient Http = [|new()|];

            public static Kernel Make()
            {
                var builder = [|Kernel.CreateBuilder()|];
                builder.AddOpenAIChatCompletion("m", "k");
                return builder.Build();
            }

            public static object Raw() => Http.GetStringAsync("https://api.openai.com/v1/models");
        }
        """;

    private const string Other = """
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;

        namespace Other;

        public static class Third
        {
            public static IChatClient Make() => [|new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().Build()|];

            public static IChatClient Twice() => [|new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().Build()|];
        }
        """;

    private const string ClientsFixed = """
        using OpenAI.Chat;
        using PromptShield;

        namespace Shared;

        public static class Clients
        {
            // one for all
            public static readonly ChatClient Chat = new ChatClient("m", "k").Shielded();

            public static readonly Anthropic.AnthropicClient Claude = new() { ApiKey = "k", Handlers = [new PromptShieldHandler()] };
        }
        """;

    private const string SecondFixed = """
        using Microsoft.SemanticKernel;
        using PromptShield;
        using System.Net.Http;

        namespace App;

        public static class Second
        {
            private static readonly HttpClient Http = PromptShieldHandler.CreateClient();

            public static Kernel Make()
            {
                var builder = Kernel.CreateBuilder();
                builder.AddOpenAIChatCompletion("m", "k");
                builder.AddPromptShield();
                return builder.Build();
            }

            public static object Raw() => Http.GetStringAsync("https://api.openai.com/v1/models");
        }
        """;

    private const string OtherFixed = """
        using Microsoft.Extensions.AI;
        using OpenAI.Chat;
        using PromptShield;

        namespace Other;

        public static class Third
        {
            public static IChatClient Make() => new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();

            public static IChatClient Twice() => new ChatClient("m", "k").AsIChatClient().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
        }
        """;

    private static readonly MarkedFindings Findings = new("PSH1001", new Dictionary<string, List<TextSpan>>
    {
        ["First.cs"] = Markup.Spans(First),
        ["Second.cs"] = Markup.Spans(Second),
        ["Third.cs"] = Markup.Spans(Other),
    });

    [Fact]
    public async Task A_solution_is_fixed_in_one_run()
    {
        var changed = await Fixing.AllAsync(new ShieldModelClient(), Solution(), Findings);

        Assert.Equal(ClientsFixed, await changed.TextAsync("Clients.cs"));
        Assert.Equal(Markup.Strip(First), await changed.TextAsync("First.cs"));
        Assert.Equal(SecondFixed, await changed.TextAsync("Second.cs"));
        Assert.Equal(OtherFixed, await changed.TextAsync("Third.cs"));
        await changed.AssertCompilesAsync();
    }

    [Fact]
    public async Task A_project_is_fixed_and_the_others_are_left()
    {
        var changed = await Fixing.AllAsync(new ShieldModelClient(), Solution(), Findings, FixAllScope.Project, "First.cs");

        Assert.Equal(ClientsFixed, await changed.TextAsync("Clients.cs"));
        Assert.Equal(SecondFixed, await changed.TextAsync("Second.cs"));
        Assert.Equal(Markup.Strip(Other), await changed.TextAsync("Third.cs"));
    }

    [Fact]
    public async Task A_document_s_findings_are_fixed_where_their_clients_are_made()
    {
        var changed = await Fixing.AllAsync(new ShieldModelClient(), Solution(), Findings, FixAllScope.Document, "First.cs");

        Assert.Equal(ClientsFixed, await changed.TextAsync("Clients.cs"));
        Assert.Equal(Markup.Strip(Second), await changed.TextAsync("Second.cs"));
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        // The findings of the first run are asked for again, at the same places of the files that did not move.
        var once = await Fixing.AllAsync(new ShieldModelClient(), Solution(), Findings, FixAllScope.Document, "First.cs");
        var fixedFinding = (await Findings.FindingsAsync(once)).First(finding => finding.Location.SourceTree!.FilePath.EndsWith("First.cs", StringComparison.Ordinal));

        Assert.Empty(await Fixing.OfferedAsync(new ShieldModelClient(), once, fixedFinding));
    }

    [Fact]
    public async Task A_file_of_two_projects_is_changed_alike_in_both()
    {
        const string Code = """
            using OpenAI.Chat;

            public static class C
            {
                public static readonly ChatClient Chat = [|new("m", "k")|];
            }
            """;
        var solution = Workshop.Solution(("A", [("C.cs", Markup.Strip(Code))]), ("B", []));
        var original = solution.Projects.First().Documents.Single();
        var second = solution.Projects.Last().Id;
        solution = solution.AddDocument(DocumentId.CreateNewId(second), "C.cs", Markup.Strip(Code), filePath: original.FilePath);
        var findings = new MarkedFindings("PSH1001", new Dictionary<string, List<TextSpan>> { ["C.cs"] = Markup.Spans(Code) });

        var changed = await Fixing.AllAsync(new ShieldModelClient(), solution, findings);

        foreach (var project in changed.Projects)
        {
            var text = (await project.Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
            Assert.Contains("new ChatClient(\"m\", \"k\").Shielded();", text, StringComparison.Ordinal);
        }

        await changed.AssertCompilesAsync();
    }

    private static Solution Solution() => Workshop.Solution(
        ("App", [("Clients.cs", Clients), ("First.cs", Markup.Strip(First)), ("Second.cs", Markup.Strip(Second))]),
        ("Other", [("Third.cs", Markup.Strip(Other))]));
}
