using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Tests.Flow;

public sealed class ReachingDefinitionsTests
{
    [Theory]
    [InlineData("var x = 1; Use(/*?*/x);", "1")]
    [InlineData("int x; x = 1; x = 2; Use(/*?*/x);", "2")]
    [InlineData("var x = 1; if (c) x = 2; Use(/*?*/x);", "1", "2")]
    [InlineData("int x; if (c) x = 1; else x = 2; Use(/*?*/x);", "1", "2")]
    [InlineData("var x = 1; if (c) { x = 2; return; } Use(/*?*/x);", "1")]
    [InlineData("var x = 1; Use(/*?*/x); x = 2;", "1")]
    [InlineData("var x = 1; while (c) { Use(/*?*/x); x = 2; }", "1", "2")]
    [InlineData("var x = 1; x = x + Use(/*?*/x);", "1")]
    [InlineData("var x = c ? 1 : 2; Use(/*?*/x);", "c ? 1 : 2")]
    [InlineData("string? x = null; x ??= \"a\"; Use(/*?*/x);", "null", "\"a\"")]
    [InlineData("int x; try { x = 1; x = 2; } catch (Exception) { x = 3; } Use(/*?*/x);", "2", "3")]
    [InlineData("var x = 0; try { x = 1; F(); x = 2; } catch (Exception) { Use(/*?*/x); }", "0", "1", "2")]
    [InlineData("var x = 0; try { x = 1; } finally { Use(/*?*/x); }", "0", "1")]
    [InlineData("var x = 0; try { F(); } finally { x = 5; } Use(/*?*/x);", "5")]
    [InlineData("var x = 0; try { F(); } finally { if (c) { x = 5; } } Use(/*?*/x);", "0", "5")]
    [InlineData("var x = 0; try { F(); } finally { try { x = int.Parse(\"5\"); } catch (Exception) { } } Use(/*?*/x);", "0", "int.Parse(\"5\")")]
    [InlineData("var x = 1; while (true) { x = 2; break; } Use(/*?*/x);", "2")]
    [InlineData("var x = 1; while (!c) { x = 2; break; } Use(/*?*/x);", "1", "2")]
    [InlineData("var x = 1; switch (x) { case 1: x = 2; break; case 2: x = 3; break; } Use(/*?*/x);", "1", "2", "3")]
    [InlineData("var x = 1; goto end; x = 2; end: Use(/*?*/x);", "1")]
    [InlineData("var x = 1; x += 2; Use(/*?*/x);", "1", "2")]
    public void Assignments_on_every_path_reach_the_use(string body, params string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Texts(body, DefinitionKind.Value));

    [Fact]
    public void The_outermost_finally_on_the_way_out_comes_last() =>
        Assert.Equal(["6"], Texts("var x = 0; try { try { F(); if (c) { goto end; } } finally { x = 5; } } finally { x = 6; } end: Use(/*?*/x);", DefinitionKind.Value));

    [Fact]
    public void Every_finally_on_the_way_out_is_joined() =>
        Assert.Equal(
            ["5", "6"],
            Texts("var x = 0; try { try { F(); if (c) { goto end; } } finally { x = 5; } } finally { if (c) { x = 6; } } end: Use(/*?*/x);", DefinitionKind.Value));

    [Theory]
    [InlineData("object o = 1; if (o is int x) Use(/*?*/x);", "o")]
    [InlineData("object o = 1; if (o is not int x) return; Use(/*?*/x);", "o")]
    [InlineData("object o = 1; switch (o) { case int x: Use(/*?*/x); break; }", "o")]
    public void A_pattern_variable_is_what_was_matched(string body, string expected) => Assert.Equal([expected], Texts(body, DefinitionKind.Value));

    [Theory]
    [InlineData("foreach (var x in new[] { 1, 2 }) Use(/*?*/x);", "new[] { 1, 2 }")]
    [InlineData("foreach (var (x, y) in new[] { (1, 2) }) Use(/*?*/x);", "new[] { (1, 2) }")]
    [InlineData("var t = (1, 2); var (x, y) = t; Use(/*?*/x);", "t")]
    [InlineData("object o = 1; if (o is string { Length: var x }) Use(/*?*/x);", "o")]
    public void A_part_of_a_value_is_told_apart_from_the_value(string body, string expected) => Assert.Equal([expected], Texts(body, DefinitionKind.Part));

    [Fact]
    public void A_paired_tuple_gives_its_element() => Assert.Equal(["1"], Texts("var (x, y) = (1, 2); Use(/*?*/x);", DefinitionKind.Value));

    [Fact]
    public void An_out_argument_replaces_and_a_ref_argument_may_replace()
    {
        Assert.Equal(["out x"], Texts("int x = 1; Out(out x); Use(/*?*/x);", DefinitionKind.ByReference));
        Assert.Empty(Texts("int x = 1; Out(out x); Use(/*?*/x);", DefinitionKind.Value));
        Assert.Equal(["1"], Texts("int x = 1; Ref(ref x); Use(/*?*/x);", DefinitionKind.Value));
        Assert.Equal(["ref x"], Texts("int x = 1; Ref(ref x); Use(/*?*/x);", DefinitionKind.ByReference));
    }

