using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Responses;

namespace PromptShield.Tests;

/// <summary>What the model is told about tools and the form of its answer, and the keys of what it and they say.</summary>
public sealed class ToolDeclarationTests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly ScriptedChatClient _model = new();

    [Fact]
    public async Task Descriptions_and_schemas_get_placeholders()
    {
        var tool = AIFunctionFactory.Create(Mail, "mail", $"Mails {Planted.Email}.");

        await Guarded().GetResponseAsync($"{Planted.Ssn} and {Planted.Email}", new ChatOptions { Tools = [tool, tool.AsDeclarationOnly()] });

        Assert.Equal("[SSN_1] and [EMAIL_1]", _model.Messages![0].Text);
        Assert.All(_model.Options!.Tools!, sent =>
        {
            Assert.Equal(("mail", "Mails [EMAIL_1]."), (sent.Name, sent.Description));
            var schema = ((AIFunctionDeclaration)sent).JsonSchema;
            Assert.Contains("such as [PHONE_1]", schema.GetRawText(), StringComparison.Ordinal);
            Assert.Equal("string", schema.GetProperty("properties").GetProperty("to").GetProperty("type").GetString());
        });
        Assert.IsType<AIFunction>(_model.Options.Tools![0], exactMatch: false);
        Assert.IsNotType<AIFunction>(_model.Options.Tools[1], exactMatch: false);
        Assert.Contains(Planted.Email, tool.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_in_which_nothing_is_found_goes_on_as_it_is()
    {
        AITool[] tools = [AIFunctionFactory.Create(() => 1, "harmless", "Gives 1."), new HostedWebSearchTool(), new HostedMcpServerTool("docs", "http://docs.test/mcp")];
        var format = ChatResponseFormat.ForJsonSchema<int[]>();

        await Guarded().GetResponseAsync("hello", new ChatOptions { Tools = tools, ResponseFormat = format });

        Assert.True(_model.Options!.Tools!.SequenceEqual<object>(tools, ReferenceEqualityComparer.Instance));
        Assert.Same(format, _model.Options.ResponseFormat);
    }

    [Fact]
    public async Task A_wrapped_tool_is_called_with_the_originals()
    {
        string? received = null;
        var tool = AIFunctionFactory.Create((string to) => received = to, "mail", $"Mails {Planted.Email}.");
        _model.Script = [[new FunctionCallContent("1", "mail", new Dictionary<string, object?> { ["to"] = "[EMAIL_1]" })], [new TextContent("done")]];
        var client = _model.AsBuilder().UseFunctionInvocation().Build().Shielded(TestShields.Create(_evidence));

        await client.GetResponseAsync("go", new ChatOptions { Tools = [tool] });

        Assert.Equal(Planted.Email, received);
        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
    }

    public static TheoryData<string, AITool> Irreplaceable => new()
    {
        { "a name", AIFunctionFactory.Create(() => 1, "lookup_for jane@example.com") },
        { "a server", new HostedMcpServerTool("docs", "http://docs.test/mcp?user=jane@example.com") },
        { "a server's description", new HostedMcpServerTool("docs", "http://docs.test/mcp") { ServerDescription = Planted.Email } },
        { "a kernel function", Microsoft.SemanticKernel.KernelFunctionFactory.CreateFromMethod(() => 1, "f", Planted.Email) },
        { "a provider's own tool", ResponseTool.CreateFunctionTool("f", BinaryData.FromString("{}"), false, Planted.Email).AsAITool() },
    };

    [Theory]
    [MemberData(nameof(Irreplaceable))]
    public async Task Where_no_placeholder_can_stand_the_request_is_refused(string what, AITool tool)
    {
        var exception = await Assert.ThrowsAsync<PromptBlockedException>(() => Guarded().GetResponseAsync(what, new ChatOptions { Tools = [tool] }));

        Assert.NotEmpty(exception.Findings);
        Assert.Null(_model.Messages);
        await Guarded(options => options.Action = PersonalDataAction.Allow).GetResponseAsync(what, new ChatOptions { Tools = [tool] });
        Assert.Same(tool, _model.Options!.Tools![0]);
    }

    [Fact]
    public async Task Tools_that_the_function_client_brings_itself_are_inspected()
    {
        var tool = AIFunctionFactory.Create(() => 1, "f", Planted.Email);
        var client = _model.AsBuilder().UseFunctionInvocation(configure: functions => functions.AdditionalTools = [tool]).Build().Shielded(TestShields.Create(_evidence));

        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync("hello"));
        Assert.Null(_model.Messages);
    }

    [Fact]
    public async Task The_response_schema_gets_placeholders()
    {
        var schema = JsonSerializer.SerializeToElement(new { type = "object", description = $"As {Planted.Email} wants it", properties = new { n = new { type = "integer" } } });

        await Guarded().GetResponseAsync("hello", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "answer", $"For {Planted.Email}") });

        var sent = Assert.IsType<ChatResponseFormatJson>(_model.Options!.ResponseFormat);
        Assert.Equal(("answer", "For [EMAIL_1]"), (sent.SchemaName, sent.SchemaDescription));
        Assert.Equal("As [EMAIL_1] wants it", sent.Schema!.Value.GetProperty("description").GetString());
        Assert.Equal("integer", sent.Schema.Value.GetProperty("properties").GetProperty("n").GetProperty("type").GetString());
        await Assert.ThrowsAsync<PromptBlockedException>(() => Guarded().GetResponseAsync("hello", new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "for jane@example.com") }));
    }

    [Fact]
    public async Task Keys_of_arguments_and_results_get_the_placeholder_of_the_value()
    {
        var call = new FunctionCallContent("1", "f", new Dictionary<string, object?> { [Planted.Email] = 1, ["n"] = 2 });
        var result = new FunctionResultContent("1", new Dictionary<string, int> { [Planted.Email] = 1, ["n"] = 2 });

        await Guarded().GetResponseAsync([new(ChatRole.User, Planted.Email), new(ChatRole.Assistant, [call]), new(ChatRole.Tool, [result])]);

        var arguments = Assert.IsType<FunctionCallContent>(_model.Messages![1].Contents[0]).Arguments!;
        Assert.Equal(["[EMAIL_1]", "n"], arguments.Keys);
        Assert.Equal(1, arguments["[EMAIL_1]"]);
        Assert.Equal("""{"[EMAIL_1]":1,"n":2}""", JsonSerializer.Serialize(Assert.IsType<FunctionResultContent>(_model.Messages[2].Contents[0]).Result));
        Assert.Contains(Planted.Email, call.Arguments!.Keys);
    }

    [Fact]
    public async Task A_call_that_a_person_approved_is_sent_with_placeholders_and_run_with_the_originals()
    {
        string? received = null;
        var tool = new ApprovalRequiredAIFunction(AIFunctionFactory.Create((string to) => received = to, "mail"));
        _model.Script = [[new FunctionCallContent("1", "mail", new Dictionary<string, object?> { ["to"] = "[EMAIL_1]" })], [new TextContent("done")]];
        var client = _model.AsBuilder().UseFunctionInvocation().Build().Shielded(TestShields.Create(_evidence));
        List<ChatMessage> conversation = [new(ChatRole.User, Planted.Email)];
        var options = new ChatOptions { Tools = [tool] };
        var answer = await client.GetResponseAsync(conversation, options);
        var asked = answer.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        conversation.AddRange(answer.Messages);
        conversation.Add(new(ChatRole.User, [asked.CreateResponse(true, $"{Planted.Ssn} said so")]));

        await client.GetResponseAsync(conversation, options);

        Assert.Equal(Planted.Email, Assert.IsType<FunctionCallContent>(asked.ToolCall).Arguments!["to"]);
        Assert.Equal(Planted.Email, received);
        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted.Ssn, _model.SentJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_the_model_writes_get_the_originals()
    {
        _model.Script = [[new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["[EMAIL_1]"] = 1, ["[EMAIL_2]"] = 2 })]];

        var answer = await Guarded().GetResponseAsync(Planted.Email);

        Assert.Equal([Planted.Email, "[EMAIL_2]"], Assert.IsType<FunctionCallContent>(answer.Messages[0].Contents[0]).Arguments!.Keys);
    }

    [Fact]
    public async Task A_placeholder_that_a_key_or_a_description_already_holds_is_not_given_out()
    {
        var call = new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["[EMAIL_1]"] = 1 });

        await Guarded().GetResponseAsync(
            [new(ChatRole.Assistant, [call]), new(ChatRole.User, Planted.Email)], new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f", "Knows [EMAIL_2].")] });

        Assert.Equal("[EMAIL_3]", _model.Messages![1].Text);
    }

    [Fact]
    public async Task Additional_properties_that_are_json_are_guarded()
    {
        await Guarded().GetResponseAsync("hello", new ChatOptions { AdditionalProperties = new() { ["metadata"] = JsonSerializer.SerializeToElement(new { user = Planted.Email }), ["n"] = 1 } });

        Assert.Equal("""{"user":"[EMAIL_1]"}""", JsonSerializer.Serialize(_model.Options!.AdditionalProperties!["metadata"]));
        Assert.Equal(1, _model.Options.AdditionalProperties["n"]);
    }

    public void Dispose() => _model.Dispose();

    private static int Mail([Description($"such as {Planted.Phone}")] string to) => to.Length;

    private PromptShieldChatClient Guarded(Action<ShieldOptions>? configure = null) => new(_model, TestShields.Create(_evidence, configure));
}
