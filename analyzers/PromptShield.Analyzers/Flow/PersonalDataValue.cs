using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>How a value is turned into the text of a log, which decides what an object shows.</summary>
internal enum ShownForm
{
    /// <summary>By <c>ToString</c>: a record shows its members, a class its name, a list its type.</summary>
    Text,

    /// <summary>As the argument of a message template: like <see cref="Text"/>, but a sequence shows its items.</summary>
    Item,

    /// <summary>With all its members: <c>{@x}</c>.</summary>
    Members,

    /// <summary>With the members that JSON serialization writes.</summary>
    Json,

    /// <summary>By a logger of one's own, which may do anything with it: its direct members count.</summary>
    Own,
}

/// <summary>What a value holds: classes of personal data, in the clear and redacted, and which parameters of the method that is summarised it comes from.</summary>
internal readonly struct PersonalDataValue
{
    /// <summary>Nothing personal, and known so: a constant, a number, a hash.</summary>
    public static readonly PersonalDataValue Clean = new() { IsClean = true };

    /// <summary>Nothing that the analysis knows of: a name may still tell.</summary>
    public static readonly PersonalDataValue Unknown;

    /// <summary>Classes in the clear.</summary>
    public DataClasses Classes { get; init; }

    /// <summary>Classes that came through a redactor.</summary>
    public DataClasses Redacted { get; init; }

    /// <summary>Parameters whose value is in this one, bit by position.</summary>
    public ulong Parameters { get; init; }

    /// <summary>Parameters that are in this value through a redactor only.</summary>
    public ulong RedactedParameters { get; init; }

    /// <summary>Whether the absence of classes is knowledge.</summary>
    public bool IsClean { get; init; }

    /// <summary>The symbol that made the value personal.</summary>
    public ISymbol? Source { get; init; }

    /// <summary>The last place that the value went through; null when it is used where it comes from.</summary>
    public FlowStep? Step { get; init; }

    /// <summary>Whether nothing was found in it.</summary>
    public bool IsEmpty => Classes == 0 && Redacted == 0 && Parameters == 0 && RedactedParameters == 0;

    /// <summary>A value of these classes; <see cref="Unknown"/> when there are none.</summary>
    public static PersonalDataValue Of(DataClasses classes, ISymbol source) =>
        classes == 0 ? Unknown : new() { Classes = classes, Source = source };

    /// <summary>What a value holds that is made of, or may be, either of two.</summary>
    public static PersonalDataValue operator |(PersonalDataValue left, PersonalDataValue right) => new()
    {
        Classes = left.Classes | right.Classes,
        Redacted = left.Redacted | right.Redacted,
        Parameters = left.Parameters | right.Parameters,
        RedactedParameters = left.RedactedParameters | right.RedactedParameters,
        IsClean = left.IsClean && right.IsClean,
        Source = left.Source ?? right.Source,
        Step = left.Source is null ? right.Step : left.Step,
    };

    /// <summary>The value after it went through <paramref name="node"/>.</summary>
    public PersonalDataValue At(SyntaxNode node) => Source is null || Step?.IsOnLineOf(node) == true ? this : this with { Step = new FlowStep(node, Step) };

    /// <summary>The value after a redactor.</summary>
    public PersonalDataValue AfterRedaction() => new()
    {
        Redacted = Classes | Redacted,
        RedactedParameters = Parameters | RedactedParameters,
        IsClean = true,
        Source = Source,
        Step = Step,
    };

    /// <summary>The value without some classes, of which it shows too little to matter.</summary>
    public PersonalDataValue Without(DataClasses classes) => new()
    {
        Classes = Classes & ~classes,
        Redacted = Redacted,
        Parameters = Parameters,
        RedactedParameters = RedactedParameters,
        IsClean = IsClean || (Classes & classes) != 0,
        Source = Source,
        Step = Step,
    };
}
