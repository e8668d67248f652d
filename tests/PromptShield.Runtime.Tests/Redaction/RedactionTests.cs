using CsCheck;
using PromptShield.Redaction;

namespace PromptShield.Tests;

public class RedactionTests
{
    [Theory]
    [InlineData("jane@example.com", "[EMAIL]")]
    [InlineData("\t+49 151 23456789 \n", "[PHONE]")]
    [InlineData("123-45-6789", "[SSN]")]
    [InlineData("4111 1111 1111 1111", "[CARD]")]
    [InlineData("DE89370400440532013000", "[IBAN]")]
    [InlineData("Jane <jane@example.com>", "[REDACTED]")] // not all of it is the address
    [InlineData("jane@example.com.", "[REDACTED]")]
    [InlineData("jane@example.com jo@example.com", "[REDACTED]")]
    [InlineData("4111 1111 1111 1112", "[REDACTED]")] // no card: the check digit is wrong
    [InlineData("Ada Lovelace", "[REDACTED]")] // no detector knows names
    [InlineData("x", "[REDACTED]")]
    [InlineData(" ", "[REDACTED]")]
    [InlineData("[EMAIL]", "[REDACTED]")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void A_personal_value_is_hidden_as_a_whole(string? value, string redacted) => Assert.Equal(redacted, TestShields.Create().Redact(value));

    [Theory]
    [InlineData("I am jane@example.com, call +49 151 23456789", "I am [EMAIL], call [PHONE]")]
    [InlineData("123-45-6789 4111111111111111 DE89370400440532013000", "[SSN] [CARD] [IBAN]")]
    [InlineData("Ada Lovelace <ada@example.com>", "Ada Lovelace <[EMAIL]>")]
    [InlineData("harmless", "harmless")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Free_text_keeps_what_no_detector_finds(string? text, string scrubbed) => Assert.Equal(scrubbed, TestShields.Create().Scrub(text));

    [Theory]
    [InlineData(PersonalDataAction.Allow)]
    [InlineData(PersonalDataAction.Block)]
    public void Whatever_the_action_is(PersonalDataAction action)
    {
        var shield = TestShields.Create(options => options.Action = action);
        Assert.Equal("[EMAIL]", shield.Redact("jane@example.com"));
        Assert.Equal("[REDACTED]", shield.Redact("Ada Lovelace"));
        Assert.Equal("to [EMAIL]", shield.Scrub("to jane@example.com"));
    }

    [Fact]
    public void A_harmless_text_is_returned_as_it_is()
    {
        var text = "harmless " + Environment.TickCount64;
        Assert.Same(text, TestShields.Create().Scrub(text));
    }

    [Fact]
    public void Equal_values_share_a_placeholder_and_others_do_not()
    {
        var vault = new PseudonymVault();
        Assert.Equal("[EMAIL_1]", vault.PlaceholderOf(PersonalDataClass.Email, "a@x.com"));
        Assert.Equal("[EMAIL_2]", vault.PlaceholderOf(PersonalDataClass.Email, "b@x.com"));
        Assert.Equal("[PHONE_1]", vault.PlaceholderOf(PersonalDataClass.Phone, "a@x.com"));
        Assert.Equal("[EMAIL_1]", vault.PlaceholderOf(PersonalDataClass.Email, "a@x.com"));
        Assert.Equal("a@x.com", vault.ValueOf("[EMAIL_1]"));
        Assert.Null(vault.ValueOf("[EMAIL_3]"));
    }

    [Fact]
    public void A_reserved_placeholder_is_never_given_out()
    {
        var vault = new PseudonymVault();
        vault.Reserve("see [EMAIL_1], [EMAIL_3] and [EMAIL_x]");
        Assert.Equal("[EMAIL_2]", vault.PlaceholderOf(PersonalDataClass.Email, "a@x.com"));
        Assert.Equal("[EMAIL_4]", vault.PlaceholderOf(PersonalDataClass.Email, "b@x.com"));
    }

    [Fact]
    public void Parallel_use_keeps_one_placeholder_a_value()
    {
        var vault = new PseudonymVault();
        Parallel.For(0, 2_000, i => Assert.Equal($"v{i % 20}", vault.ValueOf(vault.PlaceholderOf(PersonalDataClass.Email, $"v{i % 20}"))));
        Assert.Equal("[EMAIL_21]", vault.PlaceholderOf(PersonalDataClass.Email, "other"));
    }

    [Fact]
    public void Restoring_is_the_inverse_of_replacing() => Gen.Select(Gen.String, PersonalValues.Any, Gen.String).Sample(
        (before, value, after) =>
        {
            var text = $"{before} {value.Text} {value.Text}\n{after}";
            var request = TestShields.Create().Begin("x", streaming: false);
            request.Survey(text);
            Assert.Equal(text, request.Restore(request.Protect(text)));
        },
        iter: 2_000);

    [Fact]
    public void A_stream_cut_anywhere_gives_what_the_whole_text_gives() => Gen.Select(
        Gen.OneOf(Gen.OneOf("[EMAIL_1]", "[EMAIL_2]", "[EMAIL_", "[E", "]", "[", "x", "[EMAIL_11]", "[PHONE_1"), Gen.String[0, 4]).Array[0, 10].Select(string.Concat),
        Gen.Int[1, 12].Array[1, 10]).Sample(
        (text, sizes) =>
        {
            var vault = new PseudonymVault();
            vault.PlaceholderOf(PersonalDataClass.Email, "a@x.com");
            var restorer = new StreamingRestorer(vault);
            var result = "";
            for (int position = 0, i = 0; position < text.Length; i++)
            {
                var size = Math.Min(sizes[i % sizes.Length], text.Length - position);
                result += restorer.Append(text.Substring(position, size));
                position += size;
            }

            Assert.Equal(PlaceholderRestorer.Restore(vault, text), result + restorer.Flush());
        },
        iter: 5_000);

    [Theory]
    [InlineData("text", 4)]
    [InlineData("text [1]", 8)]
    [InlineData("text [see", 9)]
    [InlineData("text [EMAIL_1", 5)]
    [InlineData("text [", 5)]
    public void Only_the_beginning_of_a_placeholder_is_held_back(string text, int shown) =>
        Assert.Equal(shown, Placeholder.UnfinishedStart(text, "[EMAIL_12]".Length));
}
