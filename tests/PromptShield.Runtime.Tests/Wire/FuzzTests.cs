using System.Text;
using CsCheck;
using PromptShield.Wire;

namespace PromptShield.Tests;

public class FuzzTests
{
    private static readonly Gen<string> Soup = Gen.OneOf(
        "{", "}", "[", "]", "\"", ":", ",", "data: ", "event: x", "\n", "\r\n", "\r", "\n\n", "[DONE]", "\"delta\":", "\"content\":\"", "[EMAIL_1]", "[EMA", "\\u005b", "\\ud83d", "a@example.com", "1", "null", "\"index\":0", "é")
        .Array[0, 40].Select(parts => string.Concat(parts));

    [Fact]
    public void Whatever_an_answer_is_nothing_is_thrown_and_without_placeholders_nothing_is_changed() => Gen.Select(Soup, Gen.Int[1, 9], Gen.Bool).Sample(
        (answer, size, lines) =>
        {
            var request = TestShields.Create().Begin("x", streaming: true);
            request.Protect("other@example.com +49 151 23456789");
            answer = answer.Replace("[EMAIL_1]", "[EMAIL_7]", StringComparison.Ordinal);
            using var output = new MemoryStream();
            var events = new AnswerEvents(lines ? BodyKind.JsonLines : BodyKind.Events, request);
            foreach (var chunk in Encoding.UTF8.GetBytes(answer).Chunk(size))
            {
                output.Write(events.Append(chunk).Span);
            }

            output.Write(events.Complete().Span);
            if (!answer.Contains("[EMA", StringComparison.Ordinal) && !answer.Contains("\\u005b", StringComparison.Ordinal))
            {
                Assert.Equal(answer, Encoding.UTF8.GetString(output.ToArray()));
            }

            AnswerBody.Restore(Encoding.UTF8.GetBytes(answer), "application/json", request);
        },
        iter: 20_000);

    [Fact]
    public void Whatever_a_request_is_it_is_guarded_or_refused() => Soup.Sample(
        body =>
        {
            var shield = TestShields.Create();
            var request = shield.Begin("x", streaming: false);
            var safe = RequestBody.Rewrite(Encoding.UTF8.GetBytes(body), "application/json", request) is { } bytes ? Encoding.UTF8.GetString(bytes) : body;
            try
            {
                request.Commit();
                // No top-level domain has a digit: with one behind it, it is no address.
                Assert.DoesNotContain("a@example.com", safe.Replace("a@example.com1", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
            catch (PromptBlockedException)
            {
            }
        },
        iter: 20_000);
}
