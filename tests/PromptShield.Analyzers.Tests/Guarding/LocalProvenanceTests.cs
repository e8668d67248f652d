namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class LocalProvenanceTests
{
    private const string Raw = """new ChatClient("m", "k")""";

    [Fact]
    public Task A_client_made_by_hand_is_unguarded() => Guards.Body($$"""
        var chat = {{Raw}};
        chat.{|Unguarded/client-not-shielded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_shielded_client_is_guarded() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        chat.{|Guarded/shielded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task Options_guard_the_client_that_gets_them() => Guards.Body("""
        var guarded = new ChatClient("m", new ApiKeyCredential("k"), new OpenAIClientOptions().WithPromptShield());
        guarded.{|Guarded:CompleteChat|}("hello");
        var raw = new ChatClient("m", new ApiKeyCredential("k"), new OpenAIClientOptions());
        raw.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task Options_in_a_local_guard_when_the_shield_is_added_before_the_use_on_every_path() => Guards.Body("""
        var always = new OpenAIClientOptions();
        always.WithPromptShield();
        new ChatClient("m", new ApiKeyCredential("k"), always).{|Guarded:CompleteChat|}("hello");
        var sometimes = new OpenAIClientOptions();
        if (c) sometimes.WithPromptShield();
        new ChatClient("m", new ApiKeyCredential("k"), sometimes).{|Unguarded:CompleteChat|}("hello");
        var late = new OpenAIClientOptions();
        new ChatClient("m", new ApiKeyCredential("k"), late).{|Unguarded:CompleteChat|}("hello");
        late.WithPromptShield();
        """);

    [Fact]
    public Task Every_branch_must_be_guarded() => Guards.Body($$"""
        ChatClient both;
        if (c) both = {{Raw}}.Shielded(); else both = new ChatClient("n", "k").Shielded();
        both.{|Guarded:CompleteChat|}("hello");
        ChatClient one;
        if (c) one = {{Raw}}.Shielded(); else one = {{Raw}};
        one.{|Unguarded:CompleteChat|}("hello");
        var conditional = c ? {{Raw}}.Shielded() : {{Raw}};
        conditional.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task Reassignment_counts_from_where_it_happens() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        chat.{|Guarded:CompleteChat|}("hello");
        chat = {{Raw}};
        chat.{|Unguarded:CompleteChat|}("hello");
        chat = chat.Shielded();
        chat.{|Guarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_loop_brings_the_later_assignment_back() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        while (c)
        {
            chat.{|Unguarded:CompleteChat|}("hello");
            chat = {{Raw}};
        }
        """);

    [Fact]
    public Task A_captured_client_is_judged_by_all_its_assignments() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        Action guarded = () => chat.{|Guarded:CompleteChat|}("hello");
        var other = {{Raw}}.Shielded();
        Action unguarded = () => other.{|Unguarded:CompleteChat|}("hello");
        other = {{Raw}};
        """);

    [Fact]
    public Task A_conditional_access_and_a_null_fallback_are_followed() => Guards.Body($$"""
        ChatClient? chat = c ? {{Raw}}.Shielded() : null;
        chat?.{|Guarded:CompleteChat|}("hello");
        (chat ?? {{Raw}}).{|Unguarded:CompleteChat|}("hello");
        (chat ?? throw new InvalidOperationException()).{|Guarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task Elements_of_a_collection_are_judged_together() => Guards.Body($$"""
        foreach (var chat in new[] { {{Raw}}.Shielded(), {{Raw}}.Shielded() }) chat.{|Guarded:CompleteChat|}("hello");
        foreach (var chat in new[] { {{Raw}}.Shielded(), {{Raw}} }) chat.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_pattern_variable_is_the_matched_client() => Guards.Body($$"""
        object chat = {{Raw}};
        if (chat is ChatClient raw) raw.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_method_group_of_a_model_call_is_a_model_call() => Guards.Body($$"""
        var chat = {{Raw}};
        Func<OpenAI.Chat.ChatMessage[], ClientResult<ChatCompletion>> complete = chat.{|Unguarded:CompleteChat|};
        """);

    [Fact]
    public Task A_local_function_is_judged_by_its_callers() => Guards.Body($$"""
        void Guarded(ChatClient chat) => chat.{|Guarded:CompleteChat|}("hello");
        void Mixed(ChatClient chat) => chat.{|Unguarded:CompleteChat|}("hello");
        Guarded({{Raw}}.Shielded());
        Mixed({{Raw}}.Shielded());
        Mixed({{Raw}});
        """);
}
