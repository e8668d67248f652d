using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Guarded calls whose personal data stands where a filter forgets to look.</summary>
internal static class CornerPrograms
{
    private const string Options = "new OpenAIClientOptions { Endpoint = Target.OpenAIEndpoint }.WithPromptShield()";

    private const string Chat = $"""
        ChatClient client = new("m", Target.Key, {Options});
        """;

    private const string Client = """
        IChatClient client = Target.Raw().Shielded();
        """;

    private const string Claude = """
        AnthropicClient client = new() { ApiKey = "none", BaseUrl = Target.Endpoint.ToString(), Handlers = [new PromptShieldHandler()] };
        """;

    private const string Url = "\"http://api.openai.com/v1/chat/completions\"";

    public static readonly GuardProgram[] All =
    [
        new("second turn repeats the restored answer", Guarded, $$"""
            {{Client}}
            List<Microsoft.Extensions.AI.ChatMessage> history = [new(Microsoft.Extensions.AI.ChatRole.User, Target.Prompt)];
            for (int turn = 0; turn < 2; turn++)
            {
                history.AddRange((await client./*call*/GetResponseAsync(history)).Messages);
                history.Add(new(Microsoft.Extensions.AI.ChatRole.User, "and again"));
            }
            """),
        new("content parts", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync(new UserChatMessage(ChatMessageContentPart.CreateTextPart("hello"), ChatMessageContentPart.CreateTextPart(Target.Prompt)));
            """),
        new("arguments of an earlier tool call and its result", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync(
                new UserChatMessage("hello"),
                new AssistantChatMessage([ChatToolCall.CreateFunctionToolCall("call_1", "f", BinaryData.FromObjectAsJson(new { text = Target.Prompt }))]),
                new ToolChatMessage("call_1", Target.Prompt));
            """),
        new("description of a tool", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { Tools = { ChatTool.CreateFunctionTool("f", Target.Prompt) } });
            """),
        new("name of the end user", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { EndUserId = "jane.roe@example.org" });
            """),
        new("metadata", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { Metadata = { ["customer"] = "jane.roe@example.org" } });
            """),
        new("name of a participant", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync(new UserChatMessage("hello") { ParticipantName = "jane.roe@example.org" });
            """),
        new("stop sequence", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions { StopSequences = { "jane.roe@example.org" } });
            """),
        new("schema of the answer", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync([new UserChatMessage("hello")], new ChatCompletionOptions
            {
                ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat("answer", BinaryData.FromObjectAsJson(new { type = "string", description = Target.Prompt })),
            });
            """),
        new("address of an image", Guarded, $$"""
            {{Chat}}
            await client./*call*/CompleteChatAsync(new UserChatMessage(ChatMessageContentPart.CreateImagePart(new Uri("https://images.example.org/?of=jane.roe@example.org"))));
            """),
        new("letters escaped in JSON", Guarded, $$"""
            {{Chat}}
            string body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"jane.roe\\u0040example.org\"}]}";
            await client./*call*/CompleteChatAsync(System.ClientModel.BinaryContent.Create(BinaryData.FromString(body)), null);
            """),
        new("raw message behind the message", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, "hello") { RawRepresentation = new UserChatMessage(Target.Prompt) }]);
            """),
        new("raw part behind the content", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, [new Microsoft.Extensions.AI.TextContent("hello") { RawRepresentation = ChatMessageContentPart.CreateTextPart(Target.Prompt) }])]);
            """),
        new("raw options behind the options", Guarded, $$"""
            {{Client}}
            await client.GetResponseAsync("hello", new ChatOptions { RawRepresentationFactory = _ => new ChatCompletionOptions { EndUserId = "tenant-7" } });
            try
            {
                await client./*call*/GetResponseAsync("hello", new ChatOptions { RawRepresentationFactory = _ => new ChatCompletionOptions { EndUserId = "jane.roe@example.org" } });
                throw new InvalidOperationException("The request was not refused.");
            }
            catch (PromptBlockedException)
            {
            }
            """),
        new("result and arguments of a function, as objects", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync(
            [
                new(Microsoft.Extensions.AI.ChatRole.User, "hello"),
                new(Microsoft.Extensions.AI.ChatRole.Assistant, [new Microsoft.Extensions.AI.FunctionCallContent("call_1", "f", new Dictionary<string, object?> { ["who"] = new { Email = "jane.roe@example.org" } })]),
                new(Microsoft.Extensions.AI.ChatRole.Tool, [new Microsoft.Extensions.AI.FunctionResultContent("call_1", new { Text = Target.Prompt })]),
            ]);
            """),
        new("keys of a function's arguments", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync(
            [
                new(Microsoft.Extensions.AI.ChatRole.User, "hello"),
                new(Microsoft.Extensions.AI.ChatRole.Assistant, [new Microsoft.Extensions.AI.FunctionCallContent("call_1", "f", new Dictionary<string, object?> { ["jane.roe@example.org"] = 1 })]),
                new(Microsoft.Extensions.AI.ChatRole.Tool, [new Microsoft.Extensions.AI.FunctionResultContent("call_1", new Dictionary<string, int> { ["jane.roe@example.org"] = 1 })]),
            ]);
            """),
        new("author of a message", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, "hello") { AuthorName = "jane.roe@example.org" }]);
            """),
        new("description of a function", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync("hello", new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "f", Target.Prompt)] });
            """),
        new("address of content", Guarded, $$"""
            {{Client}}
            await client./*call*/GetResponseAsync([new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, [new UriContent("https://images.example.org/?of=jane.roe@example.org", "image/png")])]);
            """),
        new("structured answer", Guarded, $$"""
            {{Client}}
            try { await client./*call*/GetResponseAsync<int[]>(Target.Prompt); } catch (System.Text.Json.JsonException) { } catch (InvalidOperationException) { }
            """),
        new("function invocation while streaming", Guarded, """
            IChatClient client = Target.Raw().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
            await foreach (ChatResponseUpdate update in client./*call*/GetStreamingResponseAsync(Target.AskForTool, Target.WithTool())) { }
            """),
        new("several texts to embed", Guarded, $$"""
            EmbeddingClient client = new("m", Target.Key, {{Options}});
            await client./*call*/GenerateEmbeddingsAsync(["hello", Target.Prompt]);
            """),
        new("Anthropic, user of the request", Guarded, $$"""
            {{Claude}}
            await client.Messages./*call*/Create(new MessageCreateParams { Model = "m", MaxTokens = 9, Metadata = new() { UserID = "jane.roe@example.org" }, Messages = [new UserMessageParam { Content = "hello" }] });
            """),
        new("Anthropic, result of a tool", Guarded, $$"""
            {{Claude}}
            await client.Messages./*call*/Create(new MessageCreateParams
            {
                Model = "m",
                MaxTokens = 9,
                Messages = [new UserMessageParam { Content = new List<ContentBlockParam> { new ToolResultBlockParam { ToolUseID = "toolu_1", Content = Target.Prompt } } }],
            });
            """),
        new("HttpClient, plain text", null, $$"""
            HttpClient client = PromptShieldHandler.CreateClient();
            await client./*call*/PostAsync({{Url}}, new StringContent(Target.Prompt));
            """),
        new("HttpClient, a card as a number", null, $$"""
            HttpClient client = PromptShieldHandler.CreateClient();
            await client./*call*/PostAsync({{Url}}, new StringContent("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}],\"card\":4111111111111111}", System.Text.Encoding.UTF8, "application/json"));
            """),
        new("HttpClient, personal data in the address", null, $$"""
            HttpClient client = PromptShieldHandler.CreateClient();
            await client.PostAsJsonAsync({{Url}} + "?user=7", new { model = "m", messages = new[] { new { role = "user", content = "hello" } } });
            try
            {
                await client./*call*/PostAsJsonAsync({{Url}} + "?user=jane.roe@example.org", new { model = "m", messages = new[] { new { role = "user", content = "hello" } } });
                throw new InvalidOperationException("The request was not refused.");
            }
            catch (PromptBlockedException)
            {
            }
            """),
        new("HttpClient, shape of another provider", null, """
            HttpClient client = PromptShieldHandler.CreateClient();
            await client./*call*/PostAsJsonAsync("http://generativelanguage.googleapis.com/v1beta/models/m:generateContent", new { contents = new[] { new { parts = new[] { new { text = Target.Prompt } } } } });
            """),
    ];
}
