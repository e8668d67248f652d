using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PromptShield.Tests;

/// <summary>
/// The provider's side of the wire: keeps the bytes of every request, and answers by echoing what the request held in the form that its path asks for. Streams come
/// in pieces of a few bytes, so that every boundary is crossed.
/// </summary>
internal sealed class FakeProvider : HttpMessageHandler
{
    private readonly List<string> _bodies = [];

    /// <summary>What the model writes, given the request body; by default the placeholders that it saw.</summary>
    internal Func<string, string> Says { get; set; } = static body => "You wrote " + string.Join(" and ", Placeholders.In(body)) + ".";

    internal Func<string, string?> CallsTool { get; set; } = static _ => null;

    internal string ToolName { get; set; } = "lookup";

    internal int ChunkSize { get; set; } = 7;

    internal int FailuresFirst { get; set; }

    internal string[] Bodies
    {
        get
        {
            lock (_bodies)
            {
                return [.. _bodies];
            }
        }
    }

    internal string Body => Bodies[^1];

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, cancellationToken);
        return Answer(request, Encoding.UTF8.GetString(body.ToArray()));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Answer(request, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));

    private HttpResponseMessage Answer(HttpRequestMessage request, string body)
    {
        lock (_bodies)
        {
            _bodies.Add(body);
            if (FailuresFirst-- > 0)
            {
                return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("{}", Encoding.UTF8, "application/json"), RequestMessage = request };
            }
        }

        var streams = body.Contains("\"stream\":true", StringComparison.Ordinal);
        var tool = CallsTool(body);
        var (type, text) = ProviderAnswers.For(request.RequestUri!.AbsolutePath, streams, Says(body), tool, ToolName);
        var content = new StreamContent(new Trickle(Encoding.UTF8.GetBytes(text), ChunkSize));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    /// <summary>Gives a few bytes a read.</summary>
    private sealed class Trickle(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(size, buffer.Length)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(size, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[size];
            int read;
            while ((read = Read(buffer, 0, size)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}

internal static class Placeholders
{
    internal static string[] In(string body)
    {
        var result = new List<string>();
        for (var position = 0; PromptShield.Redaction.Placeholder.TryFindNext(body, position, out var start, out var length); position = start + length)
        {
            result.Add(body.Substring(start, length));
        }

        return [.. result.Distinct()];
    }
}
