using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.PersonalData;

public class PersonalDataLexiconTests
{
    [Theory]
    [InlineData("email", "email")]
    [InlineData("Email", "email")]
    [InlineData("emails", "email")]
    [InlineData("customerEmail", "email")]
    [InlineData("EmailAddress", "email")]
    [InlineData("emailAddresses", "email")]
    [InlineData("customer_email_address", "email")]
    [InlineData("EMAIL", "email")]
    [InlineData("EMail", "email")]
    [InlineData("toEmail", "email")]
    [InlineData("EmailFrom", "email")]
    [InlineData("userNameOrEmail", "email")]
    [InlineData("email2", "email")]
    [InlineData("emailValue", "email")]
    [InlineData("normalizedEmail", "email")]
    [InlineData("NormalizedEmail", "email")]
    [InlineData("emailLower", "email")]
    [InlineData("SenderMailAddress", "email")]
    [InlineData("phone", "phone")]
    [InlineData("hostPhone", "phone")]
    [InlineData("memberPhones", "phone")]
    [InlineData("PhoneNumber", "phone")]
    [InlineData("phonenumber", "phone")]
    [InlineData("phoneE164", "phone")]
    [InlineData("mobile_number", "phone")]
    [InlineData("TelephoneNumber", "phone")]
    [InlineData("firstName", "person-name")]
    [InlineData("LastName", "person-name")]
    [InlineData("lastname", "person-name")]
    [InlineData("fullName", "person-name")]
    [InlineData("FamilyName", "person-name")]
    [InlineData("surname", "person-name")]
    [InlineData("customerName", "person-name")]
    [InlineData("PatientName", "person-name")]
    [InlineData("cardholderName", "person-name")]
    [InlineData("NameOnCard", "person-name")]
    [InlineData("userDisplayName", "person-name")]
    [InlineData("userName", "user-name")]
    [InlineData("username", "user-name")]
    [InlineData("UserName", "user-name")]
    [InlineData("loginName", "user-name")]
    [InlineData("upn", "user-name")]
    [InlineData("currentUserName", "user-name")]
    [InlineData("ssn", "government-id")]
    [InlineData("SSN", "government-id")]
    [InlineData("customerSsn", "government-id")]
    [InlineData("SocialSecurityNumber", "government-id")]
    [InlineData("passportNumber", "government-id")]
    [InlineData("nationalId", "government-id")]
    [InlineData("TaxId", "government-id")]
    [InlineData("driversLicenseNumber", "government-id")]
    [InlineData("creditCardNumber", "payment-card")]
    [InlineData("cardNumber", "payment-card")]
    [InlineData("CreditCard", "payment-card")]
    [InlineData("cvv", "payment-card")]
    [InlineData("iban", "bank-account")]
    [InlineData("senderIban", "bank-account")]
    [InlineData("bankAccountNumber", "bank-account")]
    [InlineData("accountNumber", "bank-account")]
    [InlineData("dateOfBirth", "date-of-birth")]
    [InlineData("BirthDate", "date-of-birth")]
    [InlineData("birthday", "date-of-birth")]
    [InlineData("dob", "date-of-birth")]
    [InlineData("homeAddress", "postal-address")]
    [InlineData("shippingAddress", "postal-address")]
    [InlineData("AddressLine1", "postal-address")]
    [InlineData("zipCode", "postal-address")]
    [InlineData("clientIp", "ip-address")]
    [InlineData("remoteIP", "ip-address")]
    [InlineData("RemoteIpAddress", "ip-address")]
    [InlineData("userIPAddress", "ip-address")]
    [InlineData("lastIpAddress", "ip-address")]
    [InlineData("remoteEndPoint", "ip-address")]
    [InlineData("RemoteEndpoint", "ip-address")]
    [InlineData("GetNormalizedRemoteIP", "ip-address")]
    [InlineData("medicalRecordNumber", "health")]
    [InlineData("PersonalHealthNumber", "health")]
    [InlineData("diagnosis", "health")]
    [InlineData("password", "secret")]
    [InlineData("newPassword", "secret")]
    [InlineData("userPwd", "secret")]
    [InlineData("accessToken", "secret")]
    [InlineData("refreshToken", "secret")]
    [InlineData("passwordResetToken", "secret")]
    [InlineData("fcmToken", "secret")]
    [InlineData("tokenReceived", "secret")]
    [InlineData("tokenExpected", "secret")]
    [InlineData("tokenToValidate", "secret")]
    [InlineData("token", "secret")]
    [InlineData("apiKey", "secret")]
    [InlineData("openAiApiKey", "secret")]
    [InlineData("APIKey", "secret")]
    [InlineData("connectionString", "secret")]
    [InlineData("clientSecret", "secret")]
    [InlineData("secret", "secret")]
    [InlineData("privateKey", "secret")]
    [InlineData("credentials", "secret")]
    public void Names_of_personal_data_have_their_class(string identifier, string expected) => Assert.Equal(expected, Classify(identifier));

