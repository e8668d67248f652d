using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;

namespace Loopback;

/// <summary>
/// A stand-in for a model provider on loopback. It speaks the OpenAI, Anthropic and Ollama wire formats, needs no key and no network,
/// records every request, and answers with the text that it was sent, so that a test sees both what left and what comes back.
/// </summary>
/// <remarks>Safe for concurrent requests. A running provider holds every request in memory until <see cref="Forget"/>.</remarks>
public sealed class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedRequest> _requests;

    private LoopbackProvider(WebApplication app, Uri endpoint)
    {
        _app = app;
        _requests = app.Services.GetRequiredService<ConcurrentQueue<ReceivedRequest>>();
        Endpoint = endpoint;
    }

    /// <summary>The root, such as <c>http://127.0.0.1:49152/</c>: what Anthropic and Ollama clients take as base address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The root of the OpenAI paths, <see cref="Endpoint"/> plus <c>v1</c>.</summary>
    public Uri OpenAIEndpoint => new(Endpoint, "v1");

    /// <summary>What was received so far, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>Starts a provider on a free port of 127.0.0.1.</summary>
    public static async Task<LoopbackProvider> StartAsync()
    {
        WebApplication app = Build(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
        await app.StartAsync();
        return new LoopbackProvider(app, new Uri(app.Urls.First()));
    }

    /// <summary>Builds the application without starting it; <paramref name="args"/> as for any ASP.NET Core host (<c>--urls</c>).</summary>
    public static WebApplication Build(string[] args)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(args);
        builder.Services.AddSingleton<ConcurrentQueue<ReceivedRequest>>();
        WebApplication app = builder.Build();
        app.MapGet("/requests", (ConcurrentQueue<ReceivedRequest> requests) => requests.Select(request => new { request.Method, request.Path, Body = request.Text }));
        app.Use(RecordAsync);
        app.MapOpenAIChat();
        app.MapOpenAIResponses();
        app.MapOpenAIEmbeddings();
        app.MapAnthropicMessages();
        app.MapOllama();
        return app;
    }

    /// <summary>Drops what was recorded so far.</summary>
    public void Forget() => _requests.Clear();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await next(context);
            return;
        }

        using MemoryStream copy = new();
        await context.Request.Body.CopyToAsync(copy, context.RequestAborted);
        byte[] body = copy.ToArray();
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, StringValues values) in context.Request.Headers)
        {
            headers[name] = values.ToString();
        }

        context.RequestServices.GetRequiredService<ConcurrentQueue<ReceivedRequest>>().Enqueue(
            new ReceivedRequest(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, body));
        context.Request.Body = new MemoryStream(body);
        await next(context);
    }
}
