using System.Text;
using PromptShield.Reporting;

namespace PromptShield;

public class PolicyReaderTests
{
    private const string Whole = """
        {
          "$schema": "./promptshield.schema.json", "version": 1, // the only one
          "scope": { "exclude": ["samples/**"], "includeTests": true },
          "rules": { "PSH1001": "enforce", "PSH2001": "warn" },
          "controls": { "PS-C01": { "minimumCoverage": 99.5, "required": true } },
          "personalData": { "names": ["loyaltyCard"], "ignore": ["displayName"], "redactors": ["M:Acme.Masking.Mask(System.String)"] },
          "waivers": [ { "siteId": "0123456789abcdef", "rule": "PSH1001", "owner": "a@x", "approver": "b@x", "reason": "r", "expires": "2026-12-31" }, ],
          "baseline": "promptshield-baseline.json",
          "runtime": { "personalData": { "action": "replace", "restore": true }, "evidence": { "path": "promptshield-evidence.jsonl" } },
        }
        """;

    [Fact]
    public void Reads_every_member_with_comments_and_trailing_commas()
    {
        var policy = Read(Whole).Policy!;

        Assert.Equal(["samples/**"], policy.Scope.Exclude);
        Assert.True(policy.Scope.IncludeTests);
        Assert.Equal(RuleLevel.Enforce, RuleCatalog.LevelOf("PSH1001", policy));
        Assert.Equal(RuleLevel.Warn, RuleCatalog.LevelOf("PSH2001", policy));
        Assert.Equal(new ControlDemand(99.5, true), policy.Controls["PS-C01"]);
        Assert.Equal(["loyaltyCard"], policy.PersonalNames);
        Assert.Equal(["displayName"], policy.IgnoredNames);
        Assert.Equal(["M:Acme.Masking.Mask(System.String)"], policy.Redactors);
        Assert.Equal([new Waiver("0123456789abcdef", "PSH1001", "a@x", "b@x", "r", "2026-12-31") { Line = 7, Column = 16 }], policy.Waivers);
        Assert.Equal("promptshield-baseline.json", policy.Baseline);
    }

    [Fact]
    public void A_policy_that_says_nothing_enforces_every_rule()
    {
        var policy = Read("""{ "version": 1 }""").Policy!;

        Assert.Equal(RuleLevel.Enforce, RuleCatalog.LevelOf("PSH1001", policy));
        Assert.Equal(RuleLevel.Enforce, RuleCatalog.LevelOf("PSH2001", policy));
        Assert.Empty(policy.Waivers);
        Assert.False(policy.Scope.IncludeTests);
    }

