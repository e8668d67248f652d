using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>Takes typed values out of positioned JSON and reports what does not fit.</summary>
/// <param name="report">Receives offset, code and message of each mistake.</param>
internal sealed class PolicyValues(Action<int, string, string> report)
{
    public void Report(int offset, string code, string message) => report(offset, code, message);

    /// <summary>The members of an object by name; a member that is not known, or stands twice, is an error.</summary>
    public Dictionary<string, PositionedJson> Object(PositionedJson value, string what, params string[] known)
    {
        var members = Map(value, what);
        foreach (var member in value.Members)
        {
            if (members.ContainsKey(member.Name) && Array.IndexOf(known, member.Name) < 0)
            {
                Report(member.Offset, PolicyErrorCodes.UnknownMember, $"{what} has no member '{member.Name}'{NearestName.Suggestion(member.Name, known)}");
                members.Remove(member.Name);
            }
        }

        return members;
    }

    /// <summary>The members of an object whose names the user chooses.</summary>
    public Dictionary<string, PositionedJson> Map(PositionedJson value, string what)
    {
        var members = new Dictionary<string, PositionedJson>(StringComparer.Ordinal);
        if (!Is(value, JsonTokenType.StartObject, what, "an object"))
        {
            return members;
        }

        foreach (var member in value.Members)
        {
            if (members.ContainsKey(member.Name))
            {
                Report(member.Offset, PolicyErrorCodes.DuplicateMember, $"'{member.Name}' stands twice in {what}.");
            }
            else
            {
                members.Add(member.Name, member.Value);
            }
        }

        return members;
    }

    public IReadOnlyList<PositionedJson> List(PositionedJson value, string what)
        => Is(value, JsonTokenType.StartArray, what, "a list") ? value.Elements : [];

    /// <summary>A text that is not empty or blank; null when it is not one.</summary>
    public string? Text(PositionedJson value, string what)
    {
        if (!Is(value, JsonTokenType.String, what, "a text"))
        {
            return null;
        }

        if (value.Text.Trim().Length == 0)
        {
            Report(value.Offset, PolicyErrorCodes.InvalidValue, $"{what} is empty.");
            return null;
        }

        return value.Text;
    }

    public bool? Flag(PositionedJson value, string what)
    {
        if (value.Kind is JsonTokenType.True or JsonTokenType.False)
        {
            return value.Kind == JsonTokenType.True;
        }

        Report(value.Offset, PolicyErrorCodes.WrongType, $"{what} must be true or false.");
        return null;
    }

    public double? Percentage(PositionedJson value, string what)
    {
        if (!Is(value, JsonTokenType.Number, what, "a number from 0 to 100"))
        {
            return null;
        }

        if (value.Number is >= 0 and <= 100)
        {
            return value.Number;
        }

        Report(value.Offset, PolicyErrorCodes.InvalidValue, $"{what} must be a number from 0 to 100.");
        return null;
    }

    public string? OneOf(PositionedJson value, string what, IReadOnlyList<string> allowed)
    {
        if (Text(value, what) is not { } text)
        {
            return null;
        }

        if (allowed.Contains(text))
        {
            return text;
        }

        Report(value.Offset, PolicyErrorCodes.InvalidValue, $"{what} must be one of: {string.Join(", ", allowed)}.");
        return null;
    }

    public bool Is(PositionedJson value, JsonTokenType kind, string what, string expected)
    {
        if (value.Kind == kind)
        {
            return true;
        }

        Report(value.Offset, PolicyErrorCodes.WrongType, $"{what} must be {expected}.");
        return false;
    }
}
