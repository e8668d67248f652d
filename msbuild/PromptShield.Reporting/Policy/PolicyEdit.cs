using System.Text;
using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>Changes a policy file as text: comments, order and layout stay as people wrote them.</summary>
public static class PolicyEdit
{
    /// <summary>The member that names a baseline.</summary>
    public static string BaselineMember(string baseline) => $"\"baseline\": \"{JsonEncodedText.Encode(baseline)}\"";

    /// <summary>Names a baseline in a policy that names none.</summary>
    /// <param name="path">The policy.</param>
    /// <param name="baseline">The baseline, relative to the policy.</param>
    /// <returns>False when the file cannot be changed without changing something else in it; then nothing is written.</returns>
    public static bool TryNameBaseline(string path, string baseline)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (WithBaseline(bytes, baseline) is not { } text)
        {
            return false;
        }

        WholeFile.Write(path, text);
        return true;
    }

    /// <summary>The text with the member after <c>version</c>; null when the result would not be the same policy with a baseline.</summary>
    internal static string? WithBaseline(byte[] policy, string baseline)
    {
        if (PolicyDocument.Read("", policy).Policy is not { Baseline: null })
        {
            return null;
        }

        var members = PositionedJsonParser.Parse(policy).Members;
        int version = members.FindIndex(member => member.Name == "version");
        int offset = version + 1 < members.Count ? LineAfter(policy, members[version], members[version + 1]) : members[version].Offset;
        string before = Encoding.UTF8.GetString(policy, 0, offset);
        string separator = Separator(Encoding.UTF8.GetString(policy, 0, members[version].Offset));
        string member = BaselineMember(baseline) + ",";
        string text = (before.EndsWith("\n", StringComparison.Ordinal) ? before + separator.TrimStart('\r', '\n') + member + separator.TrimEnd(' ', '\t') : before + member + separator)
            + Encoding.UTF8.GetString(policy, offset, policy.Length - offset);
        return PolicyDocument.Read("", Encoding.UTF8.GetBytes(text)).Policy?.Baseline == baseline ? text : null;
    }

    /// <summary>Where the line after <paramref name="member"/> begins, so that a comment above the next member stays with it; else where that begins.</summary>
    private static int LineAfter(byte[] policy, PositionedMember member, PositionedMember next)
    {
        int end = Array.IndexOf(policy, (byte)'\n', member.Value.Offset, next.Offset - member.Value.Offset);
        return end >= 0 && Array.IndexOf(policy, (byte)',', member.Value.Offset, end - member.Value.Offset) >= 0
            && Array.IndexOf(policy, (byte)'*', member.Value.Offset, end - member.Value.Offset) < 0
            ? end + 1
            : next.Offset;
    }

    /// <summary>What stands between two members here: a line break with the indent of this line, or a blank in a policy of one line.</summary>
    private static string Separator(string before)
    {
        int line = before.LastIndexOf('\n') + 1;
        string indent = before.Substring(line);
        return line == 0 || indent.Trim().Length > 0 ? " " : (line > 1 && before[line - 2] == '\r' ? "\r\n" : "\n") + indent;
    }
}
