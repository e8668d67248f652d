namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>What makes a value personal: attributes, types, and names where they mean it.</summary>
public class PersonalDataSourceTests
{
    private const string Classifications = """
        using Microsoft.Extensions.Compliance.Classification;
        using Microsoft.AspNetCore.Identity;
        public sealed class PrivateDataAttribute : DataClassificationAttribute { public PrivateDataAttribute() : base(new DataClassification("Acme", "Private")) { } }
        """;

    [Theory]
    [InlineData("[PrivateData] public string Plan { get; set; } = \"\";", "{|classified:value.Plan|}")]
    [InlineData("[PrivateData] public int Plan { get; set; }", "{|classified:value.Plan|}")]
    [InlineData("[PrivateData] public string Email { get; set; } = \"\";", "{|email:value.Email|}")]
    [InlineData("[PersonalData] public string Plan { get; set; } = \"\";", "{|classified:value.Plan|}")]
    [InlineData("[ProtectedPersonalData] public string Plan { get; set; } = \"\";", "{|classified:value.Plan|}")]
    [InlineData("[PersonalData] public bool Plan { get; set; }", "value.Plan")]
    [InlineData("[PersonalData] public string Id { get; set; } = \"\";", "value.Id")]
    [InlineData("[PrivateData] public string Plan = \"\";", "{|classified:value.Plan|}")]
    [InlineData("[NoDataClassification] public string Email { get; set; } = \"\";", "value.Email")]
    [InlineData("[UnknownDataClassification] public string Plan { get; set; } = \"\";", "value.Plan")]
    [InlineData("[UnknownDataClassification] public string Email { get; set; } = \"\";", "{|email:value.Email|}")]
    [InlineData("[Obsolete(\"x\", false)] public int Plan { get; set; }", "value.GetHashCode()")]
    public Task Attributes_classify_members(string member, string marked) => LogSnippet.Verify($$"""
        {{Classifications}}
        class Holder { {{member}} }
        class Service(ILogger log) { void Run(Holder value) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("record T([PrivateData] string Plan);", "{|classified:value|}")]
    [InlineData("record T([property: PrivateData] string Plan);", "{|classified:value.Plan|}")]
    [InlineData("[PrivateData] record T(string Plan);", "{|classified:value|}")]
    [InlineData("record T(string Plan);", "value")]
    [InlineData("abstract class B { [PrivateData] public abstract string Plan { get; } } class T : B { public override string Plan => \"p\"; }", "{|classified:value.Plan|}")]
    public Task Attributes_classify_types_and_positional_members(string declaration, string marked) => LogSnippet.Verify($$"""
        {{Classifications}}
        {{declaration}}
        class Service(ILogger log) { void Run(T value) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("[PrivateData] string plan", "{|classified:plan|}")]
    [InlineData("string plan", "plan")]
    [InlineData("[NoDataClassification] string email", "email")]
    [InlineData("string email", "{|email:email|}")]
    [InlineData("int email", "email")]
    [InlineData("bool email", "email")]
    [InlineData("Guid ssn", "ssn")]
    [InlineData("long ssn", "{|government-id:ssn|}")]
    [InlineData("Func<string> email", "email")]
    [InlineData("System.Net.Mail.MailAddress recipient", "{|email:recipient|}")]
    [InlineData("System.Net.Mail.MailAddress recipient", "{|email:recipient.Address|}")]
    [InlineData("System.Net.Mail.MailAddress recipient", "recipient.Host")]
    [InlineData("System.Net.IPAddress clientIp", "{|ip-address:clientIp|}")]
    [InlineData("System.Net.IPAddress serverIp", "serverIp")]
    [InlineData("System.Net.IPEndPoint RemoteEndPoint", "{|ip-address:RemoteEndPoint|}")]
    [InlineData("System.Security.SecureString password", "password")]
    [InlineData("CancellationToken token", "token")]
    [InlineData("string? token", "{|secret:token|}")]
    [InlineData("string continuationToken", "continuationToken")]
    [InlineData("DateOnly? dateOfBirth", "{|date-of-birth:dateOfBirth|}")]
    [InlineData("char[] password", "{|secret:password|}")]
    [InlineData("byte[] password", "password")]
    [InlineData("System.Security.Principal.IIdentity user", "{|user-name:user.Name|}")]
    [InlineData("System.Security.Claims.ClaimsPrincipal principal", "{|user-name:principal.Identity?.Name|}")]
    [InlineData("Type type", "type.FullName")]
    [InlineData("Type type", "type.Name")]
    [InlineData("System.IO.FileInfo file", "file.FullName")]
    [InlineData("Exception ex", "ex.Message")]
    public Task The_type_of_a_parameter_decides_with_its_name(string parameter, string marked) => LogSnippet.Verify($$"""
        {{Classifications}}
        class Service(ILogger log) { void Run({{parameter}}) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("IdentityUser user", "{|user-name:user.UserName|}")]
    [InlineData("IdentityUser user", "{|email:user.Email|}")]
    [InlineData("IdentityUser user", "user.Id")]
    [InlineData("IdentityUser user", "user.EmailConfirmed")]
    [InlineData("IdentityUser user", "user.ConcurrencyStamp")]
    [InlineData("IdentityRole role", "role.Name")]
    public Task Identity_entities(string parameter, string marked) => LogSnippet.Verify($$"""
        {{Classifications}}
        class Service(ILogger log) { void Run({{parameter}}) { log.LogInformation("x {Value}", {{marked}}); } }
        """);

    [Theory]
    [InlineData("var fullName = typeof(string).FullName; log.LogInformation(\"x {E}\", fullName);")]
    [InlineData("log.LogInformation(\"x {E}\", System.Security.Claims.ClaimTypes.Email);")]
    [InlineData("log.LogInformation(\"x {E}\", FieldNames.Email);")]
    [InlineData("log.LogInformation(\"x {E}\", {|secret:Settings.ApiKey|});")]
    [InlineData("log.LogInformation(\"x {E}\", {|user-name:Environment.UserName|});")]
    [InlineData("log.LogInformation(\"x {E}\", Environment.MachineName);")]
    public Task Static_members(string statement) => LogSnippet.Verify($$"""
        static class FieldNames { public static readonly string Email = Environment.NewLine; }
        static class Settings { public static string ApiKey { get; set; } = ""; }
        class Service(ILogger log) { void Run() { {{statement}} } }
        """);

    [Fact]
    public Task The_policy_extends_and_narrows() => LogSnippet.Verify(
        """
        class Service(ILogger log)
        {
            void Run(string loyaltyCard, string userName, string email) => log.LogInformation("x {A} {B} {C}", {|classified:loyaltyCard|}, userName, {|email:email|});
        }
        """,
        "personal-name loyaltyCard\nnot-personal-name userName");
}
