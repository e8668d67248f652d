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
}
