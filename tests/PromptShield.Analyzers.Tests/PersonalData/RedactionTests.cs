namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>What clears a value, and what only sounds as if it did; and what the inventory says of each.</summary>
public class RedactionTests
{
    private const string Redactors = """
        using Microsoft.Extensions.Compliance.Redaction;
        using Microsoft.Extensions.Compliance.Classification;
        using System.Security.Cryptography;
        using System.Text;
        namespace Acme { public static class Masking { public static string Mask(string value) => value; public static string Trim(string value) => value; } }
        """;

    [Theory]
    [InlineData("redactor.Redact(customer.Email)")]
    [InlineData("redactor.Redact(customer.Email.AsSpan())")]
    [InlineData("redactor.Redact(customer.DateOfBirth)")]
    [InlineData("new ErasingCustom().Redact(customer.Email)")]
    [InlineData("Own(customer.Email)")]
    [InlineData("OwnLocal(customer.Email)")]
    [InlineData("OwnReassigned(customer.Email)")]
    [InlineData("flag ? redactor.Redact(customer.Email) : \"none\"")]
    [InlineData("\"<\" + redactor.Redact(customer.Email) + \">\"")]
    public async Task Redacted_is_a_guarded_site_and_no_finding(string expression)
    {
        var source = Source(expression);
        await LogSnippet.Verify(source);

        var site = Assert.Single(await LogSnippet.Inventory(source));
        Assert.Equal(("Guarded", "redacted"), (site["guard"], site["reason"]));
        Assert.Equal(expression.Contains("Birth", StringComparison.Ordinal) ? "date-of-birth" : "email", site["dataClasses"]);
    }

    [Theory]
    [InlineData("Sounds(Sounds(customer.Email))")]
    [InlineData("masker.Mask(customer.Email)")]
    [InlineData("Partly(customer.Email, flag)")]
    [InlineData("NullRedactor.Instance.Redact(customer.Email)")]
    [InlineData("flag ? redactor.Redact(customer.Email) : customer.Email")]
    [InlineData("customer.Email ?? redactor.Redact(customer.Email)")]
    [InlineData("Acme.Masking.Mask(customer.Email)")]
    public Task What_only_sounds_like_a_redactor_clears_nothing(string expression) => LogSnippet.Verify(Source("{|email:" + expression + "|}"));

    [Fact]
    public async Task A_null_redactor_in_a_local_clears_nothing() => await LogSnippet.Verify(Source(
        "{|email:none.Redact(customer.Email)|}", "Redactor none = NullRedactor.Instance;"));

    [Theory]
    [InlineData("Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(customer.Email)))")]
    [InlineData("masker.FindId(customer.Email)")]
    [InlineData("customer.Plan")]
    [InlineData("customer.Id")]
    public async Task A_hash_is_no_personal_data_and_no_site(string expression)
    {
        await LogSnippet.Verify(Source(expression));
        Assert.Empty(await LogSnippet.Inventory(Source(expression)));
    }

    [Fact]
    public async Task A_declared_redactor_counts_and_its_neighbour_does_not()
    {
        const string Policy = "redactor M:Acme.Masking.Mask(System.String)";
        await LogSnippet.Verify(Source("Acme.Masking.Mask(customer.Email)"), Policy);
        await LogSnippet.Verify(Source("{|email:Acme.Masking.Trim(customer.Email)|}"), Policy);

        var site = Assert.Single(await LogSnippet.Inventory(Source("Acme.Masking.Mask(customer.Email)"), Policy));
        Assert.Equal("Guarded", site["guard"]);
    }

    [Fact]
    public async Task The_shield_redacts_but_an_assembly_that_only_bears_its_name_does_not()
    {
        await LogSnippet.Verify(Source("PromptShield.Shield.Default.Redact(customer.Email)"), references: LogSnippet.Runtime(signed: true));
        await LogSnippet.Verify(Source("PromptShield.Shield.Default.Redact(customer.DateOfBirth.ToString())"), references: LogSnippet.Runtime(signed: true));

        var site = Assert.Single(await LogSnippet.Inventory(Source("PromptShield.Shield.Default.Redact(customer.Email)"), references: LogSnippet.Runtime(signed: false)));
        Assert.Equal("Unguarded", site["guard"]);
    }

