using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PromptShield.Wire;

namespace PromptShield.Tests;

public class AnswerEventsTests
{
    private const string Text = "Mail [EMAIL_1], call [PHONE_1]; [1] [EMAIL_9] [[EMAIL_1]] é😀 [EMA";
    private static readonly string Original = Text.Replace("[EMAIL_1]", Planted.Email, StringComparison.Ordinal).Replace("[PHONE_1]", Planted.Phone, StringComparison.Ordinal);

    public static TheoryData<string> Paths => ["/v1/chat/completions", "/v1/responses", "/v1/messages", "/api/chat", "/api/generate"];

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_stream_that_is_cut_anywhere_gives_the_same_text(string path)
    {
        var (type, body) = ProviderAnswers.For(path, streams: true, Text, tool: null, "f");
        var bytes = Encoding.UTF8.GetBytes(body);
        var kind = RequestBody.KindOf(type);
        var whole = Restored(bytes, kind, [bytes.Length]);
        Assert.Equal(Original, PiecesOf(whole, kind));

        Gen.Int[1, 40].Array[1, 30].Sample(sizes => Assert.Equal(whole, Restored(bytes, kind, sizes)), iter: 200);
        Assert.Equal(whole, Restored(bytes, kind, [1]));
    }

    [Fact]
    public void Any_text_in_pieces_of_any_size_is_restored() => Gen.Select(
        Gen.OneOf(Gen.OneOf("[EMAIL_1]", "[PHONE_1]", "[EMAIL_", "[", "]", "[[", "EMAIL_1]", "[EMAIL_12]", "[CARD_1]", "é", " text ", "[EMAIL"), Gen.String[0, 5]).Array[0, 8].Select(string.Concat),
        Gen.Int[1, 6]).Where((text, _) => !text.Any(char.IsSurrogate)).Sample(
        (text, size) =>
        {
            var events = string.Concat(text.Chunk(size).Select(piece => "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":" + JsonSerializer.Serialize(new string(piece)) + "}}]}\n\n"));
            var restored = Restored(Encoding.UTF8.GetBytes(events + "data: [DONE]\n\n"), BodyKind.Events, [4096]);
            var expected = text.Replace("[EMAIL_1]", Planted.Email, StringComparison.Ordinal).Replace("[PHONE_1]", Planted.Phone, StringComparison.Ordinal);
            Assert.Equal(expected, PiecesOf(restored, BodyKind.Events));
        },
        iter: 3_000);

    [Fact]
    public void Two_choices_at_once_do_not_mix()
    {
        var restored = Restored(
            Chunk(0, "a [EMA") + Chunk(1, "b [PHO") + Chunk(0, "IL_1]") + Chunk(1, "NE_1]") + "data: [DONE]\n\n");

        Assert.Equal([(0, $"a {Planted.Email}"), (1, $"b {Planted.Phone}")], Choices(restored));
    }

    [Fact]
    public void The_end_of_one_choice_does_not_end_the_other()
    {
        const string End = """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""" + "\n\n";
        var restored = Restored(Chunk(0, "a [") + Chunk(1, "b [PHO") + End + Chunk(1, "NE_1]") + "data: [DONE]\n\n");

        Assert.Equal([(0, "a ["), (1, $"b {Planted.Phone}")], Choices(restored));
        Assert.True(restored.IndexOf("\"[\"", StringComparison.Ordinal) < restored.IndexOf("stop", StringComparison.Ordinal));
    }

    [Fact]
    public void Arguments_of_parallel_calls_do_not_mix()
    {
        static string Call(int index, string arguments) =>
            """data: {"choices":[{"index":0,"delta":{"tool_calls":[{"function":{"arguments":""" + JsonSerializer.Serialize(arguments) + "},\"index\":" + index + "}]}}]}\n\n";
        var restored = Restored(Call(0, "[EMA") + Call(1, "[PHO") + Call(0, "IL_1]") + Call(1, "NE_1]"));

        Assert.Contains(JsonSerializer.Serialize(Planted.Email), restored, StringComparison.Ordinal);
        Assert.Contains(Planted.Phone, restored.Replace("\\u002B", "+", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_reasoning_stays_as_it_was_signed()
    {
        const string Event = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"[EMAIL_1]\"}}\n\n";
        Assert.Equal(Event, Restored(Event));
    }

    [Theory]
    [InlineData(": OPENROUTER PROCESSING\n\n")]
    [InlineData("data: [DONE]\n\n")]
    [InlineData("data: [DONE]\r\n\r\n")]
    [InlineData("event: ping\ndata: {\"type\":\"ping\"}\n\n")]
    [InlineData("\n\n\n")]
    [InlineData("retry: 5\r\rdata: {}\r\r")]
    [InlineData("data: {\"n\": 1.0, \"x\":[null] }")]
    public void What_holds_no_placeholder_goes_on_byte_for_byte(string events) => Assert.Equal(events, Restored(events));

    [Fact]
    public void A_payload_in_several_lines_is_restored()
    {
        var restored = Restored("event: x\r\ndata: {\"text\":\r\ndata: \"[EMAIL_1]\"}\r\n\r\n");
        Assert.Contains($"\"{Planted.Email}\"", restored, StringComparison.Ordinal);
        Assert.StartsWith("event: x", restored, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payload_that_is_no_JSON_is_restored_too() => Assert.Equal($"data: hello {Planted.Email}\n\n", Restored("data: hello [EMAIL_1]\n\n"));

    private static string Chunk(int index, string text) =>
        "data: {\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":" + JsonSerializer.Serialize(text) + "}}]}\n\n";

    private static (int, string)[] Choices(string events) =>
        [.. Payloads(events).SelectMany(node => node["choices"]!.AsArray())
            .GroupBy(choice => (int)choice!["index"]!, choice => (string?)choice!["delta"]!["content"])
            .OrderBy(group => group.Key).Select(group => (group.Key, string.Concat(group)))];

    private static IEnumerable<JsonNode> Payloads(string events) => events.Split('\n')
        .Select(line => line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : line)
        .Where(line => line.StartsWith('{')).Select(line => JsonNode.Parse(line)!);

    // The text as a client would put it together from the pieces.
    private static string PiecesOf(string events, BodyKind kind) => string.Concat(Payloads(events).Select(node =>
        kind == BodyKind.JsonLines ? (string?)(node["message"]?["content"] ?? node["response"])
        : node["choices"] is JsonArray choices ? (string?)choices[0]!["delta"]!["content"]
        : node["delta"] is JsonValue delta ? (string?)delta
        : (string?)node["delta"]?["text"]));

    private static string Restored(string events) => Restored(Encoding.UTF8.GetBytes(events), BodyKind.Events, [5]);

    private static string Restored(byte[] bytes, BodyKind kind, int[] sizes)
    {
        var request = TestShields.Create().Begin("x", streaming: true);
        request.Protect($"{Planted.Email} {Planted.Phone}");
        using var inner = new MemoryStream();
        var events = new AnswerEvents(kind, request);
        for (int position = 0, i = 0; position < bytes.Length; i++)
        {
            var size = Math.Min(sizes[i % sizes.Length], bytes.Length - position);
            inner.Write(events.Append(bytes.AsSpan(position, size)).Span);
            position += size;
        }

        inner.Write(events.Complete().Span);
        return Encoding.UTF8.GetString(inner.ToArray());
    }
}
