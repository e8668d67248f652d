namespace PromptShield;

/// <summary>The kinds of personal data that the shield finds.</summary>
public enum PersonalDataClass
{
    /// <summary>An e-mail address.</summary>
    Email,

    /// <summary>A telephone number, international or national.</summary>
    Phone,

    /// <summary>A US social security number.</summary>
    UsSocialSecurityNumber,

    /// <summary>A payment card number.</summary>
    PaymentCard,

    /// <summary>An international bank account number.</summary>
    Iban,
}

/// <summary>The names under which a class appears: in placeholders, and in evidence and exceptions.</summary>
internal static class PersonalDataClassNames
{
    internal static readonly PersonalDataClass[] All = Enum.GetValues<PersonalDataClass>();

    private static readonly string[] Labels = ["EMAIL", "PHONE", "SSN", "CARD", "IBAN"];
    private static readonly string[] Names = ["email", "phone", "us-ssn", "payment-card", "iban"];

    /// <summary>The word in a placeholder, e.g. <c>EMAIL</c> in <c>[EMAIL_1]</c>.</summary>
    internal static string Label(this PersonalDataClass value) => Labels[(int)value];

    /// <summary>The word in evidence and messages, e.g. <c>email</c>.</summary>
    internal static string Name(this PersonalDataClass value) => Names[(int)value];
}
