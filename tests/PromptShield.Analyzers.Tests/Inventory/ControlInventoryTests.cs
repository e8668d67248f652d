using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Inventory;

public sealed class ControlInventoryTests
{
    private static ImmutableArray<MetadataReference> References { get; } = [.. Snippet.Packages, ShieldStub.Real];

    [Fact]
    public async Task A_row_says_where_what_and_why()
    {
        var compilation = Snippet.Compile(References, $$"""
            {{Guards.Usings}}
            internal class C
            {
                internal void M()
                {
                    var chat = new ChatClient("m", "k");
                    chat.CompleteChat("hello");
                }
            }
            """);
        var (sites, diagnostics) = await Guards.Judge(compilation);
        var site = Assert.Single(sites);
        Assert.Equal("model-calls", site["population"]);
        Assert.Equal("chat", site["kind"]);
        Assert.Equal("Test0.cs", site["file"]);
        Assert.Equal("18", site["line"]);
        Assert.Equal("14", site["column"]);
        Assert.Equal("M:C.M", site["symbol"]);
        Assert.Equal("M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])", site["api"]);
        Assert.Equal("0", site["ordinal"]);
        Assert.Equal("OpenAI", site["sdk"]);
        Assert.Equal("OpenAI", site["provider"]);
        Assert.Equal("Unguarded", site["guard"]);
        Assert.Equal("client-not-shielded", site["reason"]);
        Assert.Equal("PSH1001", site["rule"]);
        Assert.Equal("Test0.cs:17:20", site["origin"]);
        Assert.Empty(site["owedTo"]);

        var finding = Assert.Single(diagnostics, static diagnostic => diagnostic.Id == "PSH1001");
        Assert.Equal(
            "'ChatClient.CompleteChat' reaches OpenAI without the shield: the client 'ChatClient' is created without the shield",
            finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new FileLinePositionSpan("Test0.cs", new(16, 19), new(16, 43)), Assert.Single(finding.AdditionalLocations).GetLineSpan());
        Assert.Equal(("chat", "Unguarded", "client-not-shielded"), (finding.Properties["siteKind"], finding.Properties["guard"], finding.Properties["reason"]));
    }

    [Fact]
    public async Task The_record_says_what_was_compiled()
    {
        var (_, diagnostics) = await Guards.Judge(Snippet.Compile(References, "System.Console.WriteLine();", OutputKind.ConsoleApplication));
        var record = Assert.Single(diagnostics, static diagnostic => diagnostic.Id == "PSH9001");
        Assert.Equal(Location.None, record.Location);
        Assert.Equal("promptshield/inventory/v1", record.Properties["schema"]);
        Assert.Equal("Snippet", record.Properties["assembly"]);
        Assert.Equal("exe", record.Properties["outputKind"]);
        Assert.Equal("0", record.Properties["siteCount"]);
        Assert.Equal(SiteTable.Header, record.Properties["sites"]);
        Assert.Equal("scope\treason\tcount", record.Properties["notAnalyzed"]);
        Assert.StartsWith("0.1.0", record.Properties["analyzerVersion"], StringComparison.Ordinal);
        Assert.NotEmpty(record.Properties["language"]!);
    }