    [Theory]
    [InlineData("{ \"version\": 1,\n  \"rulez\": {} }", 2, 3, PolicyErrorCodes.UnknownMember, "did you mean 'rules'?")]
    [InlineData("{ \"version\": 1,\n  \"somethingElse\": {} }", 2, 3, PolicyErrorCodes.UnknownMember, "known are: $schema, version")]
    [InlineData("{ \"version\": 1, \"rules\": {\n \"PSH1\": \"warn\" } }", 2, 2, PolicyErrorCodes.UnknownId, "known are: PSH1001, PSH1002, ")]
    [InlineData("{ \"version\": 1, \"controls\": {\n \"PS-C99\": {} } }", 2, 2, PolicyErrorCodes.UnknownId, "known are: PS-C01, PS-C02, PS-C03")]
    [InlineData("{ \"version\": 1, \"rules\": { \"PSH1001\": \"error\" } }", 1, 39, PolicyErrorCodes.InvalidValue, "enforce, warn, off")]
    [InlineData("{ \"version\": 1,\n \"version\": 1 }", 2, 2, PolicyErrorCodes.DuplicateMember, "stands twice")]
    [InlineData("{\n}", 1, 1, PolicyErrorCodes.MissingMember, "\"version\": 1")]
    [InlineData("{ \"version\": 2 }", 1, 14, PolicyErrorCodes.InvalidValue, "must be 1")]
    [InlineData("{ \"version\": \"1\" }", 1, 14, PolicyErrorCodes.WrongType, "the number 1")]
    [InlineData("[]", 1, 1, PolicyErrorCodes.WrongType, "must be an object")]
    [InlineData("{ \"version\": 1, \"scope\": { \"includeTests\": \"yes\" } }", 1, 44, PolicyErrorCodes.WrongType, "true or false")]
    [InlineData("{ \"version\": 1, \"scope\": { \"exclude\": \"x\" } }", 1, 39, PolicyErrorCodes.WrongType, "must be a list")]
    [InlineData("{ \"version\": 1, \"scope\": { \"exclude\": [\"/abs\"] } }", 1, 40, PolicyErrorCodes.InvalidValue, "relative path")]
    [InlineData("{ \"version\": 1, \"scope\": { \"exclude\": [\"a/../../b\"] } }", 1, 40, PolicyErrorCodes.InvalidValue, "relative path")]
    [InlineData("{ \"version\": 1, \"controls\": { \"PS-C01\": { \"minimumCoverage\": 101 } } }", 1, 62, PolicyErrorCodes.InvalidValue, "0 to 100")]
    [InlineData("{ \"version\": 1, \"controls\": { \"PS-C01\": { \"minimumCoverage\": 1e999 } } }", 1, 62, PolicyErrorCodes.InvalidValue, "0 to 100")]
    [InlineData("{ \"version\": 1, \"personalData\": { \"names\": [\"loyalty card\"] } }", 1, 45, PolicyErrorCodes.InvalidValue, "identifier")]
    [InlineData("{ \"version\": 1, \"personalData\": { \"redactors\": [\"Acme.Mask\"] } }", 1, 49, PolicyErrorCodes.InvalidValue, "M:Acme.Masking")]
    [InlineData("{ \"version\": 1, \"runtime\": { \"personalData\": { \"action\": \"drop\" } } }", 1, 58, PolicyErrorCodes.InvalidValue, "replace, block, allow")]
    [InlineData("{ \"version\": 1, \"baseline\": \" \" }", 1, 29, PolicyErrorCodes.InvalidValue, "empty")]
    [InlineData("{ \"version\": 1 \"scope\": {} }", 1, 16, PolicyErrorCodes.Syntax, "not JSON: '\"' is not expected here, a comma or a colon is missing before it.")]
    [InlineData("{ \"version\": 1,\n  \"rules\": {\n", 3, 1, PolicyErrorCodes.Syntax, "not JSON: a brace is not closed.")]
    [InlineData("{ \"version\": 1 } x", 1, 18, PolicyErrorCodes.Syntax, "not JSON: 'x' stands after the end.")]
    [InlineData("{ \"version\": 1, \"waivers\": [ // ]}\n", 2, 1, PolicyErrorCodes.Syntax, "not JSON: a bracket is not closed.")]
    [InlineData("{ \"version\": 1, \"baseline\": \"a\\q\" }", 1, 32, PolicyErrorCodes.Syntax, "an escape that JSON does not know.")]
    [InlineData("{ \"version\": 1, \"baseline\": \"a\n\" }", 1, 31, PolicyErrorCodes.Syntax, "a text is not closed on its line.")]
    [InlineData("{ \"version\": 1, ä: 1 }", 1, 17, PolicyErrorCodes.Syntax, "'ä' is not expected here.")]
    [InlineData("{ \"version\": 1, \"baseline\": \"\\ud800\" }", 1, 29, PolicyErrorCodes.Syntax, "surrogate")]
    [InlineData("", 1, 1, PolicyErrorCodes.Syntax, "not JSON: the file is empty.")]
    [InlineData(" // nothing", 1, 12, PolicyErrorCodes.Syntax, "not JSON: the file is empty.")]
    public void Says_where_a_mistake_is_and_what_would_be_right(string text, int line, int column, string code, string words)
    {
        var reading = Read(text);

        Assert.Null(reading.Policy);
        var error = Assert.Single(reading.Errors);
        Assert.Equal((line, column, code), (error.Line, error.Column, error.Code));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("siteId", "0123456789ABCDEF", PolicyErrorCodes.InvalidValue)]
    [InlineData("siteId", "0123456789abcdef\n", PolicyErrorCodes.InvalidValue)]
    [InlineData("rule", "PSH9001", PolicyErrorCodes.UnknownId)]
    [InlineData("approver", "OWNER@x ", PolicyErrorCodes.InvalidWaiver)]
    [InlineData("expires", "2026-02-30", PolicyErrorCodes.InvalidValue)]
    [InlineData("expires", "31.12.2026", PolicyErrorCodes.InvalidValue)]
    [InlineData("reason", "  ", PolicyErrorCodes.InvalidValue)]
    public void Refuses_a_waiver_that_cannot_be_relied_on(string member, string value, string code)
    {
        var members = new Dictionary<string, string>
        {
            ["siteId"] = "0123456789abcdef", ["rule"] = "PSH1001", ["owner"] = "owner@x", ["approver"] = "other@x", ["reason"] = "r", ["expires"] = "2026-12-31",
        };
        Assert.NotNull(Read(Document(members)).Policy);

        members[member] = value;

        Assert.Equal(code, Assert.Single(Read(Document(members)).Errors).Code);
    }

