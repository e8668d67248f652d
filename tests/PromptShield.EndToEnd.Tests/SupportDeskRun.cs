using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Loopback;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptShield;

/// <summary>One of the two support desks, running in process against a loopback provider. Its customer and her ticket hold all planted values.</summary>
public abstract class SupportDeskRun(Func<string[], WebApplication> build) : IAsyncLifetime
{
    private readonly WrittenLines _log = new();
    private WebApplication? _app;
    private HttpClient? _desk;

    public LoopbackProvider Provider { get; private set; } = null!;

    /// <summary>All that the application logged, scopes included.</summary>
    public string Log => string.Join('\n', _log.Lines);

    public async ValueTask InitializeAsync()
    {
        Provider = await LoopbackProvider.StartAsync();
        _app = build(
        [
            "--urls=http://127.0.0.1:0",
            $"--contentRoot={AppContext.BaseDirectory}",
            $"--Providers:OpenAIEndpoint={Provider.OpenAIEndpoint}",
            $"--Providers:AnthropicEndpoint={Provider.Endpoint}",
            $"--Providers:TranslationUrl={Provider.OpenAIEndpoint}/chat/completions",
        ]);
        _app.Services.GetRequiredService<ILoggerFactory>().AddProvider(_log);
        await _app.StartAsync();
        _desk = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
        await PostAsync("/customers", new { FullName = "Jane Roe", PlantedData.Email, PhoneNumber = PlantedData.Phone });
        await TriageAsync();
    }

    /// <summary>Posts to the desk; the text of its answer.</summary>
    public async Task<string> PostAsync(string path, object? body = null)
    {
        using HttpResponseMessage response = await _desk!.PostAsJsonAsync(path, body ?? new { });
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Opens a ticket and waits for the category that the background service gives to it.</summary>
    public async Task<string> TriageAsync()
    {
        string opened = await PostAsync("/tickets", new { PlantedData.Email, Body = PlantedData.Message, AttachmentName = "invoice.pdf" });
        string path = $"/tickets/{JsonNode.Parse(opened)!["id"]}";
        while (true)
        {
            JsonNode? ticket = await _desk!.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken);
            if (ticket!["category"] is { } category)
            {
                return category.GetValue<string>();
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _desk?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        await Provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private sealed class WrittenLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(state.ToString()!);
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
