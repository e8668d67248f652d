namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class MemberProvenanceTests
{
    [Fact]
    public Task A_field_is_judged_by_all_its_assignments() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Guarded
        {
            private readonly ChatClient chat = new ChatClient("m", "k").Shielded();
            void M() => chat.{|Guarded:CompleteChat|}("hello");
        }
        internal partial class Twice
        {
            private ChatClient chat = new ChatClient("m", "k").Shielded();
            void M() => chat.{|Unguarded:CompleteChat|}("hello");
        }
        internal class InConstructor
        {
            private readonly ChatClient chat;
            InConstructor() => chat = new ChatClient("m", "k");
            void M() => chat.{|Unguarded:CompleteChat|}("hello");
        }
        """, """
        internal partial class Twice
        {
            void Change() => chat = new OpenAI.Chat.ChatClient("m", "k");
        }
        """);

    [Fact]
    public Task A_property_is_judged_by_its_getter_and_its_assignments() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private ChatClient Computed => new ChatClient("m", "k").Shielded();
            private ChatClient? cached;
            private ChatClient Cached => cached ??= new ChatClient("m", "k");
            internal ChatClient Set { get; set; } = new ChatClient("m", "k").Shielded();
            void M()
            {
                Computed.{|Guarded:CompleteChat|}("hello");
                Cached.{|Unguarded:CompleteChat|}("hello");
                Set.{|Unguarded:CompleteChat|}("hello");
            }
        }
        internal class D { C c = new() { Set = new ChatClient("m", "k") }; }
        """);

    [Fact]
    public Task A_lazy_client_is_what_its_factory_makes() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private readonly Lazy<ChatClient> guarded = new(() => new ChatClient("m", "k").Shielded());
            private readonly Lazy<ChatClient> raw = new(() => new ChatClient("m", "k"));
            void M()
            {
                guarded.Value.{|Guarded:CompleteChat|}("hello");
                raw.Value.{|Unguarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_constructor_parameter_of_a_library_is_deferred() => Guards.Library($$"""
        {{Guards.Usings}}
        public class Primary(IChatClient chat)
        {
            public Task<ChatResponse> M() => chat.{|Deferred/handed-in:GetResponseAsync|}("hello");
        }
        public class Classic
        {
            private readonly ChatClient chat;
            public Classic(ChatClient chat) => this.chat = chat;
            public void M() => chat.{|Deferred/handed-in:CompleteChat|}("hello");
        }
        """);

    [Fact]
    public Task A_constructor_parameter_is_discharged_by_its_callers() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Guarded(ChatClient chat) { internal void M() => chat.{|Guarded:CompleteChat|}("hello"); }
        internal class Mixed(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        internal class Target(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        internal class Chained
        {
            private readonly ChatClient chat;
            internal Chained() : this(new ChatClient("m", "k").Shielded()) { }
            private Chained(ChatClient chat) => this.chat = chat;
            void M() => chat.{|Guarded:CompleteChat|}("hello");
        }
        """, """
        using OpenAI.Chat;
        using PromptShield;
        internal class Composer
        {
            void M()
            {
                new Guarded(new ChatClient("m", "k").Shielded()).M();
                new Mixed(new ChatClient("m", "k").Shielded()).M();
                new Mixed(new ChatClient("m", "k")).M();
                Target target = new(new ChatClient("m", "k"));
            }
        }
        """);

    [Fact]
    public Task A_caller_that_spells_the_type_in_another_way_is_found() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Aliased(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        internal class Base(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        internal class Parent
        {
            private readonly ChatClient chat;
            internal Parent(ChatClient chat) => this.chat = chat;
            internal void M() => chat.{|Unguarded:CompleteChat|}("hello");
        }
        internal class Argument(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        internal class Returned(ChatClient chat) { internal void M() => chat.{|Unguarded:CompleteChat|}("hello"); }
        """, """
        using Other = Aliased;
        using OpenAI.Chat;
        internal class Derived() : Base(new ChatClient("m", "k"));
        internal class Child : Parent { Child() : base(new ChatClient("m", "k")) { } }
        internal class C
        {
            object M() => new Other(new ChatClient("m", "k"));
            void Take(Argument argument) => Take(new(new ChatClient("m", "k")));
            Returned Make() { return new(new ChatClient("m", "k")); }
        }
        """);

    [Fact]
    public Task A_public_method_of_a_library_stays_deferred_although_a_caller_here_is_guarded() => Guards.Library($$"""
        {{Guards.Usings}}
        public static class Api
        {
            public static void Open(ChatClient chat) => chat.{|Deferred:CompleteChat|}("hello");
            internal static void Closed(ChatClient chat) => chat.{|Guarded:CompleteChat|}("hello");
            public static void Leaky(ChatClient chat) => chat.{|Unguarded:CompleteChat|}("hello");
            static void M()
            {
                Open(new ChatClient("m", "k").Shielded());
                Closed(new ChatClient("m", "k").Shielded());
                Leaky(new ChatClient("m", "k"));
            }
        }
        """);

    [Fact]
    public Task In_an_executable_a_client_that_nothing_supplies_is_a_finding() => Guards.Program($$"""
        {{Guards.Usings}}
        Console.WriteLine();
        internal class C(IChatClient chat) { internal Task M() => chat.{|Deferred/handed-in:GetResponseAsync|}("hello"); }
        """);

    [Fact]
    public Task A_helper_is_judged_by_what_it_returns() => Guards.Library($$"""
        {{Guards.Usings}}
        internal static class Factory
        {
            internal static ChatClient Make() => new ChatClient("m", "k").Shielded();
            internal static ChatClient GetShieldedClient() => new ChatClient("m", "k");
            internal static ChatClient Wrap(ChatClient chat) => chat.Shielded();
            internal static ChatClient Same(ChatClient chat) => chat;
            internal static async Task<ChatClient> MakeAsync() { await Task.Yield(); return new ChatClient("m", "k").Shielded(); }
            internal static ChatClient Cyclic(int i) => i > 0 ? Cyclic(i - 1) : new ChatClient("m", "k").Shielded();
        }
        internal class C
        {
            async Task M()
            {
                Factory.Make().{|Guarded:CompleteChat|}("hello");
                Factory.GetShieldedClient().{|Unguarded:CompleteChat|}("hello");
                Factory.Wrap(new ChatClient("m", "k")).{|Guarded:CompleteChat|}("hello");
                Factory.Same(new ChatClient("m", "k").Shielded()).{|Guarded:CompleteChat|}("hello");
                Factory.Same(new ChatClient("m", "k")).{|Unguarded:CompleteChat|}("hello");
                (await Factory.MakeAsync()).{|Guarded:CompleteChat|}("hello");
                Factory.Cyclic(3).{|Guarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task An_interface_factory_is_judged_by_its_implementations() => Guards.Library($$"""
        {{Guards.Usings}}
        internal interface IGood { ChatClient Make(); }
        internal class Good : IGood { public ChatClient Make() => new ChatClient("m", "k").Shielded(); }
        internal interface IBad { ChatClient Make(); }
        internal class Bad1 : IBad { public ChatClient Make() => new ChatClient("m", "k").Shielded(); }
        internal class Bad2 : IBad { public ChatClient Make() => new ChatClient("m", "k"); }
        public interface INowhere { ChatClient Make(); }
        internal class C
        {
            void M(IGood good, IBad bad, INowhere nowhere)
            {
                good.Make().{|Guarded:CompleteChat|}("hello");
                bad.Make().{|Unguarded:CompleteChat|}("hello");
                nowhere.Make().{|Deferred:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_delegate_that_makes_a_client_is_followed() => Guards.Body("""
        Func<ChatClient> guarded = () => new ChatClient("m", "k").Shielded();
        Func<ChatClient> raw = () => new ChatClient("m", "k");
        guarded().{|Guarded:CompleteChat|}("hello");
        raw().{|Unguarded:CompleteChat|}("hello");
        """);

    [Fact]
    public Task A_parameter_of_a_primary_constructor_is_written_by_every_member() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Kept(ChatClient chat) { internal void M() => chat.{|Guarded:CompleteChat|}("hello"); }
        internal class Replaced(ChatClient chat)
        {
            internal void M() => chat.{|Unguarded:CompleteChat|}("hello");
            internal void Change() => chat = new ChatClient("m", "k");
        }
        internal class Composer
        {
            void M() { new Kept(new ChatClient("m", "k").Shielded()).M(); new Replaced(new ChatClient("m", "k").Shielded()).M(); }
        }
        """);

    [Fact]
    public Task A_method_that_is_handed_over_is_called_by_its_new_holder() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            void M()
            {
                Called(new ChatClient("m", "k").Shielded());
                Lent(new ChatClient("m", "k").Shielded());
                Action<ChatClient> lent = Lent;
                new List<ChatClient> { new ChatClient("m", "k") }.ForEach(Run);
            }
            static void Called(ChatClient chat) => chat.{|Guarded:CompleteChat|}("hello");
            static void Lent(ChatClient chat) => chat.{|Deferred:CompleteChat|}("hello");
            static void Run(ChatClient chat) => chat.{|Unguarded:CompleteChat|}("hello");
        }
        """);

    [Fact]
    public Task A_property_that_a_with_expression_sets_is_its_value() => Guards.Library($$"""
        {{Guards.Usings}}
        internal record Holder(ChatClient Client) { internal ChatClient Other { get; set; } = Client; }
        internal class C
        {
            void M(ChatClient raw)
            {
                var holder = new Holder(new ChatClient("m", "k")) with { Client = new ChatClient("m", "k").Shielded(), Other = new ChatClient("m", "k").Shielded() };
                holder.Client.{|Guarded:CompleteChat|}("hello");
                holder.Other.{|Unguarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_helper_in_its_own_argument_is_entered_again() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            void M(bool c)
            {
                Same(c ? Same(new ChatClient("m", "k")) : new ChatClient("m", "k").Shielded()).{|Unguarded:CompleteChat|}("hello");
                Same(Same(new ChatClient("m", "k").Shielded())).{|Guarded:CompleteChat|}("hello");
            }
            static ChatClient Same(ChatClient chat) => chat;
        }
        """);

    [Fact]
    public Task A_conversion_operator_is_judged_by_what_it_returns() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class Other(ChatClient inner)
        {
            public ChatClient Inner => inner;
            public static implicit operator ChatClient(Other other) => new ChatClient("m", "k");
        }
        internal class C
        {
            void M()
            {
                ChatClient chat = new Other(new ChatClient("m", "k").Shielded());
                chat.{|Unguarded:CompleteChat|}("hello");
                new Other(new ChatClient("m", "k").Shielded()).Inner.{|Guarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task An_indexer_and_a_run_are_judged_by_what_they_return() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            ChatClient this[int i] => new ChatClient("m", "k").Shielded();
            ChatClient this[string s] => new ChatClient("m", "k");
            async Task M()
            {
                this[0].{|Guarded:CompleteChat|}("hello");
                this["a"].{|Unguarded:CompleteChat|}("hello");
                (await Task.Run(() => new ChatClient("m", "k").Shielded())).{|Guarded:CompleteChat|}("hello");
                (await Task.Run(() => new ChatClient("m", "k"))).{|Unguarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_dynamic_client_is_not_analysed() => Guards.Body("""
        dynamic chat = new ChatClient("m", "k");
        chat.{|NotAnalyzed/dynamic-or-unresolved:CompleteChat|}("hello");
        """);
}
