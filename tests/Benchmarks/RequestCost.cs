using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using PromptShield.Wire;

namespace PromptShield.Benchmarks;

/// <summary>
/// What the shield does to one chat request of about 4 KB before it leaves, without the network and without writing evidence. The floor reads the same
/// JSON into a document and writes it again.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class RequestCost
{
    private readonly Shield shield = new(new ShieldOptions());
    private byte[] body = [];

    [Params(false, true)]
    public bool HoldsPersonalData { get; set; }

    [GlobalSetup]
    public void MakeRequest()
    {
        var messages = new StringBuilder();
        for (var i = 0; i < 12; i++)
        {
            var customer = HoldsPersonalData ? $"customer{i % 4}@example.org" : "the customer";
            messages.Append(i == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""
                {"role":"{{(i % 2 == 0 ? "user" : "assistant")}}","content":"Please write a friendly answer to {{customer}}, who asks why the parcel has not arrived.\nThe shop promised it for the end of the week; the carrier says that the address could not be found, and nobody was told. Offer a new delivery, and keep it short."}
                """);
        }

        body = Encoding.UTF8.GetBytes($$"""{"model":"gpt-4o","temperature":0.2,"max_tokens":400,"messages":[{{messages}}]}""");
    }

    [Benchmark(Baseline = true)]
    public byte[] ParseAndWrite()
    {
        using var document = JsonDocument.Parse(body);
        var written = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(written))
        {
            document.WriteTo(writer);
        }

        return written.WrittenSpan.ToArray();
    }

    [Benchmark]
    public byte[]? Rewrite() => RequestBody.Rewrite(body, "application/json", shield.Begin("api.example.org", streaming: false));
}
