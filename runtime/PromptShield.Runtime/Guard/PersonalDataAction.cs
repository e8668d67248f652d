namespace PromptShield;

/// <summary>What the shield does with personal data in a request.</summary>
public enum PersonalDataAction
{
    /// <summary>A placeholder such as <c>[EMAIL_1]</c> leaves in place of the value.</summary>
    Replace,

    /// <summary>The request does not leave; a <see cref="PromptBlockedException"/> is thrown.</summary>
    Block,

    /// <summary>The request leaves as it is; the evidence says what was in it.</summary>
    Allow,
}

internal static class PersonalDataActionNames
{
    private static readonly string[] Names = ["replace", "block", "allow"];

    internal static string Name(this PersonalDataAction action) => Names[(int)action];

    internal static bool TryParse(string? name, out PersonalDataAction action)
    {
        var index = Array.IndexOf(Names, name);
        action = (PersonalDataAction)Math.Max(index, 0);
        return index >= 0;
    }
}
