using CsCheck;
using PromptShield.Detection;

namespace PromptShield.Tests;

public class DetectorPropertyTests
{
    // Text made of what the rules look at, so that random tests reach them.
    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String[Gen.OneOf([.. "0123456789 +-./()@abzDEGB:,\n[]_\\u004\u00A0\u200B\uFF11\uFF20\u0661\uD83D\uDE00é中"]), 0, 80],
        Gen.String);

    private static readonly Gen<string> Words = Gen.OneOf("please", "send", "to", "the", "customer", "of", "this", "mail", "and", "then", "über", "das", "ok")
        .Array[0, 8].Select(words => string.Join(' ', words));

    [Fact]
    public void Any_text_gives_spans_in_range_ascending_and_disjoint() => Noise.Sample(
        text =>
        {
            var end = 0;
            foreach (var finding in PersonalDataDetector.Instance.Detect(text) ?? [])
            {
                Assert.True(finding.Start >= end && finding.Length > 0 && finding.End <= text.Length);
                end = finding.End;
            }
        },
        iter: 20_000);

    [Fact]
    public void A_generated_value_is_found_between_words() => Gen.Select(Words, PersonalValues.Any, Words).Sample(
        (before, value, after) =>
        {
            var text = $"{before} {value.Text} {after}";
            var start = before.Length + 1;
            var findings = PersonalDataDetector.Instance.Detect(text) ?? [];
            Assert.Contains(findings, finding => finding.Class == value.Class && finding.Start <= start && finding.End >= start + value.Text.Length);
        },
        iter: 5_000);

    [Fact]
    public void No_generated_value_survives_replacement_in_any_text() => Gen.Select(Noise, PersonalValues.Any, Noise).Sample(
        (before, value, after) => Assert.DoesNotContain(value.Text, TestShields.Create().Scrub($"{before}\n{value.Text}\n{after}"), StringComparison.Ordinal),
        iter: 5_000);

    [Fact]
    public void Nothing_found_allocates_nothing()
    {
        const string Text = "The quick brown fox ordered 12 units at 10:30 on 2024-01-15 (see §4.2) for a total of 1,234.50 at10 logo@2x.png.";
        PersonalDataDetector.Instance.Detect(Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(PersonalDataDetector.Instance.Detect(Text));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
