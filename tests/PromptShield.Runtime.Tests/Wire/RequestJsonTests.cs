using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using PromptShield.Wire;

namespace PromptShield.Tests;

public class RequestJsonTests
{
    private readonly EvidenceInMemory _evidence = new();

    [Theory]
    [InlineData("""{"prompt":"a@example.com"}""", """{"prompt":"[EMAIL_1]"}""")]
    [InlineData("""{"prompt":"a\u0040example.com"}""", """{"prompt":"[EMAIL_1]"}""")]
    [InlineData("""{"prompt":["a@example.com","b@example.com","a@example.com"]}""", """{"prompt":["[EMAIL_1]","[EMAIL_2]","[EMAIL_1]"]}""")]
    [InlineData("""{"system":[{"type":"text","text":"a@example.com"}]}""", """{"system":[{"type":"text","text":"[EMAIL_1]"}]}""")]
    [InlineData("""{"user":"a@example.com","metadata":{"owner":"a@example.com"}}""", """{"user":"[EMAIL_1]","metadata":{"owner":"[EMAIL_1]"}}""")]
    [InlineData("""{"id":"a@example.com"}""", """{"id":"[EMAIL_1]"}""")] // not what an id looks like
    [InlineData("""{"name":"Jane <a@example.com>"}""", """{"name":"Jane <[EMAIL_1]>"}""")]
    [InlineData("""{"anything":{"new":["a@example.com"]}}""", """{"anything":{"new":["[EMAIL_1]"]}}""")]
    [InlineData("\"a@example.com\"", "\"[EMAIL_1]\"")]
    [InlineData("""{"input":{"id":"123-45-6789"}}""", """{"input":{"id":"[SSN_1]"}}""")] // a tool's own object: no member is the protocol's
    [InlineData("""{"input":{"a@example.com":1}}""", """{"input":{"[EMAIL_1]":1}}""")]
    [InlineData("""{"input":{"card":4111111111111111}}""", """{"input":{"card":"[CARD_1]"}}""")]
    [InlineData("""{"model":"m","card":4111111111111111}""", """{"model":"m","card":"[CARD_1]"}""")]
    [InlineData("""{"cards":[ 4111111111111111 , 5500000000000004]}""", """{"cards":[ "[CARD_1]" , "[CARD_2]"]}""")]
    [InlineData("""{"customer":{"n":378282246310005},"again":[[378282246310005]]}""", """{"customer":{"n":"[CARD_1]"},"again":[["[CARD_1]"]]}""")]
    [InlineData("4111111111111111", "\"[CARD_1]\"")]
    [InlineData("""{"arguments":"{\"to\":\"a@example.com\",\"n\":4111111111111111}"}""", """{"arguments":"{\"to\":\"[EMAIL_1]\",\"n\":\"[CARD_1]\"}"}""")]
    [InlineData("""{"content":"{\"p\":\"\\u002B49 151 23456789\"}"}""", """{"content":"{\"p\":\"[PHONE_1]\"}"}""")]
    [InlineData("""{"content":"text {\"p\":\"\\u002B49 151 23456789\"}"}""", """{"content":"text {\"p\":\"[PHONE_1]\"}"}""")]
    [InlineData("""{"content":"[EMAIL_1] a@example.com"}""", """{"content":"[EMAIL_1] [EMAIL_2]"}""")]
    [InlineData("""{"content":"a@example.com","later":"\u005bEMAIL_1]"}""", """{"content":"[EMAIL_2]","later":"\u005bEMAIL_1]"}""")]
    [InlineData("""{"thinking":"a@example.com"}""", """{"thinking":"[EMAIL_1]"}""")] // nobody signed it
    [InlineData("""{"source":{"type":"text","data":"4111111111111111"}}""", """{"source":{"type":"text","data":"[CARD_1]"}}""")]
    [InlineData("""{"content":"say \"hi\"\n to a@example.com 😀"}""", """{"content":"say \"hi\"\n to [EMAIL_1] \uD83D\uDE00"}""")]
    public void Content_is_replaced(string body, string safe) => Assert.Equal(safe, Rewritten(body));

