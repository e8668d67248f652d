using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class ProviderRetentionTests
{
    private const string Rule = "PSH5001";

    [Theory]
    [InlineData("""responses.{|CreateResponse|}("m", "hello");""")]
    [InlineData("""await responses.{|CreateResponseAsync|}("m", [ResponseItem.CreateUserMessageItem("hello")]);""")]
    [InlineData("""await responses.{|CreateResponseStreamingAsync|}("m", "hello");""")]
    [InlineData("""responses.{|CreateResponse|}(new CreateResponseOptions("m", []));""")]
    [InlineData("""responses.{|CreateResponse|}(new CreateResponseOptions { Model = "m", EndUserId = "u" });""")]
    [InlineData("""var o = new CreateResponseOptions("m", []); o.EndUserId = "u"; await responses.{|CreateResponseAsync|}(o);""")]
    [InlineData("""await responses.{|CreateResponseAsync|}(Shared);""")]
    [InlineData("""await new OpenAIClient("k").GetResponsesClient().{|CreateResponseAsync|}("m", "hello");""")]
    [InlineData("""_ = responses.{|AsIChatClient|}("m");""")]
    [InlineData("""var client = new ResponsesClient(new ApiKeyCredential("k"), new ResponsesClientOptions { Endpoint = new Uri("https://eu.api.openai.com/v1") }); await client.{|CreateResponseAsync|}("m", "hello");""")]
    [InlineData("""await new AzureOpenAIClient(new Uri("https://contoso.openai.azure.com"), new ApiKeyCredential("k")).GetResponsesClient().{|CreateResponseAsync|}("m", "hello");""")]
    public Task A_response_that_is_stored_by_default_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""responses.CreateResponse(new CreateResponseOptions("m", []) { StoredOutputEnabled = false });""")]
    [InlineData("""var o = new CreateResponseOptions("m", []); o.StoredOutputEnabled = false; await responses.CreateResponseAsync(o);""")]
    [InlineData("""var o = new CreateResponseOptions("m", []); o.StoredOutputEnabled = c; await responses.CreateResponseAsync(o);""")]
    [InlineData("""await responses.CreateResponseAsync(handedIn);""")]
    [InlineData("""await responses.CreateResponseAsync(Make());""")]
    [InlineData("""var o = new CreateResponseOptions("m", []); Configure(o); await responses.CreateResponseAsync(o);""")]
    [InlineData("""await responses.CreateResponseAsync(BinaryContent.Create(BinaryData.FromString("{}")));""")]
    [InlineData("""var own = new ResponsesClient(new ApiKeyCredential("k"), new ResponsesClientOptions { Endpoint = new Uri("https://models.corp.example/v1") }); await own.CreateResponseAsync("m", "hello");""")]
    [InlineData("""_ = new ResponsesClient(new ApiKeyCredential("k"), new ResponsesClientOptions { Endpoint = new Uri("http://localhost:5000/v1") }).AsIChatClient("m");""")]
    [InlineData("""_ = responses.AsIChatClient("m"); _ = new ChatOptions { RawRepresentationFactory = _ => new CreateResponseOptions { StoredOutputEnabled = false } };""")]
    [InlineData("""_ = new ChatClient("m", "k").AsIChatClient();""")]
    [InlineData("""new Own.ResponsesClient().CreateResponse("m", "hello");""")]
    [InlineData("""await responses.GetResponseAsync("r"); await responses.DeleteResponseAsync("r");""")]
    public Task A_response_that_is_not_stored_or_whose_options_are_not_seen_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new ChatCompletionOptions { StoredOutputEnabled = {|true|} };""")]
    [InlineData("""var o = new ChatCompletionOptions(); o.StoredOutputEnabled = {|true|};""")]
    [InlineData("""responses.CreateResponse(new CreateResponseOptions("m", []) { StoredOutputEnabled = {|true|} });""")]
    [InlineData("""responses.CreateResponse(new CreateResponseOptions("m", []) { PreviousResponseId = {|id|} });""")]
    [InlineData("""responses.CreateResponse(new CreateResponseOptions("m", []) { StoredOutputEnabled = false, BackgroundModeEnabled = {|true|} });""")]
    [InlineData("""_ = new CreateResponseOptions("m", []) { ConversationOptions = {|new ResponseConversationOptions(id)|} };""")]
    [InlineData("""_ = new ChatOptions { AllowBackgroundResponses = {|true|} };""")]
    [InlineData("""_ = new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { Store = {|true|} };""")]
    [InlineData("""_ = new Betalgo.Ranul.OpenAI.ObjectModels.RequestModels.ChatCompletionCreateRequest { Store = {|true|} };""")]
    public Task A_setting_that_stores_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""_ = new ChatCompletionOptions(); _ = new ChatCompletionOptions { StoredOutputEnabled = false }; _ = new ChatCompletionOptions { StoredOutputEnabled = null };""")]
    [InlineData("""_ = new ChatCompletionOptions { StoredOutputEnabled = c };""")]
    [InlineData("""new ChatClient("m", "k").CompleteChat([new UserChatMessage("hello")], new ChatCompletionOptions());""")]
    [InlineData("""_ = new CreateResponseOptions("m", []) { PreviousResponseId = null, BackgroundModeEnabled = false };""")]
    [InlineData("""_ = new ChatOptions { AllowBackgroundResponses = false, ConversationId = id };""")]
    [InlineData("""_ = new Own.ChatCompletionOptions { StoredOutputEnabled = true };""")]
    public Task A_setting_that_stores_nothing_is_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await new OpenAI.Assistants.AssistantClient("k").{|CreateAssistantAsync|}("m");""")]
    [InlineData("""new OpenAI.Assistants.AssistantClient("k").{|CreateThread|}();""")]
    [InlineData("""await new OpenAI.Files.OpenAIFileClient("k").{|UploadFileAsync|}("data.jsonl", OpenAI.Files.FileUploadPurpose.Batch);""")]
    [InlineData("""await new OpenAI.VectorStores.VectorStoreClient("k").{|CreateVectorStoreAsync|}();""")]
    [InlineData("""await new OpenAI.Conversations.ConversationClient("k").{|CreateConversationAsync|}(BinaryContent.Create(BinaryData.FromString("{}")));""")]
    [InlineData("""await new OpenAI.Batch.BatchClient("k").{|CreateBatchAsync|}(BinaryContent.Create(BinaryData.FromString("{}")), true);""")]
    [InlineData("""await anthropic.Messages.Batches.{|Create|}(new Anthropic.Models.Messages.Batches.BatchCreateParams { Requests = [] });""")]
    [InlineData("""await files.{|UploadAsync|}(Stream.Null, "a", "b");""")]
    public Task A_stateful_feature_is_found(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Theory]
    [InlineData("""await new OpenAI.Files.OpenAIFileClient("k").DeleteFileAsync("f"); await new OpenAI.Files.OpenAIFileClient("k").GetFilesAsync();""")]
    [InlineData("""await new OpenAI.Assistants.AssistantClient("k").DeleteThreadAsync("t");""")]
    [InlineData("""new Own.AssistantClient().CreateThread();""")]
    [InlineData("""await anthropic.Messages.Create(new Anthropic.Models.Messages.MessageCreateParams { MaxTokens = 1, Messages = [], Model = "m" });""")]
    public Task Reading_deleting_and_stateless_calls_are_silent(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    [Fact]
    public async Task Messages_say_what_is_kept() => Assert.Equal(
        [
            "'ResponsesClient.CreateResponse' lets the provider keep content: responses are stored, and this overload cannot switch it off",
            "'ResponsesClient.CreateResponse' lets the provider keep content: responses are stored unless 'StoredOutputEnabled' is false, and nothing sets it",
            "'ChatCompletionOptions.StoredOutputEnabled' lets the provider keep content: the completion is stored",
            "'AssistantClient.CreateThread' lets the provider keep content: assistants, threads and messages are kept until they are deleted",
        ],
        await RuleSnippet.Messages(Rule, Wrap("""
            responses.CreateResponse("m", "hello");
            responses.CreateResponse(new CreateResponseOptions("m", []));
            _ = new ChatCompletionOptions { StoredOutputEnabled = true };
            new OpenAI.Assistants.AssistantClient("k").CreateThread();
            """)));

    private static string Wrap(string statements) => $$"""
        {{Guards.Usings}}
        using OpenAI.Responses;
        internal class C
        {
            private static readonly CreateResponseOptions Shared = new("m", []);
            internal async Task M(bool c, string id, ResponsesClient responses, CreateResponseOptions handedIn, Anthropic.AnthropicClient anthropic, IHostedFileClient files)
            {
                {{statements}}
                await Task.Yield();
            }
            private static CreateResponseOptions Make() => new("m", []);
            private static void Configure(CreateResponseOptions options) => options.EndUserId = "u";
        }
        namespace Own
        {
            internal class ResponsesClient { public void CreateResponse(string model, string text) { } }
            internal class ChatCompletionOptions { public bool? StoredOutputEnabled { get; set; } }
            internal class AssistantClient { public void CreateThread() { } }
        }
        """;
}
