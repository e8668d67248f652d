namespace PromptShield.Reporting;

/// <summary>A short name for people out of a documentation comment id.</summary>
internal static class MemberName
{
    /// <summary><c>M:OpenAI.Chat.ChatClient.CompleteChat(...)</c> gives <c>ChatClient.CompleteChat</c>; what is no such id stays as it is.</summary>
    public static string Of(string documentationId)
    {
        if (documentationId.Length < 3 || documentationId[1] != ':')
        {
            return documentationId;
        }

        int end = documentationId.IndexOf('(');
        string path = end < 0 ? documentationId.Substring(2) : documentationId.Substring(2, end - 2);
        string[] parts = path.Split('.');
        string name = string.Join(".", parts.Skip(Math.Max(0, parts.Length - 2)).Select(part => WithoutArity(part).Replace("#ctor", "new")));
        return name.Length > 0 ? name : documentationId;
    }

    private static string WithoutArity(string name)
    {
        int tick = name.IndexOf('`');
        return tick <= 0 ? name : name.Substring(0, tick);
    }
}
