using PromptShield.Analyzers.Tests.Guarding;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class GuardSwitchedOffTests
{
    private const string Rule = "PSH1004";

    [Fact]
    public Task Options_that_let_personal_data_leave() => RuleSnippet.VerifyStatements(Rule, """
        _ = new Shield(new ShieldOptions { {|Action|} = PersonalDataAction.Allow });
        var options = new ShieldOptions();
        options.{|Action|} = PersonalDataAction.Allow;
        options.{|AllowUninspectedBodies|} = true;
        new ServiceCollection().AddPromptShield(o => o.{|Action|} = PersonalDataAction.Allow);
        const PersonalDataAction quiet = PersonalDataAction.Allow;
        var constant = new ShieldOptions();
        constant.{|Action|} = quiet;
        var kept = PersonalDataAction.Allow;
        var read = new ShieldOptions { RestoreOriginals = false };
        read.{|Action|} = kept;
        """);

    [Fact]
    public Task Options_on_the_safe_side_and_options_that_the_code_does_not_decide() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class Own { public PersonalDataAction Action { get; set; } public bool AllowUninspectedBodies { get; set; } }
        internal class C(PersonalDataAction configured)
        {
            void M(bool dryRun)
            {
                _ = new ShieldOptions { Action = PersonalDataAction.Replace, AllowUninspectedBodies = false };
                _ = new ShieldOptions { Action = PersonalDataAction.Block, RestoreOriginals = false };
                _ = new ShieldOptions { Action = configured };
                _ = new ShieldOptions { Action = dryRun ? PersonalDataAction.Allow : PersonalDataAction.Replace };
                _ = new Own { Action = PersonalDataAction.Allow, AllowUninspectedBodies = true };
                var action = PersonalDataAction.Allow;
                if (!dryRun) { action = PersonalDataAction.Block; }
                var options = new ShieldOptions();
                options.Action = action;
                options.Action = PersonalDataAction.Allow;
                options.RestoreOriginals = true;
                options.Action = PersonalDataAction.Replace;
                _ = new Shield(options);
            }
        }
        """);

    [Fact]
    public Task A_value_that_something_sees_before_it_is_replaced() => RuleSnippet.VerifyStatements(Rule, """
        var options = new ShieldOptions();
        options.{|Action|} = PersonalDataAction.Allow;
        _ = new Shield(options);
        options.Action = PersonalDataAction.Replace;
        """);

    [Fact]
    public Task Development_may_watch_only() => RuleSnippet.Verify(Rule, """
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.DependencyInjection;
        using PromptShield;
        internal class C(IHostEnvironment environment)
        {
            private readonly bool isDevelopment = environment.IsDevelopment();
            void If(ShieldOptions options)
            {
                if (environment.IsDevelopment()) { options.Action = PersonalDataAction.Allow; }
                if (environment.IsProduction() || !environment.IsDevelopment()) { options.{|Action|} = PersonalDataAction.Allow; } else { options.Action = PersonalDataAction.Allow; }
                if (isDevelopment && options.RestoreOriginals) { options.AllowUninspectedBodies = true; }
                if (environment.IsDevelopment() || options.RestoreOriginals) { options.{|AllowUninspectedBodies|} = true; }
                if (environment.IsStaging()) { options.{|AllowUninspectedBodies|} = true; }
                if (environment.IsEnvironment("Development")) { options.AllowUninspectedBodies = true; }
                if (environment.EnvironmentName == "Development") { options.AllowUninspectedBodies = true; }
                if (environment.EnvironmentName != "Production") { options.{|AllowUninspectedBodies|} = true; }
            }
            void Register(IServiceCollection services)
            {
                var isDevelopment = environment.IsDevelopment();
                if (isDevelopment) { services.AddPromptShield(o => o.Action = PersonalDataAction.Allow); }
            }
            void Exit(ShieldOptions options)
            {
                if (!environment.IsDevelopment()) { return; }
                options.Action = PersonalDataAction.Allow;
            }
            void ExitOfTheOther(ShieldOptions options)
            {
                if (environment.IsDevelopment()) { return; }
                options.{|Action|} = PersonalDataAction.Allow;
            }
        }
        internal static class Own
        {
            static bool IsDevelopment() => true;
            static void M(ShieldOptions options) { if (IsDevelopment()) { options.{|Action|} = PersonalDataAction.Allow; } }
        }
        """);

    [Fact]
    public Task A_program_of_top_level_statements() => RuleSnippet.Verify(
        Rule,
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using PromptShield;
        var builder = WebApplication.CreateBuilder(args);
        var isDevelopment = builder.Environment.IsDevelopment();
        builder.Services.AddPromptShield(o => { if (isDevelopment) { o.Action = PersonalDataAction.Allow; } });
        builder.Services.AddPromptShield(o => { if (!isDevelopment) { o.{|Action|} = PersonalDataAction.Allow; } });
        if (!isDevelopment) { throw new InvalidOperationException(); }
        builder.Services.AddPromptShield(o => o.AllowUninspectedBodies = true);
        """,
        kind: Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);

    [Fact]
    public Task A_refused_request_that_is_sent_again_past_the_shield() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class C
        {
            private readonly IChatClient raw = new ChatClient("m", "k").AsIChatClient();
            private readonly IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
            async Task<ChatResponse> Named(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (PromptBlockedException) { return await raw.{|GetResponseAsync|}(text); }
            }
            async Task<ChatResponse> All(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (Exception e) when (e is not OperationCanceledException) { Console.WriteLine(e); return await raw.{|GetResponseAsync|}(text); }
            }
            async Task<ChatResponse> Bare(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch { return await raw.{|GetResponseAsync|}(text); }
            }
            async Task<ChatResponse> Behind(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (PromptBlockedException) { }
                return await raw.{|GetResponseAsync|}(text);
            }
        }
        """);

    [Fact]
    public Task A_handler_that_does_not_get_refusals_or_stays_behind_the_shield() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class C
        {
            private readonly IChatClient raw = new ChatClient("m", "k").AsIChatClient();
            private readonly IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
            async Task<ChatResponse> OtherType(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (HttpRequestException) { return await raw.GetResponseAsync(text); }
            }
            async Task<ChatResponse> CaughtBefore(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (PromptBlockedException) { throw; }
                catch (Exception) { return await raw.GetResponseAsync(text); }
            }
            async Task<ChatResponse> Filtered(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (Exception e) when (e is not PromptBlockedException) { return await raw.GetResponseAsync(text); }
            }
            async Task<ChatResponse> NothingGuarded(string text)
            {
                try { return await raw.GetResponseAsync(text); }
                catch (Exception) { return await raw.GetResponseAsync(text); }
            }
            async Task<ChatResponse> Shielded(string text)
            {
                try { return await client.GetResponseAsync(text); }
                catch (PromptBlockedException) { return await client.GetResponseAsync("shorter"); }
            }
        }
        """);

    [Fact]
    public Task A_refusal_of_which_nobody_learns() => RuleSnippet.Verify(Rule, Guards.Usings + """
        internal class C
        {
            private readonly IChatClient client = new ChatClient("m", "k").AsIChatClient().Shielded();
            async Task Lost(string text)
            {
                try { await client.GetResponseAsync(text); }
                catch ({|PromptBlockedException|}) { }
            }
            async Task<string> Answered(string text)
            {
                try { return (await client.GetResponseAsync(text)).Text; }
                catch (PromptBlockedException) { }
                return "I cannot help with that.";
            }
            async Task<bool> Told(string text)
            {
                var isSent = false;
                try { await client.GetResponseAsync(text); isSent = true; }
                catch (PromptBlockedException) { }
                return isSent;
            }
            async Task Logged(string text)
            {
                try { await client.GetResponseAsync(text); }
                catch (PromptBlockedException e) { Console.WriteLine(e.Message); }
            }
            async Task Other(string text)
            {
                try { await client.GetResponseAsync(text); }
                catch (OperationCanceledException) { }
            }
        }
        """);

    [Fact]
    public Task An_exception_of_the_same_name_is_none_of_the_shield() => RuleSnippet.Verify(Rule, """
        internal sealed class PromptBlockedException : Exception;
        internal class C
        {
            void M() { try { Console.WriteLine(); } catch (PromptBlockedException) { } }
        }
        """);

    [Fact]
    public async Task The_messages_say_what_leaves()
    {
        var messages = await RuleSnippet.Messages(Rule, Guards.Wrap("""
            _ = new ShieldOptions { Action = PersonalDataAction.Allow, AllowUninspectedBodies = true };
            var raw = new ChatClient("m", "k").AsIChatClient();
            try { await raw.Shielded().GetResponseAsync("x"); } catch (Exception) { await raw.GetResponseAsync("x"); }
            try { await raw.Shielded().GetResponseAsync("x"); } catch (PromptBlockedException) { }
            """));
        Assert.Equal(
            [
                "'ShieldOptions.Action' weakens the shield: personal data leaves as it is and is only counted",
                "'ShieldOptions.AllowUninspectedBodies' weakens the shield: what cannot be inspected leaves all the same",
                "'ChatClientExtensions.GetResponseAsync' weakens the shield: it sends past the shield what the shield may just have refused",
                "'C.M' weakens the shield: it swallows the refusal of the shield, and nobody learns of it",
            ],
            messages);
    }
}