    [Fact]
    public void A_use_before_an_out_argument_of_the_same_call_does_not_see_it() =>
        Assert.Equal(["1"], Texts("int x = 1; Both(/*?*/x, out x);", DefinitionKind.Value));

    [Theory]
    [InlineData("var x = 1; Action a = () => Use(/*?*/x); x = 2; a();", "1", "2")]
    [InlineData("var x = 1; void L() { x = 2; } L(); Use(/*?*/x);", "1", "2")]
    [InlineData("Action a = () => { var x = 1; x = 2; Use(/*?*/x); }; a();", "2")]
    [InlineData("void L() { var x = 1; Action a = () => { x = 3; Use(/*?*/x); }; a(); } L();", "1", "3")]
    public void A_captured_variable_joins_all_its_assignments(string body, params string[] expected) => Assert.Equal(expected, Texts(body, DefinitionKind.Value));

    [Fact]
    public void A_parameter_keeps_what_the_caller_passed_unless_it_is_replaced_on_every_path()
    {
        Assert.Single(Of("Use(/*?*/p);").Items, static item => item.Kind == DefinitionKind.Parameter);
        Assert.Single(Of("if (c) p = 2; Use(/*?*/p);").Items, static item => item.Kind == DefinitionKind.Parameter);
        Assert.DoesNotContain(Of("p = 2; Use(/*?*/p);").Items, static item => item.Kind == DefinitionKind.Parameter);
    }

    [Fact]
    public void More_definitions_than_the_budget_are_reported_as_exhausted()
    {
        var many = string.Concat(Enumerable.Range(0, FlowBudget.Definitions + 5).Select(static i => $"if (n == {i}) x = {i};"));
        Assert.True(Of($"var x = 0; var n = p; {many} Use(/*?*/x);").IsExhausted);
        Assert.False(Of("var x = 0; Use(/*?*/x);").IsExhausted);
    }

    [Fact]
    public void A_field_has_its_initializer_and_every_assignment_in_every_part()
    {
        var compilation = Snippet.Compile(
            "partial class C { int f = 1; void M() { f = 2; this.f = 3; } int g; }",
            OutputKind.DynamicallyLinkedLibrary,
            "partial class C { void N(D d) { f = 4; d.f = 9; } } class D { public int f; }");
        var field = compilation.GetTypeByMetadataName("C")!.GetMembers("f")[0];
        var found = CompilationModel.Of(compilation).Assigned(field, TestContext.Current.CancellationToken);
        Assert.Equal(["1", "2", "3", "4"], found.Items.Select(static item => item.Value!.Syntax.ToString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_property_has_its_initializer_its_assignments_elsewhere_and_its_getter()
    {
        var compilation = Snippet.Compile("class C { public int P { get; set; } = 1; public int Q => P; } class D { C c = new() { P = 2 }; }");
        var model = CompilationModel.Of(compilation);
        var type = compilation.GetTypeByMetadataName("C")!;
        var p = model.Assigned(type.GetMembers("P")[0], TestContext.Current.CancellationToken);
        var q = model.Assigned(type.GetMembers("Q")[0], TestContext.Current.CancellationToken);
        Assert.Equal(["1", "2"], p.Items.Select(static item => item.Value!.Syntax.ToString()));
        Assert.Equal(["P"], q.Items.Select(static item => item.Value!.Syntax.ToString()));
    }

    private static IEnumerable<string> Texts(string body, DefinitionKind kind) =>
        [.. Of(body).Items.Where(item => item.Kind == kind).Select(static item => item.Value!.Syntax.ToString()).Order(StringComparer.Ordinal)];

    private static Definitions Of(string body)
    {
        var compilation = Snippet.Compile(
            $$"""
            class C
            {
                int Use(object? o) => 0;
                void F() { }
                void Out(out int i) => i = 0;
                void Ref(ref int i) => i = 0;
                void Both(int a, out int b) => b = a;
                void M(bool c, int p)
                {
                    {{body}}
                }
            }
            """);
        var tree = compilation.SyntaxTrees.Single(static tree => tree.FilePath == "Test0.cs");
        var root = tree.GetRoot(TestContext.Current.CancellationToken);
        var use = root.FindToken(root.ToFullString().IndexOf("/*?*/", StringComparison.Ordinal) + 5).Parent!;
        var model = CompilationModel.Of(compilation);
        var operation = model.OperationOf(use, TestContext.Current.CancellationToken)!;
        var symbol = model.SemanticModelOf(tree).GetSymbolInfo(use, TestContext.Current.CancellationToken).Symbol!;
        return model.Reaching(symbol, operation, TestContext.Current.CancellationToken);
    }
}
