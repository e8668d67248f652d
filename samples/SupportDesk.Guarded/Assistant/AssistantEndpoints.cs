using SupportDesk.Customers;
using SupportDesk.Models;
using SupportDesk.Tickets;

namespace SupportDesk.Assistant;

public static class AssistantEndpoints
{
    public static void MapAssistant(this WebApplication app)
    {
        app.MapPost("/assistant", async (Question question, CustomerDirectory directory, DeskAssistant assistant, CancellationToken cancellationToken) =>
            directory.Find(question.AgentEmail) is { } agent
                ? Results.Text(await assistant.AskAsync(agent, question.Text, cancellationToken))
                : Results.Unauthorized());
        app.MapPost("/assistant/stream", (Question question, DeskAssistant assistant, HttpResponse response, CancellationToken cancellationToken) =>
            response.WriteAllAsync(assistant.AskStreamingAsync(question.Text, cancellationToken)));
        app.MapPost("/articles/search", (Question question, KnowledgeBase articles, CancellationToken cancellationToken) =>
            articles.FindAsync(question.Text, cancellationToken));
    }

    public sealed record Question(string AgentEmail, string Text);
}
