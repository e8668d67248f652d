namespace PromptShield.Analyzers.Catalog;

/// <summary>
/// What the <c>promptshield*.txt</c> additional files say: words of personal data, redactors, and the registers of what is approved. Unknown lines
/// are passed over: the build validates the policy, and a newer build may know more kinds of line.
/// </summary>
internal sealed class AnalyzerPolicy
{
    private const string SinkPrefix = "sink-";
    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>A policy that says nothing.</summary>
    public static AnalyzerPolicy Empty { get; } = new();

    /// <summary>Identifiers that name personal data.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Identifiers that do not, whatever the lexicon says.</summary>
    public List<string> IgnoredNames { get; } = [];

    /// <summary>Documentation ids of methods whose result is redacted.</summary>
    public HashSet<string> Redactors { get; } = new(StringComparer.Ordinal);

    /// <summary>Documentation ids of methods and constructors that give a guarded client.</summary>
    public HashSet<string> Guards { get; } = new(StringComparer.Ordinal);

    /// <summary>Documentation ids of methods, properties and fields that give content of an origin.</summary>
    public Dictionary<string, ContentLabels> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that do something with content.</summary>
    public List<ContentSink> Sinks { get; } = [];

    /// <summary>What the policy approves, by kind of register.</summary>
    public Registers Approved { get; } = new();

    /// <summary>
    /// Reads lines <c>personal-name x</c>, <c>not-personal-name x</c>, <c>redactor M:x</c>, <c>guard M:x</c>, <c>source-… M:x</c>, <c>sink-… M:x</c> and
    /// <c>approved-… x</c> (<see cref="Registers"/>); <c>#</c> begins a comment.
    /// </summary>
    public void Read(string line)
    {
        var comment = line.IndexOf('#');

        // Documentation ids hold a '#' for constructors: only one at the start or after a blank is a comment.
        while (comment > 0 && !char.IsWhiteSpace(line[comment - 1]))
        {
            comment = line.IndexOf('#', comment + 1);
        }

        var text = (comment < 0 ? line : line.Substring(0, comment)).Trim();
        var blank = text.IndexOfAny(Blanks);
        if (blank < 0)
        {
            return;
        }

        var argument = text.Substring(blank + 1).Trim();
        switch (text.Substring(0, blank))
        {
            case "personal-name":
                Names.Add(argument);
                break;
            case "not-personal-name":
                IgnoredNames.Add(argument);
                break;
            case "redactor":
                Redactors.Add(argument);
                break;
            case "guard":
                Guards.Add(argument);
                break;
            case "source-answer":
                Sources[argument] = ContentLabels.Answer;
                break;
            case "source-request":
                Sources[argument] = ContentLabels.Request;
                break;
            case "source-retrieved":
                Sources[argument] = ContentLabels.Retrieved;
                break;
            case { } kind when kind.StartsWith(SinkPrefix, StringComparison.Ordinal):
                Sinks.Add(ContentSink.Declared(kind.Substring(SinkPrefix.Length), argument));
                break;
            case { } kind:
                Approved.Add(kind, argument);
                break;
        }
    }
}
