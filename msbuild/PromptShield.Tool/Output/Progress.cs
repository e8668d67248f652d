namespace PromptShield.Tool;

/// <summary>Says what goes on: a line that renews itself on a terminal, one line a step elsewhere.</summary>
internal sealed class Progress(TextWriter error)
{
    private readonly bool _terminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private int _shown;

    /// <summary>A step began.</summary>
    public void Step(string text)
    {
        Clear();
        error.WriteLine(text);
    }

    /// <summary>Something moved within the step; shown on a terminal only.</summary>
    public void Move(string text)
    {
        if (_terminal)
        {
            Clear();
            string line = text.Length > 100 ? text[..99] + "…" : text;
            error.Write(line);
            _shown = line.Length;
        }
    }

    /// <summary>Removes what <see cref="Move"/> shows.</summary>
    public void Clear()
    {
        if (_shown > 0)
        {
            error.Write('\r' + new string(' ', _shown) + '\r');
            _shown = 0;
        }
    }
}
