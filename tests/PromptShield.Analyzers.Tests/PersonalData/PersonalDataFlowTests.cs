namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>One way that a value takes to the log, and beside it the closest way that brings nothing.</summary>
public class PersonalDataFlowTests
{
    [Theory]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.LogInformation("x {E}", customer.Id);""")]
    [InlineData("""log.LogInformation("x {Email}", customer.Plan);""")]
    [InlineData("""log.LogInformation("x {Plan}", {|email:customer.Email|});""")]
    [InlineData("""log.LogInformation("email {Email}", customer.EmailConfirmed);""")]
    [InlineData("""log.LogInformation("x {L}", customer.Email.Length);""")]
    [InlineData("""log.LogInformation("x {L}", customer.Emails.Count);""")]
    [InlineData("""log.LogInformation("x {A} {B}", {|email:customer.Email|}, {|phone:customer.Phone|});""")]
    [InlineData("""log.LogInformation("x {A} {B}", customer.Plan, {|phone:customer.Phone|});""")]
    [InlineData("""log.LogInformation("email");""")]
    [InlineData("""log.LogInformation("x {D}", {|date-of-birth:customer.DateOfBirth|});""")]
    [InlineData("""log.LogInformation("x {D}", DateTime.Now);""")]
    public Task Directly(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("""log.LogInformation($"x {{|email:customer.Email|}} y");""")]
    [InlineData("""log.LogInformation($"x {customer.Plan} {{|phone:customer.Phone|}}");""")]
    [InlineData("""log.LogInformation($"x {customer.Id} {customer.Email.Length} {nameof(customer.Email)}");""")]
    [InlineData("""log.LogInformation("x " + {|email:customer.Email|} + "!");""")]
    [InlineData("""log.LogInformation("x " + customer.Id);""")]
    [InlineData("""log.LogInformation(string.Format("{0} {1}", customer.Id, {|email:customer.Email|}));""")]
    [InlineData("""log.LogInformation(string.Format("{0}", customer.Plan));""")]
    [InlineData("""log.LogInformation(string.Concat("a", {|email:customer.Email|}));""")]
    [InlineData("""log.LogInformation(string.Join(", ", {|email:customer.Emails|}));""")]
    [InlineData("""log.LogInformation(string.Join(", ", customers.Select(c => c.Plan)));""")]
    [InlineData("""log.LogInformation(string.Join(", ", {|email:customers.Select(c => c.Email)|}));""")]
    [InlineData("""log.LogInformation($"list {customer.Emails}");""")]
    [InlineData("""log.LogInformation("list {L}", {|email:customer.Emails|});""")]
    public Task Through_text(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("""var x = customer.Email; log.LogInformation("x {X}", {|email:x|});""")]
    [InlineData("""var x = customer.Plan; log.LogInformation("x {X}", x);""")]
    [InlineData("""var x = customer.Email; x = "none"; log.LogInformation("x {X}", x);""")]
    [InlineData("""var x = "none"; if (flag) x = customer.Email; log.LogInformation("x {X}", {|email:x|});""")]
    [InlineData("""var x = "none"; log.LogInformation("x {X}", x); x = customer.Email; log.LogInformation("x {X}", {|email:x|});""")]
    [InlineData("""var email = "none"; log.LogInformation("x {X}", email);""")]
    [InlineData("""const string password = "none"; log.LogInformation("x {X}", password);""")]
    [InlineData("""string? email = null; log.LogInformation("x {X}", email);""")]
    [InlineData("""var x = flag ? customer.Email : "none"; log.LogInformation("x {X}", {|email:x|});""")]
    [InlineData("""object x = customer.Email; log.LogInformation("x {X}", {|email:x|});""")]
    [InlineData("""object x = customer.Id; log.LogInformation("x {X}", x);""")]
    [InlineData("""var (a, b) = (customer.Email, customer.Plan); log.LogInformation("x {A} {B}", {|email:a|}, b);""")]
    [InlineData("""foreach (var e in customer.Emails) log.LogInformation("x {E}", {|email:e|});""")]
    [InlineData("""foreach (var c in customers) log.LogInformation("x {E} {P}", {|email:c.Email|}, c.Plan);""")]
    [InlineData("""foreach (var token in text.Split(' ')) log.LogInformation("x {E}", token);""")]
    [InlineData("""var token = text; log.LogInformation("x {E}", {|secret:token|});""")]
    [InlineData("""var list = new List<string>(); list.Add(customer.Email); log.LogInformation(string.Join(",", {|email:list|}));""")]
    [InlineData("""var list = new List<string>(); list.Add(customer.Plan); log.LogInformation(string.Join(",", list));""")]
    [InlineData("""var list = new List<string> { customer.Plan, customer.Email }; log.LogInformation(string.Join(",", {|email:list|}));""")]
    [InlineData("""string[] list = [customer.Email]; log.LogInformation(string.Join(",", {|email:list|}));""")]
    [InlineData("""var sb = new System.Text.StringBuilder(); sb.Append("a").Append(customer.Email).AppendLine(); log.LogInformation({|email:sb.ToString()|});""")]
    [InlineData("""var sb = new System.Text.StringBuilder(); sb.Append("a").Append(customer.Plan); log.LogInformation(sb.ToString());""")]
    [InlineData("""text = customer.Email; log.LogInformation("x {E}", {|email:text|});""")]
    [InlineData("""customer.Email = "none"; log.LogInformation("x {E}", {|email:customer.Email|});""")]
    [InlineData("""string[] list = ["a", .. customer.Emails]; log.LogInformation(string.Join(",", {|email:list|}));""")]
    [InlineData("""string[] list = ["a", customer.Plan]; log.LogInformation(string.Join(",", list));""")]
    [InlineData("""var q = from c in customers select c.Email; log.LogInformation(string.Join(",", {|email:q|}));""")]
    [InlineData("""var q = from c in customers select c.Plan; log.LogInformation(string.Join(",", q));""")]
    [InlineData("""if (customer.Email is { } e) log.LogInformation("x {E}", {|email:e|});""")]
    [InlineData("""if (customer.Email is { Length: var n }) log.LogInformation("x {E}", n);""")]
    public Task Through_locals(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("""log.LogInformation("x {E}", {|email:customer?.Email|});""")]
    [InlineData("""log.LogInformation("x {E}", customer?.Plan);""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Email ?? "none"|});""")]
    [InlineData("""log.LogInformation("x {E}", {|email:text ?? customer.Email|});""")]
    [InlineData("""log.LogInformation("x {E}", text ?? "none");""")]
    [InlineData("""log.LogInformation("x {E}", {|email:flag ? "none" : customer.Email|});""")]
    [InlineData("""log.LogInformation("x {E}", flag ? "none" : "some");""")]
    [InlineData("""log.LogInformation("x {E}", {|email:flag switch { true => customer.Email, _ => "" }|});""")]
    [InlineData("""log.LogInformation("x {E}", (object){|email:customer.Email|});""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Email|}!);""")]
    [InlineData("""log.LogInformation("x {E}", {|email:await Task.FromResult(customer.Email)|});""")]
    [InlineData("""log.LogInformation("x {E}", await Task.FromResult(customer.Plan));""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Email.Trim().ToLowerInvariant()|});""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer?.Email?.ToLower().ToString()|});""")]
    [InlineData("""log.LogInformation("x {E}", customer.Plan.Trim().ToLowerInvariant());""")]
    [InlineData("""log.LogInformation("x {E}", {|date-of-birth:customer.DateOfBirth.ToString("d")|});""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Emails[0]|});""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customers[0].Email|});""")]
    [InlineData("""log.LogInformation("x {E}", customers[0].Id);""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Emails.First()|});""")]
    [InlineData("""log.LogInformation("x {E}", customer.Emails.Any());""")]
    [InlineData("""log.LogInformation("x {E}", customer.Emails.Count());""")]
    [InlineData("""log.LogInformation("x {E}", string.IsNullOrEmpty(customer.Email));""")]
    [InlineData("""log.LogInformation("x {E}", customer.Email.Split('@')[1]);""")]
    [InlineData("""log.LogInformation("x {E}", {|email:customer.Email.Split('@')[0]|});""")]
    [InlineData("""log.LogInformation("x {E}", customer.Email[0]);""")]
    [InlineData("""log.LogInformation("x {E}", customer.Email == text);""")]
    [InlineData("""log.LogInformation("x {E}", customer.GetType());""")]
    [InlineData("""log.LogInformation("x {E}", {|email:Uri.EscapeDataString(customer.Email)|});""")]
    public Task Through_expressions(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("string Describe(Customer c) => c.Email;", """log.LogInformation("x {E}", {|email:Describe(customer)|});""")]
    [InlineData("string Describe(Customer c) => c.Plan;", """log.LogInformation("x {E}", Describe(customer));""")]
    [InlineData("string Quote(string s) => \"<\" + s + \">\";", """log.LogInformation("x {E}", {|email:Quote(customer.Email)|});""")]
    [InlineData("string Quote(string s) => \"<\" + s + \">\";", """log.LogInformation("x {E}", Quote(customer.Plan));""")]
    [InlineData("string Second(string a, string b) { return b; }", """log.LogInformation("x {E}", Second(customer.Email, "b"));""")]
    [InlineData("string Second(string a, string b) { return b; }", """log.LogInformation("x {E}", {|email:Second(b: customer.Email, a: "a")|});""")]
    [InlineData("string A(string s) => B(s); string B(string s) => s.Trim();", """log.LogInformation("x {E}", {|email:A(customer.Email)|});""")]
    [InlineData("string A(string s, int n) => n == 0 ? s : A(s, n - 1);", """log.LogInformation("x {E}", {|email:A(customer.Email, 3)|});""")]
    [InlineData("string A(string s) => A(s);", """log.LogInformation("x {E}", A(customer.Plan));""")]
    [InlineData("static string GetEmail() => \"support\";", """log.LogInformation("x {E}", GetEmail());""")]
    [InlineData("string Label => customer.Email;", """log.LogInformation("x {E}", {|email:Label|});""")]
    [InlineData("string Label => customer.Plan;", """log.LogInformation("x {E}", Label);""")]
    [InlineData("async Task<string> Load(Customer c) { await Task.Yield(); return c.Phone; }", """log.LogInformation("x {E}", {|phone:await Load(customer)|});""")]
    public Task Through_methods(string member, string statement) => LogSnippet.VerifyStatements(statement, member);

    [Theory]
    [InlineData("log.LogInformation(\"x {E}\", {|email:GetEmail()|});", "GetEmail")]
    [InlineData("log.LogInformation(\"x {E}\", HashPassword());", "HashPassword")]
    [InlineData("log.LogInformation(\"x {E}\", GetEmailTemplate());", "GetEmailTemplate")]
    public Task A_method_without_body_is_judged_by_its_name(string statement, string name) => LogSnippet.Verify($$"""
        public abstract class Base(ILogger log) { public abstract string {{name}}(); public void Run() { {{statement}} } }
        """);

    [Theory]
    [InlineData("log.LogInformation(\"x {E}\", {|email:row[\"email\"]|});")]
    [InlineData("log.LogInformation(\"x {E}\", row[\"emailTemplate\"]);")]
    [InlineData("log.LogInformation(\"x {E}\", {|secret:row[\"OpenAI:ApiKey\"]|});")]
    [InlineData("log.LogInformation(\"x {E}\", row[\"OpenAI:Model\"]);")]
    public Task A_constant_key_names_what_it_looks_up(string statement) => LogSnippet.Verify($$"""
        public class Reader(ILogger log) { public void Run(Dictionary<string, string> row) { {{statement}} } }
        """);

    [Fact]
    public async Task Code_that_does_not_resolve_gives_nothing()
    {
        var tree = Snippet.Tree("""
            class Service(Microsoft.Extensions.Logging.ILogger log)
            {
                void Run(string apiKey)
                {
                    var answer = new Missing.Client(apiKey).Ask();
                    Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(log, "x {E}", answer.Reason);
                }
            }
            """, "Unresolved.cs");
        var compilation = LogSnippet.Compile("").AddSyntaxTrees(tree);
        Assert.Empty(await LogSnippet.Diagnostics(compilation));
    }

    [Fact]
    public async Task The_way_of_a_value_leads_from_its_declaration_over_each_line_to_the_call()
    {
        var source = LogSnippet.Method("""
            var address = customer.Email;
            var line = Decorate(address);
            log.LogInformation("{Line}", line);
            """, "static string Decorate(string value) => value.Trim();");
        var found = Assert.Single(await LogSnippet.Diagnostics(source));
        Assert.Equal(["Email", "customer.Email", "Decorate(address)"], found.AdditionalLocations.Select(place => place.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(place.SourceSpan)));
    }
}
