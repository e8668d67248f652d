using System.Text.Json.Nodes;
using PromptShield;
using SupportDesk.Tickets;

namespace SupportDesk.Models;

/// <summary>Translates a ticket by plain HTTP, as it was written before there was an SDK.</summary>
public sealed class TicketTranslator(HttpClient http, ProviderSettings settings, ILogger<TicketTranslator> logger)
{
    private const string DefaultUrl = "https://api.openai.com/v1/chat/completions";

    public async Task<string> TranslateAsync(Ticket ticket, string language, CancellationToken cancellationToken)
    {
        using IDisposable? scope = logger.BeginScope("Translating for {Email}", Shield.Default.Redact(ticket.Email));
        string url = settings.TranslationUrl ?? DefaultUrl;
        http.DefaultRequestHeaders.Authorization = new("Bearer", settings.OpenAIKey);
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            url,
            new
            {
                model = settings.ChatModel,
                messages = new[]
                {
                    new { role = "system", content = $"Translate into {language}." },
                    new { role = "user", content = ticket.Body },
                },
            },
            cancellationToken);
        response.EnsureSuccessStatusCode();
        JsonNode? answer = await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        logger.LogInformation("Ticket {TicketId} translated into {Language}", ticket.Id, language);
        return answer!["choices"]![0]!["message"]!["content"]!.GetValue<string>();
    }
}
