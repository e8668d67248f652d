namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Clients that collections, tuples and objects without a name hold.</summary>
public sealed class CollectionTests
{
    private const string Raw = """new ChatClient("m", "k")""";
    private const string Safe = Raw + ".Shielded()";

    [Theory]
    [InlineData("ChatClient[] all = [$A, $B];")]
    [InlineData("ChatClient[] all = { $A, $B };")]
    [InlineData("var all = new[] { $A, $B };")]
    [InlineData("List<ChatClient> all = [$A, $B];")]
    [InlineData("ChatClient[] some = [$A]; ChatClient[] all = [.. some, $B];")]
    [InlineData("var all = new List<ChatClient> { $A, $B };")]
    [InlineData("var all = new List<ChatClient>(new[] { $A, $B });")]
    [InlineData("var all = new List<ChatClient> { $A }; all.Add($B);")]
    [InlineData("var all = new Dictionary<string, ChatClient> { [\"a\"] = $A, [\"b\"] = $B }.Values;")]
    [InlineData("var all = new[] { $A, $B }.Where(x => x is not null).ToList();")]
    [InlineData("var all = new[] { 1, 2 }.Select(n => n > 1 ? $A : $B);")]
    public async Task Every_element_of_a_collection_counts(string collection)
    {
        await Guards.Body($$"""{{Fill(collection, Safe, Safe)}} foreach (var x in all) { x.{|Guarded:CompleteChat|}("hello"); }""");
        await Guards.Body($$"""{{Fill(collection, Safe, Raw)}} foreach (var x in all) { x.{|Unguarded:CompleteChat|}("hello"); }""");
        await Guards.Body($$"""{{Fill(collection, Raw, Safe)}} all.First().{|Unguarded:CompleteChat|}("hello");""");
    }

    [Theory]
    [InlineData("all[0] = $B;")]
    [InlineData("var others = all; others[0] = $B;")]
    [InlineData("void Fill(ChatClient[] filled) { filled[0] = $B; } Fill(all);")]
    [InlineData("all.SetValue($B, 0);")]
    [InlineData("Array.Fill(all, $B);")]
    public async Task What_is_put_into_a_collection_later_counts(string change)
    {
        var call = "foreach (var x in all) { x.{|STATE:CompleteChat|}(\"hello\"); }";
        await Guards.Body($"var all = new[] {{ {Safe} }}; {Fill(change, Safe, Safe)} {call.Replace("STATE", "Guarded", StringComparison.Ordinal)}");
        await Guards.Body($"var all = new[] {{ {Safe} }}; {Fill(change, Safe, Raw)} {call.Replace("STATE", "Unguarded", StringComparison.Ordinal)}");
    }

