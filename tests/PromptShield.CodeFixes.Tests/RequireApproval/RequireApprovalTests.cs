using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class RequireApprovalTests
{
    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH4003");

    public static TheoryData<string, string> Fixed => new()
    {
        { """_ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile)] };""", """_ = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(AIFunctionFactory.Create(DeleteFile))] };""" },
        { """var tool = AIFunctionFactory.Create(DeleteFile); _ = new ChatOptions { Tools = [tool] };""", """var tool = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(DeleteFile)); _ = new ChatOptions { Tools = [tool] };""" },
        {
            """_ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile), AIFunctionFactory.Create(GetFile), AIFunctionFactory.Create((string p) => File.Delete(p))] };""",
            """_ = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(AIFunctionFactory.Create(DeleteFile)), AIFunctionFactory.Create(GetFile), new ApprovalRequiredAIFunction(AIFunctionFactory.Create((string p) => File.Delete(p)))] };"""
        },
    };

    public static TheoryData<string, string> Declared => new()
    {
        { "[McpServerTool]", "[McpServerTool(Destructive = true)]" },
        { """[McpServerTool(Name = "delete")]""", """[McpServerTool(Name = "delete", Destructive = true)]""" },
        { """[System.ComponentModel.Description("d"), McpServerTool()]""", """[System.ComponentModel.Description("d"), McpServerTool(Destructive = true)]""" },
    };

    [Theory]
    [MemberData(nameof(Fixed))]
    public Task A_function_is_wrapped(string before, string after) => VerifyAsync(Program(before, "[McpServerTool(Destructive = true)]"), Program(after, "[McpServerTool(Destructive = true)]"));

    [Theory]
    [MemberData(nameof(Declared))]
    public Task A_tool_of_a_server_is_declared_destructive(string before, string after) => VerifyAsync(Program(string.Empty, before), Program(string.Empty, after));

    [Fact]
    public async Task A_declaration_that_contradicts_the_effect_is_left_to_its_author()
    {
        var solution = Workshop.Solution(Program(string.Empty, "[McpServerTool(ReadOnly = true)]"));
        var finding = Assert.Single(await Findings.FindingsAsync(solution));
        Assert.Empty(await Fixing.OfferedAsync(new RequireApproval(), solution, finding));
    }

    private static async Task VerifyAsync(string before, string after)
    {
        var solution = Workshop.Solution(before, withRuntime: false);
        await solution.AssertCompilesAsync();
        var finding = (await Findings.FindingsAsync(solution))[0];

        var action = Assert.Single(await Fixing.OfferedAsync(new RequireApproval(), solution, finding));
        var changed = await Fixing.AllAsync(new RequireApproval(), solution, Findings);

        Assert.Equal("Require approval of the tool", action.Title);
        Assert.Equal(after, await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    /// <summary>A program with a tool of each kind; the attribute stands for that of the server library, which the test project does not reference.</summary>
    private static string Program(string statements, string attribute) => $$"""
        using System.IO;
        using Microsoft.Extensions.AI;
        using ModelContextProtocol.Server;

        public class Tools
        {
            public void Use(IChatClient inner)
            {
                _ = inner.AsBuilder().UseFunctionInvocation().Build();
                {{statements}}
            }

            public static string DeleteFile(string path) => path;

            public static string GetFile(string path) => path;

            {{attribute}}
            public static void DeleteOrder(string id)
            {
            }
        }

        namespace ModelContextProtocol.Server
        {
            public sealed class McpServerToolAttribute : System.Attribute
            {
                public string? Name { get; set; }
                public bool Destructive { get; set; }
                public bool ReadOnly { get; set; }
            }
        }

        """;
}
