using System.Text.Json;
using Microsoft.Agents.AI;
using Microsoft.Extensions.AI;

namespace PromptShield.Tests;

public sealed class ChatClientTests : IDisposable
{
    private readonly EvidenceInMemory _evidence = new();
    private readonly ScriptedChatClient _model = new();

    [Fact]
    public async Task Every_part_of_a_request_is_guarded()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.System, $"system {Planted.Email}"),
            new(ChatRole.User, [new TextContent(Planted.Text), new TextReasoningContent($"thought {Planted.Ssn}")]) { AuthorName = Planted.Email },
            new(ChatRole.Assistant, [new FunctionCallContent("1", "lookup", new Dictionary<string, object?> { ["mail"] = Planted.Email, ["row"] = JsonSerializer.SerializeToElement(new { iban = Planted.Iban }) })]),
            new(ChatRole.Tool,
            [
                new FunctionResultContent("1", $"text {Planted.Phone}"),
                new FunctionResultContent("2", new Customer(Planted.Email, 4111111111111111)),
                new FunctionResultContent("3", JsonSerializer.SerializeToElement(new[] { Planted.Phone })),
                new FunctionResultContent("4", new List<AIContent> { new TextContent(Planted.Ssn) }),
                new FunctionResultContent("5", $$"""{"phone":"\u002B49 151 23456789"}"""),
            ]),
        ];
        var options = new ChatOptions { Instructions = $"instructions {Planted.Email}", AdditionalProperties = new() { ["user"] = Planted.Email } };
        var before = JsonSerializer.Serialize(messages, AIJsonUtilities.DefaultOptions);

        await Guarded().GetResponseAsync(messages, options);

        var sent = _model.SentJson();
        foreach (var value in new[] { Planted.Email, Planted.Phone, "23456789", Planted.Ssn, Planted.Card, Planted.Iban, "4111111111111111" })
        {
            Assert.DoesNotContain(value, sent, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Planted.Email, _model.Options!.Instructions!, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted.Email, (string)_model.Options.AdditionalProperties!["user"]!, StringComparison.Ordinal);
        Assert.Equal(before, JsonSerializer.Serialize(messages, AIJsonUtilities.DefaultOptions));
        Assert.Equal($"instructions {Planted.Email}", options.Instructions);
        Assert.Equal(Planted.Email, options.AdditionalProperties["user"]);
    }

    [Fact]
    public async Task The_answer_has_the_originals_again()
    {
        var client = Guarded();
        _model.Says = "Mail [EMAIL_1], not [EMAIL_2].";

        Assert.Equal($"Mail {Planted.Email}, not [EMAIL_2].", (await client.GetResponseAsync(Planted.Email)).Text);
    }

    [Fact]
    public async Task A_streamed_answer_has_them_wherever_it_is_cut()
    {
        var client = Guarded();
        const string Says = "Mail [EMAIL_1] or [PHONE_1]; see [1] and [EMA";
        for (var size = 1; size <= Says.Length; size++)
        {
            _model.Says = Says;
            _model.PieceSize = size;
            var updates = await client.GetStreamingResponseAsync($"{Planted.Email} {Planted.Phone}").ToListAsync();
            Assert.Equal($"Mail {Planted.Email} or {Planted.Phone}; see [1] and [EMA", string.Concat(updates.Select(update => update.Text)));
        }
    }

    [Fact]
    public async Task Held_text_comes_before_a_tool_call()
    {
        _model.Updates = [Update(new TextContent("see [EMA")), Update(new FunctionCallContent("1", "f", new Dictionary<string, object?> { ["to"] = "[EMAIL_1]" })), Update(new TextContent("IL_1]"))];

        var contents = (await Guarded().GetStreamingResponseAsync(Planted.Email).ToListAsync()).SelectMany(update => update.Contents).Where(content => content is not TextContent { Text: "" }).ToArray();

        Assert.Equal("see ", Assert.IsType<TextContent>(contents[0]).Text);
        Assert.Equal("[EMA", Assert.IsType<TextContent>(contents[1]).Text);
        Assert.Equal(Planted.Email, Assert.IsType<FunctionCallContent>(contents[2]).Arguments!["to"]);
        Assert.Equal("IL_1]", Assert.IsType<TextContent>(contents[3]).Text);
    }

    [Fact]
    public async Task Text_that_looks_like_a_placeholder_stays_what_it_is()
    {
        _model.Says = "[EMAIL_1] [EMAIL_2]";

        var answer = await Guarded().GetResponseAsync($"What does [EMAIL_1] mean? I am {Planted.Email}");

        Assert.Contains("[EMAIL_1] mean? I am [EMAIL_2]", _model.SentJson(), StringComparison.Ordinal);
        Assert.Equal($"[EMAIL_1] {Planted.Email}", answer.Text);
    }

    [Fact]
    public async Task A_value_keeps_its_placeholder_from_turn_to_turn()
    {
        var client = Guarded();
        List<ChatMessage> conversation = [new(ChatRole.User, $"{Planted.Email} and {Planted.Phone}")];
        await client.GetResponseAsync(conversation);
        var first = _model.Messages![0].Text;
        conversation.AddRange([new(ChatRole.Assistant, "ok"), new(ChatRole.User, $"other@example.com and {Planted.Email}")]);

        await client.GetResponseAsync(conversation);

        Assert.Equal(first, _model.Messages[0].Text);
        Assert.Equal("[EMAIL_2] and [EMAIL_1]", _model.Messages[2].Text);
    }

    [Fact]
    public async Task Signed_reasoning_is_left_alone_and_counted()
    {
        var reasoning = new TextReasoningContent(Planted.Email) { ProtectedData = "signature" };

        await Guarded().GetResponseAsync([new ChatMessage(ChatRole.Assistant, [reasoning])]);

        Assert.Same(reasoning, _model.Messages![0].Contents[0]);
        Assert.Equal(1, Assert.Single(_evidence.Events).NotScanned);
    }

    [Fact]
    public async Task A_message_in_which_nothing_is_found_goes_on_as_it_is()
    {
        var message = new ChatMessage(ChatRole.User, "harmless");
        await Guarded().GetResponseAsync([message]);
        Assert.Same(message, _model.Messages![0]);
    }

    [Fact]
    public async Task The_raw_message_does_not_leave_beside_the_guarded_one()
    {
        await Guarded().GetResponseAsync([new ChatMessage(ChatRole.User, [new TextContent(Planted.Email) { RawRepresentation = Planted.Email }]) { RawRepresentation = Planted.Email }]);

        Assert.Null(_model.Messages![0].RawRepresentation);
        Assert.Null(_model.Messages[0].Contents[0].RawRepresentation);
    }

    [Theory]
    [InlineData(PersonalDataAction.Replace, 2)]
    [InlineData(PersonalDataAction.Allow, 2)]
    public async Task Evidence_counts_classes_and_holds_no_value(PersonalDataAction action, int emails)
    {
        await Guarded(options => options.Action = action).GetResponseAsync($"{Planted.Email} {Planted.Email} {Planted.Ssn}");

        var evidence = Assert.Single(_evidence.Events);
        Assert.Equal((emails, 1), (evidence.Findings["email"], evidence.Findings["us-ssn"]));
        Assert.Equal((action, false), (evidence.Action, evidence.Blocked));
        Assert.DoesNotContain(Planted.Email, System.Text.Encoding.UTF8.GetString(EvidenceLine.Of(evidence)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_data_leaves_as_it_is()
    {
        await Guarded(options => options.Action = PersonalDataAction.Allow).GetResponseAsync(Planted.Email);
        Assert.Equal(Planted.Email, _model.Messages![0].Text);
    }

    [Fact]
    public async Task Without_restoring_the_answer_keeps_the_placeholders()
    {
        _model.Says = "[EMAIL_1]";
        Assert.Equal("[EMAIL_1]", (await Guarded(options => options.RestoreOriginals = false).GetResponseAsync(Planted.Email)).Text);
    }

    [Fact]
    public async Task A_blocked_request_does_not_reach_the_client()
    {
        var client = Guarded(options => options.Action = PersonalDataAction.Block);
        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync(Planted.Email));
        await Assert.ThrowsAsync<PromptBlockedException>(async () => await client.GetStreamingResponseAsync(Planted.Email).ToListAsync());
        Assert.Null(_model.Messages);
        Assert.All(_evidence.Events, evidence => Assert.True(evidence.Blocked));
    }

    [Fact]
    public async Task Without_evidence_nothing_reaches_the_client()
    {
        var client = new PromptShieldChatClient(_model, TestShields.Create(new BrokenSink()));
        await Assert.ThrowsAsync<IOException>(() => client.GetResponseAsync("harmless"));
        await Assert.ThrowsAsync<IOException>(async () => await client.GetStreamingResponseAsync("harmless").ToListAsync());
        Assert.Null(_model.Messages);
    }

    [Fact]
    public async Task Nor_without_detection()
    {
        var client = Guarded(options => options.Detector = new BrokenDetector());
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.GetResponseAsync("harmless"));
        Assert.Null(_model.Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tools_get_the_originals_and_their_results_are_guarded(bool shieldOutside)
    {
        string? received = null;
        var tool = AIFunctionFactory.Create((string mail) => { received = mail; return new Customer(mail, 4111111111111111); }, "lookup");
        _model.Script = [[new FunctionCallContent("1", "lookup", new Dictionary<string, object?> { ["mail"] = "[EMAIL_1]" })], [new TextContent("done [EMAIL_1]")]];
        var shield = TestShields.Create(_evidence);
        var client = shieldOutside
            ? _model.AsBuilder().UseFunctionInvocation().Build().Shielded(shield)
            : _model.AsBuilder().UseFunctionInvocation().UsePromptShield(shield).Build();

        var response = await client.GetResponseAsync(Planted.Email, new ChatOptions { Tools = [tool] });

        Assert.Equal(Planted.Email, received);
        Assert.Equal($"done {Planted.Email}", response.Text);
        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("4111111111111111", _model.SentJson(), StringComparison.Ordinal);
        Assert.Equal(2, _evidence.Events.Length);
    }

    [Fact]
    public async Task So_do_tools_that_the_function_client_brings_itself()
    {
        string? received = null;
        var tool = AIFunctionFactory.Create((string mail) => { received = mail; return Planted.Iban; }, "lookup");
        _model.Script = [[new FunctionCallContent("1", "lookup", new Dictionary<string, object?> { ["mail"] = "[EMAIL_1]" })], [new TextContent("done [IBAN_1]")]];
        var client = _model.AsBuilder().UseFunctionInvocation(configure: functions => functions.AdditionalTools = [tool]).Build().Shielded(TestShields.Create(_evidence));

        var response = await client.GetResponseAsync(Planted.Email);

        Assert.Equal(Planted.Email, received);
        Assert.Equal($"done {Planted.Iban}", response.Text);
        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted.Iban, _model.SentJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_that_is_blocked_inside_a_function_loop_reaches_nobody_but_the_caller()
    {
        var tool = AIFunctionFactory.Create(() => Planted.Email, "lookup");
        _model.Script = [[new FunctionCallContent("1", "lookup")], [new TextContent("done")]];
        var client = _model.AsBuilder().UseFunctionInvocation().Build().Shielded(TestShields.Create(_evidence, options => options.Action = PersonalDataAction.Block));

        await Assert.ThrowsAsync<PromptBlockedException>(() => client.GetResponseAsync("go", new ChatOptions { Tools = [tool] }));

        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_over_a_shielded_client_is_guarded_and_restored()
    {
        var agent = new ChatClientAgent(_model.Shielded(TestShields.Create(_evidence)), instructions: $"You help {Planted.Email}.");
        _model.Says = "Hello [EMAIL_1]";

        Assert.Equal($"Hello {Planted.Email}", (await agent.RunAsync(Planted.Text)).Text);
        Assert.Equal($"Hello {Planted.Email}", string.Concat(await agent.RunStreamingAsync(Planted.Text).Select(update => update.Text).ToListAsync()));
        Assert.DoesNotContain(Planted.Email, _model.SentJson(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted.Email, _model.Options!.Instructions!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_shield_changes_nothing()
    {
        _model.Says = "Hello [EMAIL_1]";
        var client = Guarded().Shielded(TestShields.Create(_evidence));

        Assert.Equal($"Hello {Planted.Email}", (await client.GetResponseAsync(Planted.Email)).Text);
        Assert.Equal("[EMAIL_1]", _model.Messages![0].Text);
    }

    [Fact]
    public async Task Embedding_input_is_guarded()
    {
        var generator = new ScriptedGenerator();
        await generator.ShieldedEmbeddings(TestShields.Create(_evidence)).GenerateAsync([Planted.Text, "harmless"]);
        await generator.AsBuilder().UsePromptShield(TestShields.Create(_evidence)).Build().GenerateAsync([Planted.Text]);

        Assert.Equal(3, generator.Values.Count);
        Assert.DoesNotContain(generator.Values, value => value.Contains(Planted.Email, StringComparison.Ordinal));
        Assert.Contains("harmless", generator.Values);
    }

    [Fact]
    public async Task A_shared_answer_is_copied_not_changed()
    {
        var shared = new ChatResponse(new ChatMessage(ChatRole.Assistant, "[EMAIL_1]"));
        _model.Shared = shared;

        var answer = await Guarded().GetResponseAsync(Planted.Email);

        Assert.Equal(Planted.Email, answer.Text);
        Assert.Equal("[EMAIL_1]", shared.Text);
    }

    public void Dispose() => _model.Dispose();

    private PromptShieldChatClient Guarded(Action<ShieldOptions>? configure = null) => new(_model, TestShields.Create(_evidence, configure));

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]);

    private sealed record Customer(string Mail, long Card);

    private sealed class BrokenDetector : PromptShield.Detection.IPersonalDataDetector
    {
        public List<PromptShield.Detection.PersonalDataFinding>? Detect(ReadOnlySpan<char> text) => throw new InvalidOperationException("broken");
    }
}
