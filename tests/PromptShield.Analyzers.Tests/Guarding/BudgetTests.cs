using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class BudgetTests
{
    [Fact]
    public Task More_assignments_than_the_budget_are_not_taken_for_guarded()
    {
        var assignments = string.Concat(Enumerable.Range(0, FlowBudget.Definitions + 5).Select(static i => $"if (i == {i}) chat = new ChatClient(\"m\", \"k\").Shielded();"));
        return Guards.Body($$"""
            var i = c.GetHashCode();
            var chat = new ChatClient("m", "k").Shielded();
            {{assignments}}
            chat.{|NotAnalyzed/budget-exhausted:CompleteChat|}("hello");
            """);
    }

    [Fact]
    public Task A_chain_that_is_longer_than_the_budget_is_not_taken_for_guarded()
    {
        var locals = string.Concat(Enumerable.Range(1, FlowBudget.Depth + 5).Select(static i => $"var c{i} = c{i - 1};"));
        return Guards.Body($$"""
            var c0 = new ChatClient("m", "k").Shielded();
            {{locals}}
            c{{FlowBudget.Depth + 5}}.{|NotAnalyzed/budget-exhausted:CompleteChat|}("hello");
            c9.{|Guarded:CompleteChat|}("hello");
            """);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_counted_in_the_record()
    {
        var branches = string.Concat(Enumerable.Repeat("if (c) i++;", FlowBudget.Blocks));
        var large = await NotAnalyzed($$"""var i = 0; {{branches}} var chat = new ChatClient("m", "k").Shielded(); chat.CompleteChat("hello");""");
        Assert.Equal("scope\treason\tcount\ncode\tbudget-exhausted\t1", large);
        var small = await NotAnalyzed("""var chat = new ChatClient("m", "k").Shielded(); chat.CompleteChat("hello");""");
        Assert.Equal("scope\treason\tcount", small);
    }

    private static async Task<string?> NotAnalyzed(string statements)
    {
        var compilation = Snippet.Compile([.. Snippet.Packages, ShieldStub.Real], Guards.Wrap(statements), OutputKind.DynamicallyLinkedLibrary);
        var (_, diagnostics) = await Guards.Judge(compilation);
        return Assert.Single(diagnostics, static diagnostic => diagnostic.Id == "PSH9001").Properties["notAnalyzed"];
    }
}