    [Fact]
    public async Task Without_a_report_there_is_no_record()
    {
        var compilation = Snippet.Compile(References, "class C;");
        var diagnostics = await compilation.WithAnalyzers([new ControlInventory()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Empty(diagnostics);
    }

    [Fact]
    public async Task Ordinals_count_the_calls_of_one_callee_in_the_whole_member()
    {
        var (sites, _) = await Guards.Judge(Snippet.Compile(References, $$"""
            {{Guards.Usings}}
            internal class C
            {
                void M(ChatClient a)
                {
                    a.CompleteChat("0"); Action f = () => a.CompleteChat("1"); void L() => a.CompleteChat("2");
                    a.CompleteChat(new List<OpenAI.Chat.ChatMessage>());
                    a.CompleteChat("3");
                }
                void N(ChatClient a) => a.CompleteChat("0");
            }
            """));
        Assert.Equal(["0", "1", "2", "0", "3", "0"], sites.Select(static site => site["ordinal"]));
        Assert.Equal(["M:C.M(OpenAI.Chat.ChatClient)"], sites.Take(5).Select(static site => site["symbol"]).Distinct());
    }

    [Fact]
    public async Task Members_are_named_as_a_reader_names_them()
    {
        var (sites, _) = await Guards.Judge(Snippet.Compile(
            References,
            $$"""
            {{Guards.Usings}}
            new ChatClient("m", "k").CompleteChat("top");
            internal class C
            {
                object Property => new ChatClient("m", "k").CompleteChat("getter");
                object field = new ChatClient("m", "k").CompleteChat("field");
                C() => new ChatClient("m", "k").CompleteChat("constructor");
            }
            """,
            OutputKind.ConsoleApplication));
        Assert.Equal(
            ["M:Program.{Main}$(System.String[])", "P:C.Property", "F:C.field", "M:C.#ctor"],
            sites.Select(static site => site["symbol"]));
        Assert.All(sites, static site => Assert.Equal("0", site["ordinal"]));
    }

    [Fact]
    public async Task Code_from_markup_is_placed_in_the_markup_file()
    {
        var code = $$"""
            {{Guards.Usings}}
            internal class Comp
            {
                void M(ChatClient chat)
                {
            #line 4 "Pages/Comp.razor"
                    chat.CompleteChat("hello");
            #line default
                }
            }
            """;
        var (sites, _) = await Guards.Judge(Snippet.Compile(References, "class Other;", OutputKind.DynamicallyLinkedLibrary, code));
        var site = Assert.Single(sites);
        Assert.EndsWith("Comp.razor", site["file"], StringComparison.Ordinal);
        Assert.Equal("4", site["line"]);
    }

    [Fact]
    public async Task An_ordinary_line_directive_moves_nothing()
    {
        var code = $$"""
            {{Guards.Usings}}
            internal class C
            {
                void M(ChatClient chat)
                {
            #line 4 "Template.tt"
                    chat.CompleteChat("hello");
                }
            }
            """;
        var (sites, _) = await Guards.Judge(Snippet.Compile(References, code));
        Assert.Equal("Test0.cs", Assert.Single(sites)["file"]);
    }

    [Fact]
    public async Task Two_runs_of_one_compilation_give_the_same_text()
    {
        const string Calls = "chat.CompleteChat(\"a\"); chat.CompleteChat(\"b\");";
        var source = Guards.Wrap("var chat = new ChatClient(\"m\", \"k\");" + string.Concat(Enumerable.Repeat(Calls, 40)));
        var first = await Guards.Judge(Snippet.Compile(References, source));
        var second = await Guards.Judge(Snippet.Compile(References, source));
        static string Text(ImmutableArray<Diagnostic> diagnostics) => diagnostics.Single(static diagnostic => diagnostic.Id == "PSH9001").Properties["sites"]!;
        Assert.Equal(Text(first.Diagnostics), Text(second.Diagnostics));
        Assert.Equal(80, first.Sites.Count);
    }

    [Fact]
    public async Task Special_characters_in_a_path_survive()
    {
        var source = Guards.Wrap("new ChatClient(\"m\", \"k\").CompleteChat(\"a\");");
        var compilation = Snippet.Compile(References, "class Other;");
        compilation = compilation.AddSyntaxTrees(Snippet.Tree(source, "C:\\a\tb\nc.cs"));
        var (sites, _) = await Guards.Judge(compilation);
        Assert.Equal("C:\\a\tb\nc.cs", Assert.Single(sites)["file"]);
    }

    [Fact]
    public async Task Code_that_does_not_resolve_is_counted_as_not_analysed()
    {
        var tree = Snippet.Tree("class D { void M(Missing.ChatClient chat) { chat.CompleteChat(\"a\"); chat.CompleteChat(\"b\"); chat.Send(1); } }", "D.cs");
        var compilation = Snippet.Compile(References, "class Other;").AddSyntaxTrees(tree);
        var (sites, diagnostics) = await Guards.Judge(compilation);
        Assert.Equal(["!:CompleteChat", "!:CompleteChat"], sites.Select(static site => site["api"]));
        Assert.Equal(["0", "1"], sites.Select(static site => site["ordinal"]));
        Assert.All(sites, static site => Assert.Equal(("NotAnalyzed", "dynamic-or-unresolved"), (site["guard"], site["reason"])));
        Assert.DoesNotContain(diagnostics, static diagnostic => diagnostic.Id == "PSH1001");
    }
}
