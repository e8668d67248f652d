using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Rules;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class UnclassifiedPersonalMemberTests
{
    private const string Rule = "PSH2007";

    private const string Taxonomy = """
        using Microsoft.AspNetCore.Identity;
        using Microsoft.Extensions.Compliance.Classification;
        public sealed class PrivateDataAttribute() : DataClassificationAttribute(new DataClassification("Desk", "Private"));

        """;

    [Fact]
    public Task A_member_whose_name_and_type_tell_of_personal_data_is_found() => RuleSnippet.Verify(
        Rule,
        Taxonomy + """
        public class Customer
        {
            public string? {|Email|} { get; set; }
            public required string {|FirstName|} { get; init; }
            public DateOnly? {|BirthDate|} { get; set; }
            internal string {|phoneNumber|} = "";
            public System.Net.Mail.MailAddress? {|Contact|} { get; set; }
            public string Plan { get; set; } = "";
            public string EmailTemplateId { get; set; } = "";
        }
        public record Patient(string {|Iban|}, string Ward);
        """);

    [Fact]
    public Task A_classified_member_is_none() => RuleSnippet.Verify(
        Rule,
        Taxonomy + """
        public class Customer
        {
            [PrivateData] public string? Email { get; set; }
            [PersonalData] public string? PhoneNumber { get; set; }
            [NoDataClassification] public string? Iban { get; set; }
            [field: PrivateData] public string? {|FirstName|} { get; set; }
        }
        public record Patient([PrivateData] string Iban, [property: PrivateData] string Email);
        [PrivateData] public class Guest { public string? Email { get; set; } }
        """);

    [Fact]
    public Task What_is_no_persons_own_text_is_none() => RuleSnippet.Verify(
        Rule,
        Taxonomy + """
        public class Service
        {
            public const string Email = "help@example.com";
            public static string PhoneNumber { get; } = "";
            private string iban = "";
            public bool EmailConfirmed { get; set; } = "".Length == 0;
            public int Phone { get; set; }
            public List<string> Emails { get; } = [];
            public string Password { get; set; } = "";
            public string Read() => iban;
        }
        public interface IPerson { string Email { get; } }
        public class SmtpOptions { public string? Email { get; set; } }
        public class FakeCustomer { public string? Email { get; set; } }
        [System.CodeDom.Compiler.GeneratedCode("x", "1")] public class Generated { public string? Email { get; set; } }
        """);

    [Fact]
    public Task The_policy_adds_and_takes_away_names() => RuleSnippet.Verify(
        Rule,
        Taxonomy + "public class Customer { public string? {|LoyaltyCard|} { get; set; } public string? Email { get; set; } }",
        "personal-name loyaltyCard\nnot-personal-name email");

    [Fact]
    public async Task Without_the_classification_library_only_Identity_offers_an_attribute()
    {
        const string Source = """
            using Microsoft.AspNetCore.Identity;
            public class Customer { public string? Email { get; set; } }
            public class Guest { [PersonalData] public string? Email { get; set; } public string? FirstName { get; set; } }
            public class Member : IdentityUser { public string? LastName { get; set; } }
            """;
        ImmutableArray<MetadataReference> references = [.. Snippet.Packages.Where(static reference => !reference.Display!.Contains("Compliance", StringComparison.Ordinal))];
        Assert.Equal(["'Guest.FirstName'", "'Member.LastName'"], (await Messages(Snippet.Compile(references, Source))).Select(static message => message.Split(' ')[0]));
        ImmutableArray<MetadataReference> neither = [.. references.Where(static reference => !reference.Display!.Contains("Identity", StringComparison.Ordinal))];
        Assert.Empty(await Messages(Snippet.Compile(neither, "public class Customer { public string? Email { get; set; } }")));
    }

    [Fact]
    public async Task The_message_says_what_the_name_tells_of() => Assert.Equal(
        ["'Customer.Email' looks personal and carries no classification: its name tells of email"],
        await RuleSnippet.Messages(Rule, Taxonomy + "public class Customer { public string? Email { get; set; } }"));

    private static async Task<IEnumerable<string>> Messages(Compilation compilation)
    {
        var found = await compilation.WithAnalyzers([new RuleFindings()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.Where(static diagnostic => diagnostic.Id == Rule).Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture)).Order(StringComparer.Ordinal);
    }
}