    [Fact]
    public void Names_every_missing_member_of_a_waiver()
        => Assert.Equal(6, Read("""{ "version": 1, "waivers": [ {} ] }""").Errors.Count(error => error.Code == PolicyErrorCodes.MissingMember));

    [Fact]
    public void Refuses_two_waivers_for_one_site_and_rule()
    {
        const string One = """{ "siteId": "0123456789abcdef", "rule": "PSH1001", "owner": "a", "approver": "b", "reason": "r", "expires": "2026-12-31" }""";

        Assert.Equal(PolicyErrorCodes.InvalidWaiver, Assert.Single(Read($$"""{ "version": 1, "waivers": [ {{One}}, {{One}} ] }""").Errors).Code);
        Assert.NotNull(Read($$"""{ "version": 1, "waivers": [ {{One}}, {{One.Replace("PSH1001", "PSH2001", StringComparison.Ordinal)}} ] }""").Policy);
    }

    [Fact]
    public void Refuses_a_name_that_is_personal_and_not_personal()
        => Assert.Contains("both", Assert.Single(Read("""{ "version": 1, "personalData": { "names": ["card"], "ignore": ["card"] } }""").Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void Reports_all_mistakes_in_file_order()
    {
        var errors = Read("{ \"version\": 3,\n \"rules\": { \"PSH2001\": 1 },\n \"scope\": { \"x\": 1 } }").Errors;

        Assert.Equal([1, 2, 3], errors.Select(error => error.Line));
    }

    [Fact]
    public void Counts_columns_in_utf16_units()
        => Assert.Equal(27, Assert.Single(Read("{ \"$schema\": \"äß😀\", /**/ \"x\": 1, \"version\": 1 }").Errors).Column);

    [Fact]
    public void A_byte_order_mark_moves_nothing()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "{ \"version\": 2 }"u8];

        Assert.Equal((1, 14), Assert.Single(Read(bytes).Errors) is var error ? (error.Line, error.Column) : default);
    }

    [Fact]
    public void Refuses_bytes_that_are_no_utf8()
    {
        byte[] bytes = [.. "{ \"version\": 1,\n \"baseline\": \""u8, 0xFF, .. "\" }"u8];

        var error = Assert.Single(Read(bytes).Errors);

        Assert.Equal((2, PolicyErrorCodes.Unreadable), (error.Line, error.Code));
    }

    [Fact]
    public void Refuses_a_file_that_is_too_large()
        => Assert.Contains("larger than", Assert.Single(Read(new byte[PolicyReader.MaximumBytes + 1]).Errors).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_does_not_exist_is_an_error_and_no_exception()
        => Assert.Equal(PolicyErrorCodes.Unreadable, Assert.Single(PolicyReader.Read(Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))).Errors).Code);

    [Fact]
    public void The_hash_is_that_of_the_bytes()
    {
        // printf '{ "version": 1 }' | sha256sum
        Assert.Equal("ccf09d78163ff5dbe1efb47ac1de94696c4e96e2a9979ac74ddcc3a69325aefd", Read("""{ "version": 1 }""").Policy!.Sha256);
    }

    [Fact]
    public void Deep_nesting_is_an_error_and_no_crash()
    {
        var error = Assert.Single(Read(new string('[', 100_000)).Errors);

        Assert.Equal((PolicyErrorCodes.Syntax, "This is not JSON: objects and lists lie more than 32 deep in each other."), (error.Code, error.Message));
    }

    private static string Document(Dictionary<string, string> waiver)
        => $$"""{ "version": 1, "waivers": [ {{System.Text.Json.JsonSerializer.Serialize(waiver)}} ] }""";

    private static PolicyReading Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static PolicyReading Read(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        return PolicyReader.Read(folder.Write("promptshield.json", bytes));
    }
}
