namespace PromptShield;

/// <summary>The shield refused a request before a byte of it left. It says what was found and how often, never the value.</summary>
public sealed class PromptBlockedException : Exception
{
    internal PromptBlockedException(string message, IReadOnlyDictionary<string, int> findings, Exception? inner = null)
        : base(message, inner)
    {
        Findings = findings;
    }

    /// <summary>Occurrences per class that was found (<c>email</c>, <c>phone</c>, …); empty when nothing was found but the request could not be inspected.</summary>
    public IReadOnlyDictionary<string, int> Findings { get; }
}