    [Theory]
    [InlineData("Lent(all); static ChatClient[] Lent(ChatClient[] lent) => lent;")]
    [InlineData("all.AsSpan()[0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("foreach (ref var each in all.AsSpan()) { each = new ChatClient(\"m\", \"k\"); }")]
    [InlineData("IList<ChatClient> part = new ArraySegment<ChatClient>(all); part[0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("var lists = new List<ChatClient[]>(); lists.Add(all); lists[0][0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("Task.FromResult(all).Result[0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("((ChatClient[])all.AsEnumerable())[0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("var shown = new System.Collections.ObjectModel.Collection<ChatClient>(all); shown[0] = new ChatClient(\"m\", \"k\");")]
    [InlineData("ref var first = ref all[0]; first = new ChatClient(\"m\", \"k\");")]
    [InlineData("object any = all; ((ChatClient[])any)[0] = new ChatClient(\"m\", \"k\");")]
    public Task A_collection_that_gets_another_name_is_not_known(string escape) => Guards.Library(Guards.Wrap(
        "Ask();",
        $$"""private static void Ask() { var all = new[] { {{Safe}} }; {{escape}} all[0].{|NotAnalyzed:CompleteChat|}("hello"); }"""));

    [Fact]
    public Task A_collection_in_a_field_is_known_while_only_its_class_can_change_it() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Own
        {
            private readonly List<ChatClient> all = [{{Safe}}];
            void M() => all[0].{|Guarded:CompleteChat|}("hello");
        }
        internal class Filled
        {
            private readonly List<ChatClient> all = [{{Safe}}];
            void M() => all[0].{|Unguarded:CompleteChat|}("hello");
            void Change() => this.all.Insert(0, {{Raw}});
        }
        internal class Shared
        {
            internal readonly List<ChatClient> all = [{{Safe}}];
            void M() => all[0].{|NotAnalyzed:CompleteChat|}("hello");
        }
        internal class Frozen
        {
            internal readonly IReadOnlyList<ChatClient> all = [{{Safe}}];
            void M() => all[0].{|Guarded:CompleteChat|}("hello");
        }
        """);

    [Fact]
    public Task What_an_iterator_yields_and_a_caller_passes_is_followed() => Guards.Body($$"""
        foreach (var x in Make()) { x.{|Unguarded:CompleteChat|}("hello"); }
        foreach (var x in Only()) { x.{|Guarded:CompleteChat|}("hello"); }
        Ask([{{Safe}}, {{Raw}}]);
        AskSafe({{Safe}}, {{Safe}});
        IEnumerable<ChatClient> Make() { yield return {{Safe}}; yield return {{Raw}}; }
        IEnumerable<ChatClient> Only() { yield return {{Safe}}; }
        static void Ask(ChatClient[] all) { foreach (var x in all) { x.{|Unguarded:CompleteChat|}("hello"); } }
        static void AskSafe(params ChatClient[] all) { foreach (var x in all) { x.{|Guarded:CompleteChat|}("hello"); } }
        """);

    [Fact]
    public Task A_lambda_gets_the_elements_that_it_is_run_over() => Guards.Body($$"""
        new List<ChatClient> { {{Safe}} }.ForEach(x => x.{|Guarded:CompleteChat|}("hello"));
        var answers = new[] { {{Safe}}, {{Raw}} }.Select(x => x.{|Unguarded:CompleteChat|}("hello")).ToList();
        Action<ChatClient> ask = x => x.{|Unguarded:CompleteChat|}("hello");
        ask({{Safe}});
        ask({{Raw}});
        Action<ChatClient> lent = x => x.{|Deferred:CompleteChat|}("hello");
        lent({{Safe}});
        Console.WriteLine(lent);
        """);

    [Fact]
    public Task A_lambda_over_two_sequences_gets_the_elements_of_both() => Guards.Body($$"""
        var first = new[] { {{Safe}} }.Zip(new[] { {{Raw}} }, (x, y) => y.{|Unguarded:CompleteChat|}("hello")).ToList();
        var last = new[] { {{Safe}} }.Aggregate({{Safe}}, (x, y) => { x.{|Deferred:CompleteChat|}("hello"); return {{Raw}}; });
        """);

    [Fact]
    public Task A_dictionary_gives_what_it_holds_or_what_it_makes() => Guards.Body($$"""
        var all = new System.Collections.Concurrent.ConcurrentDictionary<string, ChatClient> { ["a"] = {{Raw}} };
        all.GetOrAdd("a", _ => {{Safe}}).{|Unguarded:CompleteChat|}("hello");
        var safe = new System.Collections.Concurrent.ConcurrentDictionary<string, ChatClient>();
        safe.GetOrAdd("a", _ => {{Safe}}).{|Guarded:CompleteChat|}("hello");
        if (safe.TryGetValue("a", out var found)) { found.{|Guarded:CompleteChat|}("hello"); }
        """);

    [Fact]
    public Task An_element_of_a_tuple_is_the_value_at_its_place() => Guards.Body($$"""
        var pair = (First: {{Safe}}, Second: {{Raw}});
        pair.First.{|Guarded:CompleteChat|}("hello");
        pair.Item2.{|Unguarded:CompleteChat|}("hello");
        if (({{Safe}}, {{Raw}}) is (var one, var two)) { one.{|Guarded:CompleteChat|}("hello"); two.{|Unguarded:CompleteChat|}("hello"); }
        var named = new { Safe = {{Safe}}, Raw = {{Raw}} };
        named.Safe.{|Guarded:CompleteChat|}("hello");
        named.Raw.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task An_element_of_a_tuple_that_is_set_under_either_name_counts() => Guards.Body($$"""
        (int Number, ChatClient Client) pair = (1, {{Safe}});
        pair.Item2 = {{Raw}};
        pair.Client.{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task An_element_of_an_element_is_not_known() => Guards.Body($$"""
        ((int Number, ChatClient Client) Inner, int Other) nested = ((1, {{Raw}}), 2);
        nested.Inner.Client = {{Safe}};
        nested.Inner.Client.{|NotAnalyzed:CompleteChat|}("hello");
        """);

    private static string Fill(string text, string a, string b) => text.Replace("$A", a, StringComparison.Ordinal).Replace("$B", b, StringComparison.Ordinal);
}