    [Fact]
    public async Task A_call_with_one_part_in_the_clear_is_unguarded_and_names_all_classes()
    {
        var source = LogSnippet.Method("""log.LogInformation("x {A} {B}", redactor.Redact(customer.Email), customer.Phone);""", "Microsoft.Extensions.Compliance.Redaction.Redactor redactor = null!;");
        var site = Assert.Single(await LogSnippet.Inventory(source));

        Assert.Equal(("Unguarded", "personal-data-unredacted", "email,phone"), (site["guard"], site["reason"], site["dataClasses"]));
        Assert.Equal(("personal-data-sinks", "log", "PSH2001"), (site["population"], site["kind"], site["rule"]));
        Assert.StartsWith("M:Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(", site["api"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""log.LogInformation("{E}", customer.Email);""", "log", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("""using var s = log.BeginScope("{E}", customer.Email);""", "scope", "Microsoft.Extensions.Logging.Abstractions")]
    [InlineData("""Console.WriteLine(customer.Email);""", "console", "framework")]
    public async Task The_inventory_knows_the_kind_of_sink(string statement, string kind, string sdk)
    {
        var site = Assert.Single(await LogSnippet.Inventory(LogSnippet.Method(statement)));
        Assert.Equal((kind, sdk), (site["kind"], site["sdk"]));
    }

    [Fact]
    public async Task A_finding_says_what_reaches_which_log_and_where_it_is_declared()
    {
        var found = Assert.Single(await LogSnippet.Diagnostics(LogSnippet.Method("""log.LogInformation("{E}", customer.Email);""")));

        Assert.Equal("'customer.Email' (email) is written to the log by 'LogInformation'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("Email", found.AdditionalLocations[0].SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(found.AdditionalLocations[0].SourceSpan));
        Assert.Equal(("log", "Unguarded", "personal-data-unredacted", "email"), (found.Properties["siteKind"], found.Properties["guard"], found.Properties["reason"], found.Properties["dataClasses"]));
    }

    [Theory]
    [InlineData("""var r = new CustomerRecord(1, text); log.LogInformation("{R}", r);""", "'r' (email; from Email)")]
    [InlineData("""var contact = flag ? customer.Phone : customer.Email; log.LogInformation("{C}", contact);""", "'contact' (email, phone; from Phone)")]
    [InlineData("""var email = customer.Email; log.LogInformation("{E}", email);""", "'email' (email)")]
    [InlineData("""log.LogInformation("{@C}", customer);""", "'customer' (date-of-birth, email, person-name, phone; from Name)")]
    public async Task A_message_lists_the_classes_in_order_and_the_declared_name_where_the_expression_does_not_bear_it(string statement, string message)
    {
        var found = Assert.Single(await LogSnippet.Diagnostics(LogSnippet.Method(statement)));
        Assert.Equal(message + " is written to the log by 'LogInformation'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("record.GetGenericTypeName()", false)]
    [InlineData("Texts.GetTypeName(record)", false)]
    [InlineData("Texts.ToJson(record)", true)]
    [InlineData("Texts.GetInitials(customer.Email)", true)]
    public async Task A_getter_of_another_assembly_over_any_object_gives_what_it_is_called_for(string expression, bool isFound)
    {
        var texts = LogSnippet.Library("""
            public static class Texts
            {
                public static string GetGenericTypeName(this object value) => value.GetType().Name;
                public static string GetTypeName<T>(T value) => typeof(T).Name;
                public static string ToJson(object value) => value.ToString()!;
                public static string GetInitials(string value) => value;
            }
            """);
        var found = await LogSnippet.Diagnostics(LogSnippet.Compile(LogSnippet.Method($$"""var record = new CustomerRecord(1, text); log.LogInformation("x {E}", {{expression}});"""), texts));
        Assert.Equal(isFound, found.Length == 1);
    }

    private static string Source(string expression, string before = "") => $$"""
        {{Redactors}}
        class ErasingCustom : Redactor { public override int GetRedactedLength(ReadOnlySpan<char> input) => 0; public override int Redact(ReadOnlySpan<char> source, Span<char> destination) => 0; }
        interface IMasker { string Mask(string value); string FindId(string value); }
        class Service(ILogger log, Redactor redactor, IMasker masker)
        {
            string Own(string value) => redactor.Redact(value);
            string OwnLocal(string value) { var cleared = redactor.Redact(value); return "<" + cleared + ">"; }
            string OwnReassigned(string value) { value = redactor.Redact(value); return value; }
            static string Sounds(string value) => value;
            string Partly(string value, bool all) => all ? redactor.Redact(value) : value;
            void Run(Customer customer, bool flag) { {{before}} log.LogInformation("x {E}", {{expression}}); }
        }
        """;
}
