using System.Text;
using NJsonSchema;
using PromptShield.Reporting;

namespace PromptShield;

/// <summary>The published schema and the reader say the same, but for what a schema cannot say.</summary>
public class PolicySchemaTests
{
    private const string Waiver = """{ "siteId": "0123456789abcdef", "rule": "PSH1001", "owner": "a", "approver": "b", "reason": "r", "expires": "2026-12-31" }""";

    public static TheoryData<string> Good =>
    [
        """{ "version": 1 }""",
        """{ "$schema": "x", "version": 1.0, "scope": {}, "rules": {}, "controls": {}, "personalData": {}, "waivers": [], "runtime": {} }""",
        """{ "version": 1, "scope": { "exclude": ["samples/**", "a b/*.cs", "..a/b"], "includeTests": false } }""",
        """{ "version": 1, "rules": { "PSH1001": "off", "PSH2001": "warn" } }""",
        """{ "version": 1, "controls": { "PS-C01": {}, "PS-C02": { "minimumCoverage": 0 }, "PS-C09": { "minimumCoverage": 100, "required": false } } }""",
        """{ "version": 1, "personalData": { "names": ["Größe"], "ignore": ["x"], "redactors": ["M:A.B"] } }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver}} ] }""",
        """{ "version": 1, "baseline": "evidence/old.json" }""",
        """{ "version": 1, "guards": ["M:A.B(C)", "M:A.#ctor"] }""",
        """{ "version": 1, "sources": { "answer": ["M:A.B"], "request": ["P:A.C"], "retrieved": ["F:A.D"] }, "sinks": { "query": ["M:A.B.#ctor(System.String)"], "log": [] } }""",
        """{ "version": 1, "approved": { "providers": ["OpenAI", "Azure OpenAI"], "endpoints": ["*.openai.azure.com"], "regions": ["swedencentral"], "models": ["gpt-4o-2024-11-20"], "tools": [] } }""",
        """{ "version": 1, "runtime": { "personalData": { "action": "block" }, "evidence": { "path": "/var/log/e.jsonl" } } }""",
    ];

    public static TheoryData<string> Bad =>
    [
        "[]", "null", "1", "{}",
        """{ "version": "1" }""",
        """{ "version": 1, "extra": 1 }""",
        """{ "version": 1, "$schema": 1 }""",
        """{ "version": 1, "scope": [] }""",
        """{ "version": 1, "scope": { "exclude": [1] } }""",
        """{ "version": 1, "scope": { "exclude": [" "] } }""",
        """{ "version": 1, "scope": { "exclude": ["/a"] } }""",
        """{ "version": 1, "scope": { "exclude": ["C:/a"] } }""",
        """{ "version": 1, "scope": { "exclude": ["a\\b"] } }""",
        """{ "version": 1, "scope": { "exclude": ["../a"] } }""",
        """{ "version": 1, "scope": { "exclude": ["a<b"] } }""",
        """{ "version": 1, "scope": { "exclude": ["a\u0001b"] } }""",
        """{ "version": 1, "scope": { "exclude": ["a/.."] } }""",
        """{ "version": 1, "scope": { "includeTests": 1 } }""",
        """{ "version": 1, "rules": { "PSH1001": "Enforce" } }""",
        """{ "version": 1, "rules": { "PSH9001": "off" } }""",
        """{ "version": 1, "controls": { "PS-C99": {} } }""",
        """{ "version": 1, "guards": ["T:A.B"] }""",
        """{ "version": 1, "sources": { "user": ["M:A.B"] } }""",
        """{ "version": 1, "sources": { "answer": ["A.B"] } }""",
        """{ "version": 1, "sinks": { "query": ["T:A.B"] } }""",
        """{ "version": 1, "sinks": { "query": "M:A.B" } }""",
        """{ "version": 1, "approved": { "models": ["gpt  4o"] } }""",
        """{ "version": 1, "approved": { "model": [] } }""",
        """{ "version": 1, "approved": { "tools": "x" } }""",
        """{ "version": 1, "controls": { "PS-C01": { "minimumCoverage": -1 } } }""",
        """{ "version": 1, "controls": { "PS-C01": { "minimumCoverage": "90" } } }""",
        """{ "version": 1, "controls": { "PS-C01": { "required": null } } }""",
        """{ "version": 1, "controls": { "PS-C01": { "coverage": 1 } } }""",
        """{ "version": 1, "personalData": { "names": ["a b"] } }""",
        """{ "version": 1, "personalData": { "ignore": ["a#b"] } }""",
        """{ "version": 1, "personalData": { "redactors": ["T:A.B"] } }""",
        """{ "version": 1, "waivers": {} }""",
        """{ "version": 1, "waivers": [ 1 ] }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver.Replace("0123456789abcdef", "0123456789abcde", StringComparison.Ordinal)}} ] }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver.Replace("PSH1001", "PSH1", StringComparison.Ordinal)}} ] }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver.Replace("\"r\"", "\"\"", StringComparison.Ordinal)}} ] }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver.Replace("2026-12-31", "2026-13-31", StringComparison.Ordinal)}} ] }""",
        $$"""{ "version": 1, "waivers": [ {{Waiver.Replace("owner", "author", StringComparison.Ordinal)}} ] }""",
        """{ "version": 1, "baseline": "" }""",
        """{ "version": 1, "runtime": { "personalData": { "action": "drop" } } }""",
        """{ "version": 1, "runtime": { "evidence": { "file": "x" } } }""",
    ];

    [Theory]
    [MemberData(nameof(Good))]
    public async Task Both_accept(string text)
    {
        Assert.Empty(Reader(text).Select(error => error.Message));
        Assert.Empty((await Schema()).Validate(text));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Both_refuse(string text)
    {
        Assert.NotEmpty(Reader(text));
        Assert.NotEmpty((await Schema()).Validate(text));
    }

    private static IReadOnlyList<PolicyError> Reader(string text) => PolicyDocument.Read("promptshield.json", Encoding.UTF8.GetBytes(text)).Errors;

    private static Task<JsonSchema> Schema() => JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "schemas", "promptshield.schema.json"));
}
