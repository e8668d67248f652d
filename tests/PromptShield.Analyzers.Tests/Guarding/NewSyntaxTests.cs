#if !ROSLYN_4_8
namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Clients that come through syntax that the oldest compiler does not know.</summary>
public sealed class NewSyntaxTests
{
    [Fact]
    public Task The_field_of_a_property_is_set_in_its_accessors() => Guards.Library($$"""
        {{Guards.Usings}}
        internal class C
        {
            private ChatClient Cached => field ??= new ChatClient("m", "k").Shielded();
            private ChatClient? Fallback { get; set => field = value ?? new ChatClient("m", "k"); }
            void M()
            {
                Cached.{|Guarded:CompleteChat|}("hello");
                Fallback = new ChatClient("m", "k").Shielded();
                Fallback.{|Unguarded:CompleteChat|}("hello");
            }
        }
        """);

    [Fact]
    public Task A_member_of_an_extension_block_gets_the_receiver_of_its_call() => Guards.Library($$"""
        {{Guards.Usings}}
        internal static class E
        {
            extension(ChatClient chat)
            {
                internal ChatClient Same() => chat;
                internal void Ask() => chat.{|Unguarded:CompleteChat|}("hello");
            }
        }
        internal class C
        {
            void M()
            {
                new ChatClient("m", "k").Shielded().Same().{|Guarded:CompleteChat|}("hello");
                new ChatClient("m", "k").Same().{|Unguarded:CompleteChat|}("hello");
                new ChatClient("m", "k").Shielded().Ask();
                new ChatClient("m", "k").Ask();
            }
        }
        """);

    [Fact]
    public Task Both_parts_of_a_partial_member_are_one() => Guards.Library($$"""
        {{Guards.Usings}}
        internal partial class C
        {
            private readonly ChatClient chat;
            internal partial C(ChatClient chat);
            private partial ChatClient Made { get; }
        }
        internal partial class C
        {
            internal partial C(ChatClient chat) => this.chat = chat;
            private partial ChatClient Made { get => new ChatClient("m", "k").Shielded(); }
            void M() { chat.{|Unguarded:CompleteChat|}("hello"); Made.{|Guarded:CompleteChat|}("hello"); }
            static C Make() => new(new ChatClient("m", "k"));
        }
        """);
}
#endif
