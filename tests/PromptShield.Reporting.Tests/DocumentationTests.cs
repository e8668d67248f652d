using System.Text;
using System.Text.Json;
using PromptShield.Reporting;

namespace PromptShield;

/// <summary>The pages keep up with the schemas and codes.</summary>
public class DocumentationTests
{
    [Theory]
    [InlineData("promptshield.schema.json", "policy.md")]
    [InlineData("promptshield-report.schema.json", "report.md")]
    public void Every_field_of_the_schema_is_on_the_page(string schema, string page)
    {
        using var document = JsonDocument.Parse(Read("schemas", schema));
        string text = Read("docs", page);

        Assert.All(Properties(document.RootElement).Distinct(), name =>
            Assert.True(text.Contains($"`{name}`", StringComparison.Ordinal) || text.Contains($".{name}`", StringComparison.Ordinal) || text.Contains($"\"{name}\"", StringComparison.Ordinal), name));
    }

    [Fact]
    public void Every_error_code_is_on_the_page()
        => Assert.All(typeof(PolicyErrorCodes).GetFields(), field => Assert.Contains($"`{field.GetRawConstantValue()}`", Read("docs", "policy.md"), StringComparison.Ordinal));

    [Fact]
    public void Every_reason_for_missing_evidence_is_on_the_page()
        => Assert.All(NotAnalyzedReasons.Codes, code => Assert.Contains($"`{code}`", Read("docs", "report.md").Split("## What is not analysed")[1], StringComparison.Ordinal));

    [Fact]
    public void Every_reason_of_a_site_is_on_the_page()
        => Assert.All(ContractNames.ReasonCodes, code => Assert.Contains($"| `{code}` |", Read("docs", "report.md").Split("## Why a site")[1], StringComparison.Ordinal));

    [Fact]
    public void Every_code_of_the_gate_scope_and_class_of_data_is_on_the_page()
        => Assert.All([.. typeof(GateReasonCodes).GetFields().Select(field => field.GetRawConstantValue()), .. NotAnalyzedReasons.Scopes, .. ContractNames.DataClasses], code =>
            Assert.Contains($"`{code}`", Read("docs", "report.md"), StringComparison.Ordinal));

    [Fact]
    public void The_example_of_a_policy_is_a_policy()
    {
        string example = Read("docs", "policy.md").Split("```jsonc\n")[1].Split("```")[0];

        Assert.Empty(PolicyDocument.Read("promptshield.json", Encoding.UTF8.GetBytes(example)).Errors);
    }

    private static IEnumerable<string> Properties(JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in schema.EnumerateObject())
            {
                if (member.Name == "properties")
                {
                    foreach (var property in member.Value.EnumerateObject())
                    {
                        yield return property.Name;
                    }
                }

                foreach (string name in Properties(member.Value))
                {
                    yield return name;
                }
            }
        }
    }

    private static string Read(string folder, string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, folder, name)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