    [Theory]
    [InlineData("fileName")]
    [InlineData("FileName")]
    [InlineData("EmailTemplateId")]
    [InlineData("EmailTemplateName")]
    [InlineData("emailTemplate")]
    [InlineData("userCount")]
    [InlineData("isEmailConfirmed")]
    [InlineData("EmailConfirmed")]
    [InlineData("GrantorEmailMissing")]
    [InlineData("emailDomain")]
    [InlineData("emailSubject")]
    [InlineData("emailId")]
    [InlineData("userIdByEmail")]
    [InlineData("GetUserByEmail")]
    [InlineData("SendEmailAsync")]
    [InlineData("emailService")]
    [InlineData("maskedEmail")]
    [InlineData("emailHash")]
    [InlineData("HashedPassword")]
    [InlineData("encryptedSsn")]
    [InlineData("supportEmail")]
    [InlineData("phoneModel")]
    [InlineData("phoneType")]
    [InlineData("headphones")]
    [InlineData("microphone")]
    [InlineData("windowsPhone")]
    [InlineData("name")]
    [InlineData("Name")]
    [InlineData("pluginName")]
    [InlineData("toolName")]
    [InlineData("agentName")]
    [InlineData("themeName")]
    [InlineData("jobName")]
    [InlineData("schemeName")]
    [InlineData("memberName")]
    [InlineData("authorName")]
    [InlineData("AuthorName")]
    [InlineData("hostName")]
    [InlineData("modelDisplayName")]
    [InlineData("displayName")]
    [InlineData("methodFullName")]
    [InlineData("typeName")]
    [InlineData("userNameClaimType")]
    [InlineData("UserNameLength")]
    [InlineData("firstNameColumn")]
    [InlineData("clientName")]
    [InlineData("tenantName")]
    [InlineData("productName")]
    [InlineData("restaurantName")]
    [InlineData("userAgent")]
    [InlineData("userId")]
    [InlineData("customerId")]
    [InlineData("user")]
    [InlineData("userRole")]
    [InlineData("accountType")]
    [InlineData("storageAccountNumber")]
    [InlineData("wildcardNumber")]
    [InlineData("number")]
    [InlineData("cardId")]
    [InlineData("passportOffice")]
    [InlineData("serverIp")]
    [InlineData("ServerIpAddress")]
    [InlineData("listenAddress")]
    [InlineData("bindAddress")]
    [InlineData("localIpAddress")]
    [InlineData("localEndPoint")]
    [InlineData("ipAddress")]
    [InlineData("ip")]
    [InlineData("address")]
    [InlineData("baseAddress")]
    [InlineData("url")]
    [InlineData("zip")]
    [InlineData("zipFile")]
    [InlineData("latitude")]
    [InlineData("tokenCount")]
    [InlineData("TokenLength")]
    [InlineData("promptTokens")]
    [InlineData("completionTokens")]
    [InlineData("totalTokens")]
    [InlineData("inputToken")]
    [InlineData("continuationToken")]
    [InlineData("ContinuationToken")]
    [InlineData("nextPageToken")]
    [InlineData("leaseToken")]
    [InlineData("cancellationToken")]
    [InlineData("syntaxToken")]
    [InlineData("jsonToken")]
    [InlineData("stopToken")]
    [InlineData("tokenType")]
    [InlineData("apiKeyName")]
    [InlineData("secretName")]
    [InlineData("secretId")]
    [InlineData("secretLength")]
    [InlineData("PasswordField")]
    [InlineData("passwordPolicy")]
    [InlineData("passwordResetUrl")]
    [InlineData("passwordLength")]
    [InlineData("passwordHash")]
    [InlineData("connectionStringName")]
    [InlineData("credentialProvider")]
    [InlineData("key")]
    [InlineData("primaryKey")]
    [InlineData("cacheKey")]
    [InlineData("publicKey")]
    [InlineData("currentPwdDirectory")]
    [InlineData("pwdWorking")]
    [InlineData("birthPlaceCode")]
    [InlineData("expirationDate")]
    [InlineData("healthCheck")]
    [InlineData("healthStatus")]
    [InlineData("diagnostics")]
    [InlineData("message")]
    [InlineData("_")]
    public void Names_that_only_mention_personal_data_are_silent(string identifier) => Assert.Equal("", Classify(identifier));