    [Theory]
    [InlineData("""{"id":"212-555-0123","model":"212-555-0123","role":"212-555-0123","tool_call_id":"212-555-0123"}""")]
    [InlineData("""{"temperature":1.0e0,"seed":4111111111111111}""")]
    [InlineData("""{"max_tokens":4111111111111111,"created":4111111111111111}""")] // the protocol's own
    [InlineData("""{"n1":4111111111111112,"n2":9111111111111110,"n3":422222222222,"n4":-4111111111111111,"n5":4111111111111111.5,"n6":4.111111111111111e15}""")] // no cards
    [InlineData("""{"time":1764036000000,"micros":1764036000000000,"phone":4915123456789}""")] // a number of 13 digits outside the application's own objects
    [InlineData("""{"n":41111111111111111111}""")] // too long
    [InlineData("""{"content":"harmless"}""")]
    [InlineData("""{"type":"thinking","thinking":"a@example.com","signature":"c2ln"}""")]
    [InlineData("""{"signature":"c2ln","thinking":"a@example.com"}""")]
    [InlineData("""{"encrypted_content":"a@example.com"}""")]
    [InlineData("""{"url":"data:image/png;base64,iVBORw0KGgo="}""")]
    [InlineData("")]
    public void What_is_not_content_stays(string body) => Assert.Null(Rewritten(body));

    [Theory]
    [InlineData("""{"signature":"c2ln","thinking":"a@example.com"}""", 2)]
    [InlineData("""{"url":"data:image/png;base64,iVBORw0KGgo="}""", 1)]
    [InlineData("""{"source":{"type":"base64","data":"iVBORw0KGgoAAAANSUhEUg=="}}""", 1)]
    [InlineData("""{"input":[[1,2,3],[4]]}""", 1)]
    [InlineData("""{"context":[1,2,3]}""", 1)]
    [InlineData("""{"input":["text"]}""", 0)]
    public void What_cannot_be_seen_is_counted(string body, int parts)
    {
        var request = TestShields.Create(_evidence).Begin("x", streaming: false);
        RequestJson.Rewrite(Encoding.UTF8.GetBytes(body), request);
        request.Commit();
        Assert.Equal(parts, Assert.Single(_evidence.Events).NotScanned);
    }

    [Fact]
    public void A_long_run_of_numbers_is_no_encoded_data()
    {
        var safe = Rewritten("{\"content\":\"" + string.Concat(Enumerable.Repeat("123-45-6789/", 40)) + "x\"}");
        Assert.DoesNotContain("123-45-6789", safe, StringComparison.Ordinal);
    }

    [Fact]
    public void Base64_that_looks_like_a_number_somewhere_stays_intact()
    {
        var image = Convert.ToBase64String([.. Enumerable.Range(0, 600).Select(i => (byte)(i * 7919 >> 3))]) + "/4111111111111111/";
        Assert.Null(Rewritten("{\"url\":\"data:image/png;base64," + image + "\",\"data\":\"" + image + "\"}"));
    }

    [Fact]
    public void Everything_around_a_replaced_string_stays_byte_for_byte()
    {
        const string Body = "{ \"n\" : 1.50e+2 , \"unknown\":{\"x\":[ true,null ]},\t\"s\":\"\\u00e9\\/\" , \"content\" :\"a@example.com\"\n}";
        Assert.Equal(Body.Replace("a@example.com", "[EMAIL_1]", StringComparison.Ordinal), Rewritten(Body));
    }

    [Fact]
    public void Any_value_in_any_tree_is_replaced_and_the_tree_stays() => Gen.Select(Tree, PersonalValues.Any).Sample(
        (tree, value) =>
        {
            var body = tree(value.Text).ToJsonString();
            var safe = Rewritten(body);
            Assert.NotNull(safe);
            Assert.DoesNotContain(value.Text, JsonNode.Parse(safe)!.ToJsonString(), StringComparison.Ordinal);
            var restored = AnswerBody.Restore(Encoding.UTF8.GetBytes(safe), "application/json", _last!);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(restored!)));
        },
        iter: 2_000,
        threads: 1);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A tree with one leaf that takes the value, under names of the protocol and others.
    private static readonly Gen<Func<string, JsonNode>> Tree = Gen.Select(
        Gen.OneOf("content", "text", "input", "system", "messages", "output", "x", "metadata", "arguments").Array[1, 5],
        Gen.Bool.Array[5],
        Gen.Bool).Select<string[], bool[], bool, Func<string, JsonNode>>((names, arrays, nested) => value =>
        {
            JsonNode node = JsonValue.Create(nested ? new JsonObject { ["v"] = value, ["n"] = 1.5 }.ToJsonString(Relaxed) : $"before {value} after");
            for (var i = 0; i < names.Length; i++)
            {
                node = arrays[i] ? new JsonArray("first", node) : node;
                node = new JsonObject { ["type"] = "t", [names[i]] = node, ["n"] = 12 };
            }

            return node;
        });

    private ShieldedRequest? _last;

    private string? Rewritten(string body)
    {
        _last = TestShields.Create(_evidence).Begin("x", streaming: false);
        return RequestBody.Rewrite(Encoding.UTF8.GetBytes(body), "application/json", _last) is { } safe ? Encoding.UTF8.GetString(safe) : null;
    }
}
