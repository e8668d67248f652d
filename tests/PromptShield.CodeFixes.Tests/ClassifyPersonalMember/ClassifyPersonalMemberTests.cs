using PromptShield.Analyzers.Rules;

namespace PromptShield.CodeFixes.Tests;

public class ClassifyPersonalMemberTests
{
    private const string Private = """
        public sealed class PrivateDataAttribute() : Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute(new("Desk", "Private"));

        """;

    private const string Public = """
        public sealed class PublicDataAttribute() : Microsoft.Extensions.Compliance.Classification.DataClassificationAttribute(new("Desk", "Public"));

        """;

    private static readonly AnalyzerFindings Findings = new(new RuleFindings(), "PSH2007");

    public static TheoryData<string, string> Fixed { get; } = new()
    {
        {
            Private + """
            public class Customer
            {
                /// <summary>Where to write to.</summary>
                [Obsolete]
                public string? Email { get; set; }

                public string? Plan { get; set; }
            }
            """,
            Private + """
            public class Customer
            {
                /// <summary>Where to write to.</summary>
                [PrivateData]
                [Obsolete]
                public string? Email { get; set; }

                public string? Plan { get; set; }
            }
            """
        },
        { Private + Public + "public record Patient(string Iban, string Ward);", Private + Public + "public record Patient([property: PrivateData] string Iban, string Ward);" },
        { Private + "public class Guest { public string? Email, PhoneNumber; }", Private + "public class Guest { [PrivateData] public string? Email, PhoneNumber; }" },
        {
            "public class Member : Microsoft.AspNetCore.Identity.IdentityUser { public string? LastName { get; set; } }",
            "public class Member : Microsoft.AspNetCore.Identity.IdentityUser { [Microsoft.AspNetCore.Identity.PersonalData] public string? LastName { get; set; } }"
        },
    };

    public static TheoryData<string> Unfixable { get; } =
    [
        "public class Guest { public string? Email { get; set; } }",
        Private + Private.Replace("PrivateData", "PersonalInfo", StringComparison.Ordinal) + "public class Guest { public string? Email { get; set; } }",
        Public + "public class Guest { public string? Email { get; set; } }",
    ];

    [Theory]
    [MemberData(nameof(Fixed))]
    public async Task Adds_the_attribute_of_the_code_base_and_the_finding_is_gone(string before, string after)
    {
        var solution = Workshop.Solution("using System;\n" + before);
        await solution.AssertCompilesAsync();
        Assert.NotEmpty(await Findings.FindingsAsync(solution));

        var changed = await Fixing.AllAsync(new ClassifyPersonalMember(), solution, Findings);

        Assert.Equal("using System;\n" + after, await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
        Assert.Empty(await Findings.FindingsAsync(changed));
    }

    [Theory]
    [MemberData(nameof(Unfixable))]
    public async Task Offers_nothing_where_no_single_attribute_fits(string code)
    {
        var solution = Workshop.Solution(code);
        await solution.AssertCompilesAsync();
        var finding = Assert.Single(await Findings.FindingsAsync(solution));

        Assert.Empty(await Fixing.OfferedAsync(new ClassifyPersonalMember(), solution, finding));
    }

    [Fact]
    public async Task Needs_no_package_of_the_shield()
    {
        var solution = Workshop.Solution(Private + "public class Guest { public string? Email { get; set; } }", withRuntime: false);
        var action = Assert.Single(await Fixing.OfferedAsync(new ClassifyPersonalMember(), solution, Assert.Single(await Findings.FindingsAsync(solution))));

        Assert.Equal("Classify the member as personal data", action.Title);
        Assert.Equal("PSH2007", action.EquivalenceKey);
    }
}
