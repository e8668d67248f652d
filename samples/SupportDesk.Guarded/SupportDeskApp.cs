using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using PromptShield;
using SupportDesk.Assistant;
using SupportDesk.Customers;
using SupportDesk.Models;
using SupportDesk.Tickets;

namespace SupportDesk;

/// <summary>Puts the application together. A test starts it in process, <c>dotnet run</c> by way of Program.</summary>
public static class SupportDeskApp
{
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
        ProviderSettings settings = builder.Configuration.GetRequiredSection("Providers").Get<ProviderSettings>()!;
        builder.Services.AddSingleton(settings);

        builder.Services.AddSingleton<CustomerDirectory>();
        builder.Services.AddSingleton<TicketStore>();
        builder.Services.AddSingleton<TriageQueue>();
        builder.Services.AddHostedService<TriageWorker>();

        builder.Services.AddSingleton<TicketClassifier>();
        builder.Services.AddSingleton<ReplyWriter>();
        builder.Services.AddSingleton<TicketSummarizer>();
        builder.Services.AddSingleton<KnowledgeBase>();
        builder.Services.AddHttpClient<TicketTranslator>().AddPromptShield();

        OpenAIClientOptions options = new() { Endpoint = settings.OpenAIEndpoint };
        builder.Services
            .AddChatClient(new ChatClient(settings.ChatModel, new ApiKeyCredential(settings.OpenAIKey), options).AsIChatClient())
            .UseFunctionInvocation()
            .UsePromptShield();
        builder.Services.AddSingleton<DeskAssistant>();

        WebApplication app = builder.Build();
        app.MapCustomers();
        app.MapTickets();
        app.MapAssistant();
        return app;
    }
}