    [Theory]
    [InlineData("User", "Name", "person-name")]
    [InlineData("ApplicationUser", "DisplayName", "person-name")]
    [InlineData("CustomerDto", "Name", "person-name")]
    [InlineData("PatientViewModel", "FullName", "person-name")]
    [InlineData("Employee", "Address", "postal-address")]
    [InlineData("Contact", "Mobile", "phone")]
    [InlineData("Agent", "Name", "")]
    [InlineData("UserRole", "Name", "")]
    [InlineData("UserService", "Name", "")]
    [InlineData("UserSettings", "Name", "")]
    [InlineData("Customer", "PlanName", "")]
    [InlineData("FileInfo", "FullName", "")]
    [InlineData("Type", "FullName", "")]
    [InlineData("Model", "DisplayName", "")]
    [InlineData("HttpClient", "BaseAddress", "")]
    [InlineData("Server", "Address", "")]
    [InlineData("TokenLogProbability", "Token", "")]
    [InlineData("SyntaxNode", "Token", "")]
    [InlineData("Agent", "FirstName", "person-name")]
    public void A_bare_name_counts_only_on_a_person(string type, string member, string expected) =>
        Assert.Equal(expected, PersonalDataLexicon.Default.Names(PersonalDataLexicon.Default.Classify(member, ValueKinds.Text, type)));

    [Theory]
    [InlineData("email", nameof(ValueKinds.Number), "")]
    [InlineData("email", nameof(ValueKinds.Mail), "email")]
    [InlineData("dateOfBirth", nameof(ValueKinds.Date), "date-of-birth")]
    [InlineData("createdAt", nameof(ValueKinds.Date), "")]
    [InlineData("firstName", nameof(ValueKinds.Date), "")]
    [InlineData("ssn", nameof(ValueKinds.Number), "government-id")]
    [InlineData("password", nameof(ValueKinds.Number), "")]
    [InlineData("clientIp", nameof(ValueKinds.Ip), "ip-address")]
    [InlineData("userLatitude", nameof(ValueKinds.Decimal), "location")]
    [InlineData("accessToken", nameof(ValueKinds.None), "")]
    public void The_type_decides_what_a_name_can_mean(string identifier, string kinds, string expected) =>
        Assert.Equal(expected, PersonalDataLexicon.Default.Names(PersonalDataLexicon.Default.Classify(identifier, Enum.Parse<ValueKinds>(kinds))));

    [Fact]
    public void The_policy_adds_and_takes_away_names()
    {
        var lexicon = PersonalDataLexicon.With(Policy("personal-name loyaltyCard", "not-personal-name displayName", "not-personal-name userName"));

        Assert.Equal("classified", lexicon.Names(lexicon.Classify("customerLoyaltyCard", ValueKinds.Text)));
        Assert.Equal("", lexicon.Names(lexicon.Classify("loyaltyCardType", ValueKinds.Text)));
        Assert.Equal("", lexicon.Names(lexicon.Classify("UserName", ValueKinds.Text)));
        Assert.Equal("user-name", lexicon.Names(lexicon.Classify("currentUserName", ValueKinds.Text)));
        Assert.Equal("", lexicon.Names(lexicon.Classify("DisplayName", ValueKinds.Text, "User")));
        Assert.Equal("email", lexicon.Names(lexicon.Classify("email", ValueKinds.Text)));
    }

    [Fact]
    public void Unknown_and_damaged_policy_lines_change_nothing()
    {
        var policy = Policy("# personal-name a", "personal-name", "nonsense b", "   ", "personal-name  tabbed # why", "redactor M:Acme.Mask.#ctor(System.String)");

        Assert.Equal(["tabbed"], policy.Names);
        Assert.Empty(policy.IgnoredNames);
        Assert.Equal(["M:Acme.Mask.#ctor(System.String)"], policy.Redactors);
    }

    [Theory]
    [InlineData("surprise email email")]
    [InlineData("class email text odd")]
    public void A_row_that_is_not_understood_is_an_error(string row) =>
        Assert.Throws<FormatException>(() => PersonalDataLexiconRows.Parse([row]));

    [Fact]
    public void Every_class_is_named_once_and_has_a_row_or_an_attribute()
    {
        var rows = PersonalDataLexiconRows.Default;
        Assert.Equal(rows.Classes.Count, rows.Classes.Select(c => c.Id).Distinct().Count());
        var used = rows.NamesByHead.Values.SelectMany(names => names).Select(name => name.Class.Id).ToHashSet();
        Assert.All(rows.Classes, c => Assert.True(used.Contains(c.Id) || c.Id == "classified"));
    }

    private static AnalyzerPolicy Policy(params string[] lines)
    {
        var policy = new AnalyzerPolicy();
        foreach (var line in lines)
        {
            policy.Read(line);
        }

        return policy;
    }

    private static string Classify(string identifier) =>
        PersonalDataLexicon.Default.Names(PersonalDataLexicon.Default.Classify(identifier, ValueKinds.Text));
}
