using PromptShield.Reporting;

namespace PromptShield;

public class PolicyHandoffTests
{
    [Fact]
    public void Writes_one_member_a_line_in_an_order_of_its_own()
    {
        var policy = new Policy { PersonalNames = ["loyaltyCard", "badge", "badge"], IgnoredNames = ["displayName"], Redactors = ["M:A.Mask(System.String)"] };

        Assert.Equal(
            ["# Made from promptshield.json: edit that file, not this one.", "not-personal-name displayName", "personal-name badge", "personal-name loyaltyCard", "redactor M:A.Mask(System.String)", ""],
            PolicyHandoff.Write(policy).Split('\n'));
    }

    [Fact]
    public void Writes_the_registers()
    {
        var policy = new Policy { Approved = new Dictionary<string, IReadOnlyList<string>> { ["models"] = ["gpt-4o-2024-11-20"], ["endpoints"] = ["*.openai.azure.com"], ["tools"] = [] } };

        Assert.Equal(["approved-endpoint *.openai.azure.com", "approved-model gpt-4o-2024-11-20"], PolicyHandoff.Write(policy).Split('\n').Skip(1).Where(line => line.Length > 0));
    }

    [Fact]
    public void Writes_sources_and_sinks()
    {
        var policy = new Policy
        {
            Guards = ["M:A.Guard"],
            Sources = new Dictionary<string, IReadOnlyList<string>> { ["request"] = ["M:A.Next"] },
            Sinks = new Dictionary<string, IReadOnlyList<string>> { ["query"] = ["M:A.B.#ctor(System.String)"] },
        };

        Assert.Equal(["guard M:A.Guard", "sink-query M:A.B.#ctor(System.String)", "source-request M:A.Next"], PolicyHandoff.Write(policy).Split('\n').Skip(1).Where(line => line.Length > 0));
    }

    [Fact]
    public void A_policy_without_personal_data_gives_only_the_comment()
        => Assert.Single(PolicyHandoff.Write(new Policy()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
