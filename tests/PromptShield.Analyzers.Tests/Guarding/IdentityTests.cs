namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class IdentityTests
{
    [Fact]
    public Task The_signed_shield_guards() => Guards.BodyWith(ShieldStub.Real, """new ChatClient("m", "k").Shielded().{|Guarded:CompleteChat|}("hello");""");

    [Fact]
    public Task An_assembly_of_the_same_name_without_the_key_does_not() =>
        Guards.BodyWith(ShieldStub.Unsigned, """new ChatClient("m", "k").Shielded().{|Unguarded:CompleteChat|}("hello");""");

    [Fact]
    public Task A_method_of_the_same_name_in_the_program_does_not() => Guards.Library($$"""
        {{Guards.Usings}}
        internal static class Mine { internal static ChatClient Hidden(this ChatClient chat) => chat; internal static ChatClient GetShieldedClient() => new("m", "k"); }
        internal class C
        {
            void M()
            {
                new ChatClient("m", "k").Hidden().{|Unguarded:CompleteChat|}("hello");
                Mine.GetShieldedClient().{|Unguarded:CompleteChat|}("hello");
            }
        }
        """);
}
