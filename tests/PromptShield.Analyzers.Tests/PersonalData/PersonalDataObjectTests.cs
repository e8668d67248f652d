namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>What the logged form of an object shows.</summary>
public class PersonalDataObjectTests
{
    [Theory]
    [InlineData("""log.LogInformation("x {C}", customer);""")]
    [InlineData("""log.LogInformation($"x {customer}");""")]
    [InlineData("""log.LogInformation("x {@C}", {|email,phone,person-name,date-of-birth:customer|});""")]
    [InlineData("""log.LogInformation("x {A} {@C}", customer, {|email,phone,person-name,date-of-birth:customer|});""")]
    [InlineData("""log.LogInformation("x {{@C}} {C}", customer);""")]
    [InlineData("""log.LogInformation("x {@C}", {|email,phone,person-name,date-of-birth:customers|});""")]
    [InlineData("""log.LogInformation("x {C}", new PlanRecord(1, "p"));""")]
    [InlineData("""log.LogInformation("x {C}", {|email:new CustomerRecord(1, text)|});""")]
    [InlineData("""var r = new CustomerRecord(1, text); log.LogInformation($"x {{|email:r|}}");""")]
    [InlineData("""var r = new CustomerRecord(1, text); log.LogInformation("x {R}", r.Id);""")]
    [InlineData("""var r = new CustomerRecord(1, text); log.LogInformation({|email:r.ToString()|});""")]
    [InlineData("""var list = new List<CustomerRecord>(); log.LogInformation("x {L}", {|email:list|});""")]
    [InlineData("""var list = new List<CustomerRecord>(); log.LogInformation($"x {list}");""")]
    [InlineData("""log.LogInformation("x {C}", new { customer.Id, {|email:customer.Email|} });""")]
    [InlineData("""log.LogInformation("x {C}", new { customer.Id, customer.Plan });""")]
    [InlineData("""log.LogInformation("x {C}", new { E = {|email:customer.Email|} });""")]
    [InlineData("""var o = new { customer.Id, customer.Email }; log.LogInformation("x {C}", {|email:o|});""")]
    [InlineData("""log.LogInformation("x {C}", (customer.Id, {|email:customer.Email|}));""")]
    [InlineData("""var t = (customer.Id, customer.Email); log.LogInformation("x {C}", {|email:t|});""")]
    [InlineData("""var t = (customer.Id, customer.Plan); log.LogInformation("x {C}", t);""")]
    [InlineData("""log.LogInformation({|email,phone,person-name,date-of-birth:System.Text.Json.JsonSerializer.Serialize(customer)|});""")]
    [InlineData("""log.LogInformation(System.Text.Json.JsonSerializer.Serialize(new PlanRecord(1, "p")));""")]
    [InlineData("""log.LogInformation("x {J}", {|email:Newtonsoft.Json.JsonConvert.SerializeObject(new { customer.Email })|});""")]
    [InlineData("""var json = System.Text.Json.JsonSerializer.Serialize(customer); log.LogInformation("x {J}", {|email,phone,person-name,date-of-birth:json|});""")]
    [InlineData("""log.LogInformation("x {J}", System.Text.Json.JsonSerializer.Serialize(customer).Length);""")]
    public Task An_object_shows_what_its_form_prints(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("class T { public string Email { get; set; } = \"\"; public override string ToString() => $\"T {Email}\"; }", "{|email:value|}")]
    [InlineData("class T { public string Email { get; set; } = \"\"; public override string ToString() => \"T\"; }", "value")]
    [InlineData("class T { public string Email { get; set; } = \"\"; }", "value")]
    [InlineData("record T(string Email) { public override string ToString() => \"T\"; }", "value")]
    [InlineData("record T(string Email);", "{|email:value|}")]
    [InlineData("record struct T(string Email);", "{|email:value|}")]
    [InlineData("record B(string Email); record T(int Id, string Email) : B(Email);", "{|email:value|}")]
    [InlineData("record I(string Email); record T(int Id, I Inner);", "{|email:value|}")]
    [InlineData("class I { public string Email { get; set; } = \"\"; } record T(int Id, I Inner);", "value")]
    [InlineData("record T(int Id, List<string> Emails);", "value")]
    [InlineData("record T(string EmailTemplateName, bool IsEmailConfirmed, Guid Ssn);", "value")]
    [InlineData("record T(T? Parent, int Id);", "value")]
    [InlineData("record T(T? Parent, string Email);", "{|email:value|}")]
    [InlineData("class T { public string Email { get; set; } = \"\"; public override string ToString() => System.Text.Json.JsonSerializer.Serialize(this); }", "{|email:value|}")]
    public Task ToString_decides(string declaration, string marked) => LogSnippet.Verify($$"""
        {{declaration}}
        class Service(ILogger log) { void Run(T value) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("class T { [System.Text.Json.Serialization.JsonIgnore] public string Email { get; set; } = \"\"; }", "System.Text.Json.JsonSerializer.Serialize(value)")]
    [InlineData("class T { internal string Email { get; set; } = \"\"; private string phone = \"\"; public string Use() => phone; }", "System.Text.Json.JsonSerializer.Serialize(value)")]
    [InlineData("class I { public string Email { get; set; } = \"\"; } class T { public I Inner { get; set; } = new(); }", "{|email:System.Text.Json.JsonSerializer.Serialize(value)|}")]
    [InlineData("class I { public string Email { get; set; } = \"\"; } class T { public Dictionary<string, I> Inner { get; set; } = []; }", "{|email:System.Text.Json.JsonSerializer.Serialize(value)|}")]
    [InlineData("class T { public T? Next { get; set; } public string Plan { get; set; } = \"\"; }", "System.Text.Json.JsonSerializer.Serialize(value)")]
    public Task Serialization_writes_public_members_at_any_depth(string declaration, string marked) => LogSnippet.Verify($$"""
        {{declaration}}
        class Service(ILogger log) { void Run(T value) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("public readonly record struct Email(string Value);", "Email", "{|email:value.Value|}")]
    [InlineData("public readonly record struct Email(string Value);", "Email", "{|email:value|}")]
    [InlineData("public readonly record struct EmailTemplate(string Value);", "EmailTemplate", "value.Value")]
    [InlineData("public readonly record struct Plan(string Value);", "Plan", "value")]
    public Task A_value_object_is_what_its_type_is_called(string declaration, string type, string marked) => LogSnippet.Verify($$"""
        {{declaration}}
        class Service(ILogger log) { void Run({{type}} value) { log.LogInformation("x {Value}", {{marked}}); } }
        """);
}
