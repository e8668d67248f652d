using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class ToolWithoutApprovalTests
{
    private const string Rule = "PSH4003";
    private const string Invokes = "_ = inner.AsBuilder().UseFunctionInvocation().Build();";

    [Theory]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(DeleteFile)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = new List<AITool> { AIFunctionFactory.{|Create|}(DeleteFile) } };""")]
    [InlineData("""var options = new ChatOptions { Tools = [] }; options.Tools.Add(AIFunctionFactory.{|Create|}(DeleteFile));""")]
    [InlineData("""var tool = AIFunctionFactory.{|Create|}(DeleteFile); _ = new ChatOptions { Tools = [tool] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(() => "done", "send_email")] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(() => "done", new AIFunctionFactoryOptions { Name = "pay_invoice" })] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}((string path) => File.Delete(path))] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}((string path) => { System.Diagnostics.Process.Start(path); }, name)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(Note)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(Store)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(FetchAndStart)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(typeof(C).GetMethod("Any")!, null, "drop_table")] };""")]
    public Task A_tool_with_an_effect_is_found_where_functions_are_invoked(string statements) => RuleSnippet.Verify(Rule, Wrap(Invokes + statements));

    [Theory]
    [InlineData("""_ = inner.AsAIAgent(tools: [AIFunctionFactory.{|Create|}(DeleteFile)]);""")]
    [InlineData("""_ = new ChatClientAgent(inner, tools: [AIFunctionFactory.{|Create|}(DeleteFile)]);""")]
    [InlineData("""_ = new FunctionInvokingChatClient(inner); _ = new ChatOptions { Tools = [AIFunctionFactory.{|Create|}(DeleteFile)] };""")]
    public Task Agents_and_the_client_itself_invoke_functions(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.Create(GetWeather), AIFunctionFactory.Create(SearchDeleted), AIFunctionFactory.Create(FetchPosted)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(AIFunctionFactory.Create(DeleteFile))] };""")]
    [InlineData("""var tool = AIFunctionFactory.Create(DeleteFile); _ = new ChatOptions { Tools = [new ApprovalRequiredAIFunction(tool)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [Guard(AIFunctionFactory.Create(DeleteFile))] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [new Confirmed(AIFunctionFactory.Create(DeleteFile))] };""")]
    [InlineData("""var tool = AIFunctionFactory.Create(DeleteFile); await tool.InvokeAsync();""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.Create(() => "done", name)] };""")]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.Create((string text) => new HttpClient().PostAsync("https://api.openai.com/v1/embeddings", new StringContent(text)), "vector")] };""")]
    [InlineData("""_ = Own.AIFunctionFactory.Create(DeleteFile);""")]
    public Task A_tool_that_reads_or_waits_or_is_lost_from_sight_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(Invokes + statements));

    [Theory]
    [InlineData("""_ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile)] };""")]
    [InlineData("""_ = inner.AsBuilder().UseFunctionInvocation(configure: client => client.FunctionInvoker = (context, cancellation) => default).Build(); _ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile)] };""")]
    public Task Where_nothing_invokes_functions_or_an_invoker_can_ask_it_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Fact]
    public Task An_agent_whose_function_middleware_can_ask_is_silent() => RuleSnippet.Verify(Rule, Wrap("""
        _ = inner.AsAIAgent(tools: [AIFunctionFactory.Create(DeleteFile)]).AsBuilder().Use((agent, context, next, cancellation) => next(context, cancellation)).Build();
        """));

    [Theory]
    [InlineData("""_ = new FileAccessProviderOptions { DisableWriteToolApproval = {|true|} };""")]
    [InlineData("""_ = new AgentSkillsProviderOptions { DisableRunSkillScriptApproval = {|true|} };""")]
    [InlineData("""_ = new FileAccessProviderOptions { DisableWriteToolApproval = false, DisableReadOnlyToolApproval = true };""")]
    [InlineData("""_ = new FileAccessProviderOptions();""")]
    public Task An_approval_that_is_switched_off_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("IEnumerable<AITool> Tools() { yield return AIFunctionFactory.{|Create|}(C.DeleteFile); }", "")]
    [InlineData("IEnumerable<AITool> Tools() { yield return AIFunctionFactory.Create(C.DeleteFile); }", "_ = new ApprovalRequiredAIFunction(AIFunctionFactory.Create(GetWeather));")]
    public Task A_tool_that_is_returned_is_found_in_a_project_that_wraps_none(string member, string statements) =>
        RuleSnippet.Verify(Rule, Wrap(Invokes + statements, "internal class Provider { internal " + member + " }", wrapper: false));

    [Theory]
    [InlineData("""_ = FunctionChoiceBehavior.Auto();""")]
    [InlineData("""_ = FunctionChoiceBehavior.Required(autoInvoke: true);""")]
    [InlineData("""_ = new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { ToolCallBehavior = Microsoft.SemanticKernel.Connectors.OpenAI.ToolCallBehavior.AutoInvokeKernelFunctions };""")]
    public Task A_kernel_function_with_an_effect_is_found_where_the_kernel_invokes_functions(string statements) => RuleSnippet.Verify(Rule, Wrap(statements + """_ = KernelFunctionFactory.{|CreateFromMethod|}(() => "done", "SendMail");""", """
        internal class Plugin
        {
            [KernelFunction] public void {|CancelOrder|}(string id) { }
            [KernelFunction("refund_order")] public void {|Money|}(string id) { }
            [KernelFunction, System.ComponentModel.Description("Sends")] public async Task {|Tell|}(string text) => await new System.Net.Mail.SmtpClient().SendMailAsync("a", "b", "c", text);
            [KernelFunction] public string GetOrder(string id) => id;
            public void DeleteOrder(string id) { }
        }
        """));

    [Theory]
    [InlineData("""_ = FunctionChoiceBehavior.Auto(autoInvoke: false);""", "")]
    [InlineData("""_ = FunctionChoiceBehavior.None();""", "")]
    [InlineData("""_ = FunctionChoiceBehavior.Auto();""", "internal class Filter : IAutoFunctionInvocationFilter { public Task OnAutoFunctionInvocationAsync(AutoFunctionInvocationContext context, Func<AutoFunctionInvocationContext, Task> next) => next(context); }")]
    public Task A_kernel_that_does_not_invoke_or_has_a_filter_is_silent(string statements, string members) => RuleSnippet.Verify(Rule, Wrap(statements, members + """
        internal class Plugin { [KernelFunction] public void CancelOrder(string id) { } }
        """));

    [Fact]
    public Task A_tool_of_a_server_is_found_when_it_hides_its_effect() => RuleSnippet.Verify(Rule, Wrap(string.Empty, """
        internal class Server
        {
            [McpServerTool] public static void {|DeleteOrder|}(string id) { }
            [McpServerTool(Name = "send_mail")] public static void {|Mail|}(string id) { }
            [McpServerTool(ReadOnly = true)] public static void {|CancelOrder|}(string id) { }
            [McpServerTool(Destructive = false)] public static void {|DropTable|}(string id) { }
            [McpServerTool] public static void {|Clean|}(string path) => File.Delete(path);
            [McpServerTool(Destructive = true)] public static void RemoveOrder(string id) { }
            [McpServerTool(ReadOnly = false)] public static void EraseOrder(string id) { }
            [McpServerTool(Destructive = false)] public static void CreateOrder(string id) { }
            [McpServerTool] public static string GetOrder(string id) => id;
            [McpServerTool] public static async Task PurgeOrders(ModelContextProtocol.Server.McpServer server) => await server.ElicitAsync(new() { Message = "Purge?", RequestedSchema = new() });
            public static void DeleteAll() { }
        }
        """));

    [Fact]
    public async Task The_register_of_the_policy_decides_where_there_is_one()
    {
        const string Policy = "approved-tool DeleteFile\napproved-tool cancel_order\napproved-tool Drop";
        await RuleSnippet.Verify(Rule, Wrap(Invokes + "_ = FunctionChoiceBehavior.Auto(); _ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile), AIFunctionFactory.{|Create|}(GetWeather), AIFunctionFactory.Create(() => 1, name)] };", """
            internal class Plugin
            {
                [KernelFunction("cancel_order")] public void Cancel(string id) { }
                [KernelFunction] public void {|Refund|}(string id) { }
                [KernelFunction] public Task DropAsync(string id) => Task.CompletedTask;
            }
            """), Policy);
    }

    [Fact]
    public async Task Messages_say_what_the_tool_does() => Assert.Equal(
        [
            "'AIFunctionFactory.Create' lets a model act without approval: the name of the tool 'DeleteFile' says that it deletes",
            "'AIFunctionFactory.Create' lets a model act without approval: the tool 'Note' calls 'File.AppendAllText', which writes",
            "'AIFunctionFactory.Create' lets a model act without approval: the tool calls 'File.Delete', which deletes",
            "'Server.DeleteOrder' lets a model act without approval: the name of the tool 'DeleteOrder' says that it deletes, and no 'Destructive' tells clients to ask first",
            "'Server.CancelOrder' lets a model act without approval: the name of the tool 'CancelOrder' says that it writes, but it is declared read-only",
        ],
        await RuleSnippet.Messages(Rule, Wrap(Invokes + "_ = new ChatOptions { Tools = [AIFunctionFactory.Create(DeleteFile), AIFunctionFactory.Create(Note), AIFunctionFactory.Create((string path) => File.Delete(path))] };", """
            internal class Server
            {
                [McpServerTool] public static void DeleteOrder(string id) { }
                [McpServerTool(ReadOnly = true)] public static void CancelOrder(string id) { }
            }
            """)));

    private static string Wrap(string statements, string types = "", bool wrapper = true) => $$"""
        {{Guards.Usings}}
        using Microsoft.SemanticKernel;
        using ModelContextProtocol.Server;
        internal class C
        {
            internal async Task M(IChatClient inner, string name)
            {
                {{statements}}
                await Task.Yield();
            }
            internal static string DeleteFile(string path) => path;
            internal static string GetWeather(string city) => city;
            internal static string SearchDeleted(string text) => text;
            internal static void Note(string text) => File.AppendAllText("notes.txt", text);
            internal static Task Store(string text) => new HttpClient().PutAsync("https://erp.corp.example/notes", new StringContent(text));
            internal static Task FetchPosted(string text) => new HttpClient().PostAsync("https://search.corp.example/query", new StringContent(text));
            internal static void FetchAndStart(string text) => System.Diagnostics.Process.Start(text);
            internal static AIFunction Guard(AIFunction inner) => inner;
        }
        {{(wrapper ? "internal class Confirmed(AIFunction inner) : DelegatingAIFunction(inner);" : "internal class Confirmed;")}}
        {{types}}
        namespace Own
        {
            internal static class AIFunctionFactory { public static object Create(Delegate method) => method; }
        }
        """;
}
