namespace PromptShield.Analyzers.Tests.Rules;

/// <summary>PSH2006: personal data in exception messages, addresses and file names.</summary>
public sealed class PersonalDataInExceptionOrUrlTests
{
    private const string Head = """
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.WebUtilities;
        using PromptShield;

        public class Customer { public int Id { get; set; } public string Email { get; set; } = ""; public string Plan { get; set; } = ""; }
        public class NotFoundException(string message, int id = 0) : Exception(message);

        """;

    private static Task Verify(string statements) => RuleSnippet.Verify("PSH2006", Head + $$"""
        internal class C(HttpClient http)
        {
            internal async Task<object?> M(Customer customer, string folder)
            {
                {{statements}}
                await Task.Yield();
                return null;
            }
        }
        """);

    [Theory]
    [InlineData("""throw new InvalidOperationException($"No customer {{|customer.Email|}}");""")]
    [InlineData("""throw new InvalidOperationException($"No customer {customer.Id}");""")]
    [InlineData("""throw new NotFoundException("No customer " + {|customer.Email|}, customer.Id);""")]
    [InlineData("""throw new ArgumentException("bad", nameof(customer.Email));""")]
    [InlineData("""throw new InvalidOperationException(Shield.Default.Redact(customer.Email));""")]
    [InlineData("""var message = $"No customer {customer.Email}"; throw new InvalidOperationException({|message|});""")]
    [InlineData("""return customer.Plan ?? throw new InvalidOperationException({|customer.Email|});""")]
    [InlineData("""var unused = new InvalidOperationException(customer.Plan); throw unused;""")]
    public Task Exceptions(string statement) => Verify(statement);

    [Theory]
    [InlineData("""await http.GetAsync($"https://example.com/customers?email={{|customer.Email|}}");""")]
    [InlineData("""await http.GetAsync($"https://example.com/customers/{customer.Id}");""")]
    [InlineData("""await http.PostAsync("https://example.com/customers", new StringContent(customer.Email));""")]
    [InlineData("""_ = QueryHelpers.AddQueryString("https://example.com", "email", {|customer.Email|});""")]
    [InlineData("""_ = QueryHelpers.AddQueryString("https://example.com", "email", "none");""")]
    [InlineData("""var builder = new UriBuilder("https://example.com") { Query = "email=" + {|customer.Email|} };""")]
    [InlineData("""return Results.Redirect("/thanks?mail=" + {|customer.Email|});""")]
    [InlineData("""using var request = new HttpRequestMessage(HttpMethod.Get, "https://example.com/" + {|customer.Email|});""")]
    public Task Addresses(string statement) => Verify(statement);

    [Theory]
    [InlineData("""await File.WriteAllTextAsync(Path.Combine(folder, {|customer.Email|} + ".txt"), "x");""")]
    [InlineData("""await File.WriteAllTextAsync(Path.Combine(folder, customer.Id + ".txt"), customer.Email);""")]
    [InlineData("""Directory.CreateDirectory({|customer.Email|});""")]
    public Task Names_of_files(string statement) => Verify(statement);

    [Fact]
    public async Task The_message_says_what_it_becomes_part_of()
    {
        var found = await RuleSnippet.Messages("PSH2006", Head + """
            internal class C { void M(Customer customer) => throw new InvalidOperationException(customer.Email); }
            """);
        Assert.Equal(["'InvalidOperationException' receives personal data: email becomes part of an exception message"], found);
    }
}
