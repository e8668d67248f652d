namespace PromptShield.Analyzers.Tests.Guarding;

public sealed class SilenceTests
{
    [Fact]
    public Task Namesakes_of_model_calls_are_no_model_calls() => Guards.Library("""
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.Hosting;
        namespace OpenAI.Chat { internal class ChatClient { internal void CompleteChat(string s) { } } }
        internal interface IMediator { Task Send(object o); }
        internal interface IHubClients { Task SendAsync(string method, object o); }
        internal interface IChatCompletion { Task GetChatCompletions(string s); }
        internal class Workflow { internal Task RunAsync() => Task.CompletedTask; internal Task InvokeAsync(string s) => Task.CompletedTask; }
        internal class C
        {
            async Task M(IHost host, IMediator mediator, IHubClients hub, System.IO.Pipelines.PipeWriter writer, IChatCompletion wrapper)
            {
                await host.RunAsync();
                await mediator.Send(1);
                await hub.SendAsync("receive", "text");
                writer.Complete();
                await wrapper.GetChatCompletions("x");
                await new Workflow().RunAsync();
                await new Workflow().InvokeAsync("x");
                new OpenAI.Chat.ChatClient().CompleteChat("a local type of the same name");
                AIFunctionFactory.Create(() => 1);
            }
        }
        """);

    [Fact]
    public Task Reading_stored_completions_and_counting_locally_sends_nothing() => Guards.Body("""
        var chat = new ChatClient("m", "k");
        chat.GetChatCompletion("id");
        var name = nameof(chat.CompleteChat);
        """);

    [Fact]
    public Task A_library_without_any_sdk_has_no_sites() => Guards.Library("internal class C { void M() => System.Console.WriteLine(); }");
}
