namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Variables that are written through a reference, and members that turn out to be others at run time.</summary>
public sealed class ReferenceTests
{
    private const string Raw = """new ChatClient("m", "k")""";

    [Fact]
    public Task A_local_whose_reference_lives_on_is_not_known() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            void M(bool c)
            {
                var chat = {{Raw}}.Shielded();
                chat.{|NotAnalyzed/dynamic-or-unresolved:CompleteChat|}("hello");
                void Swap() { ref var alias = ref chat; alias = {{Raw}}; }
                var one = {{Raw}}.Shielded();
                var two = {{Raw}}.Shielded();
                ref var either = ref c ? ref one : ref two;
                either.{|NotAnalyzed:CompleteChat|}("hello");
                one.{|NotAnalyzed:CompleteChat|}("hello");
                two.{|NotAnalyzed:CompleteChat|}("hello");
                var kept = {{Raw}}.Shielded();
                var span = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref kept, 1);
                kept = {{Raw}}.Shielded();
                span[0] = {{Raw}};
                kept.{|NotAnalyzed:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_local_that_is_only_read_through_a_reference_stays_guarded() => Guards.Body($$"""
        var chat = {{Raw}}.Shielded();
        Read(in chat);
        chat.{|Guarded:CompleteChat|}("hello");
        void Read(in ChatClient client) => client.{|Guarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_method_of_the_program_is_followed_to_what_it_stores() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            void M(bool c, Maker maker)
            {
                Make({{Raw}}, out var raw);
                raw.{|Unguarded:CompleteChat|}("hello");
                Make({{Raw}}.Shielded(), out var safe);
                safe.{|Guarded:CompleteChat|}("hello");
                var chat = {{Raw}}.Shielded();
                Keep(ref chat);
                chat.{|Guarded:CompleteChat|}("hello");
                new Partial().Replace(ref safe);
                safe.{|Unguarded:CompleteChat|}("hello");
                maker.Make(out var made);
                made.{|NotAnalyzed:CompleteChat|}("hello");
            }
            static void Make(ChatClient given, out ChatClient chat) => chat = given;
            static void Keep(ref ChatClient chat) => Console.WriteLine(chat);
        }
        internal partial class Partial { internal partial void Replace(ref ChatClient chat); }
        internal partial class Partial { internal partial void Replace(ref ChatClient chat) => chat = {{Raw}}; }
        internal abstract class Maker { internal abstract void Make(out ChatClient chat); }
        """);

    [Fact]
    public Task A_field_that_is_passed_by_reference_is_what_is_stored_there_when_that_can_be_seen() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Replaced
        {
            private ChatClient chat = {{Raw}}.Shielded();
            void M() => chat.{|Unguarded:CompleteChat|}("hello");
            void Reset() => Replace(ref chat);
            static void Replace(ref ChatClient client) => client = {{Raw}};
        }
        internal class Lent
        {
            private ChatClient chat = {{Raw}}.Shielded();
            void M() => chat.{|NotAnalyzed:CompleteChat|}("hello");
            ref ChatClient Lend() => ref chat;
        }
        internal class Filled
        {
            private ChatClient chat = {{Raw}}.Shielded();
            void M() => chat.{|NotAnalyzed:CompleteChat|}("hello");
            void Fill(Dictionary<string, ChatClient> known) => known.TryGetValue("a", out chat!);
        }
        internal class Observed
        {
            private ChatClient chat = {{Raw}}.Shielded();
            void M() => chat.{|Guarded:CompleteChat|}("hello");
            void Observe() => Read(in chat);
            static void Read(in ChatClient client) { }
        }
        """);

    [Fact]
    public Task What_the_framework_stores_through_a_reference_is_followed() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Exchanged
        {
            private ChatClient chat = {{Raw}}.Shielded();
            void M() => chat.{|Unguarded:CompleteChat|}("hello");
            void Reset() => Interlocked.Exchange(ref chat, {{Raw}});
        }
        internal class Guarded
        {
            private ChatClient? chat;
            private ChatClient? lazy;
            void M() => (chat ?? throw new InvalidOperationException()).{|Guarded:CompleteChat|}("hello");
            void Reset() => Interlocked.CompareExchange(ref chat, {{Raw}}.Shielded(), null);
            void Lazy() => LazyInitializer.EnsureInitialized(ref lazy, () => {{Raw}}.Shielded()).{|Guarded:CompleteChat|}("hello");
            void Read() => Volatile.Read(ref chat)!.{|Guarded:CompleteChat|}("hello");
        }
        """);

    [Fact]
    public Task A_field_that_is_assigned_in_a_tuple_is_judged_by_its_element() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private readonly ChatClient guarded;
            private readonly ChatClient raw;
            private ChatClient made = {{Raw}}.Shielded();
            C()
            {
                (guarded, raw) = ({{Raw}}.Shielded(), {{Raw}});
                (made, _) = Make();
            }
            void M()
            {
                guarded.{|Guarded:CompleteChat|}("hello");
                raw.{|Unguarded:CompleteChat|}("hello");
                made.{|Unguarded:CompleteChat|}("hello");
            }
            static (ChatClient, int) Make() => ({{Raw}}, 1);
        }
        """);

    [Fact]
    public Task A_virtual_property_is_judged_with_its_overrides() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Desk
        {
            internal virtual ChatClient Client => {{Raw}}.Shielded();
            internal virtual ChatClient Safe => {{Raw}}.Shielded();
            internal ChatClient Hidden => {{Raw}}.Shielded();
            void M()
            {
                Client.{|Unguarded:CompleteChat|}("hello");
                Safe.{|Guarded:CompleteChat|}("hello");
                Hidden.{|Guarded:CompleteChat|}("hello");
            }
        }
        internal class Other : Desk
        {
            internal override ChatClient Safe => {{Raw}}.Shielded();
            internal new ChatClient Hidden => {{Raw}};
        }
        internal class Third : Other { internal override ChatClient Client => {{Raw}}; }
        internal abstract class Base
        {
            protected abstract ChatClient Client { get; }
            void M() => Client.{|Guarded:CompleteChat|}("hello");
        }
        internal class Derived : Base { protected override ChatClient Client { get; } = {{Raw}}.Shielded(); }
        internal interface IHolder<T> { T Client { get; } }
        internal class Holder { public ChatClient Client => {{Raw}}; }
        internal class Held : Holder, IHolder<ChatClient>;
        internal class Safe : IHolder<ChatClient> { public ChatClient Client => {{Raw}}.Shielded(); }
        internal class User { void M(IHolder<ChatClient> holder) => holder.Client.{|Unguarded:CompleteChat|}("hello"); }
        """);

    [Fact]
    public Task A_member_that_another_assembly_can_override_is_deferred() => Guards.Library($$"""
        {{Guards.Usings}}
        public class Open
        {
            protected virtual ChatClient Client => {{Raw}}.Shielded();
            protected virtual ChatClient Make() => {{Raw}}.Shielded();
            public void M() { Client.{|Deferred/handed-in:CompleteChat|}("hello"); Make().{|Deferred/handed-in:CompleteChat|}("hello"); }
        }
        public class Closed
        {
            private Closed() { }
            protected virtual ChatClient Client => {{Raw}}.Shielded();
            public void M() => Client.{|Guarded:CompleteChat|}("hello");
        }
        """);

    [Fact]
    public Task In_a_program_nobody_else_overrides() => Guards.Program($$"""
        {{Guards.Usings}}
        Console.WriteLine();
        public class Open
        {
            protected virtual ChatClient Client => {{Raw}}.Shielded();
            public void M() => Client.{|Guarded:CompleteChat|}("hello");
        }
        """);
}
