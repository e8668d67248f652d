namespace PromptShield.Wire;

/// <summary>The payload of one event: the line itself, or the data of a server-sent event (WHATWG HTML §9.2.6: several data lines are joined by line feeds).</summary>
internal readonly ref struct EventPayload
{
    private readonly int _start;
    private readonly bool _isSingle;

    private EventPayload(ReadOnlySpan<byte> @event, ReadOnlySpan<byte> text, int start, bool isSingle)
    {
        Event = @event;
        Text = text;
        _start = start;
        _isSingle = isSingle;
    }

    /// <summary>The event with its line ends.</summary>
    internal ReadOnlySpan<byte> Event { get; }

    /// <summary>The payload.</summary>
    internal ReadOnlySpan<byte> Text { get; }

    internal bool IsEmpty => Text.IsEmpty;

    internal static EventPayload Of(ReadOnlySpan<byte> bytes, BodyKind kind)
    {
        if (kind == BodyKind.JsonLines)
        {
            return new(bytes, bytes.Trim("\r\n \t"u8), bytes.Length - bytes.TrimStart("\r\n \t"u8).Length, isSingle: true);
        }

        var text = ReadOnlySpan<byte>.Empty;
        var start = 0;
        var lines = 0;
        byte[]? joined = null;
        for (var position = 0; position < bytes.Length;)
        {
            var end = bytes[position..].IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? bytes[position..] : bytes.Slice(position, end);
            if (line.StartsWith("data:"u8) || line.SequenceEqual("data"u8))
            {
                var skip = Math.Min(line.Length, line.StartsWith("data: "u8) ? 6 : 5);
                if (lines++ == 0)
                {
                    text = line[skip..];
                    start = position + skip;
                }
                else
                {
                    text = joined = [.. text, (byte)'\n', .. line[skip..]];
                }
            }

            position += line.Length + 1;
        }

        return new(bytes, text, start, joined is null);
    }

    /// <summary>The event with another payload.</summary>
    internal byte[] With(ReadOnlySpan<byte> payload)
    {
        var single = Single();
        var (start, length) = SingleText();
        return [.. single[..start], .. payload, .. single[(start + length)..]];
    }

    /// <summary>The event with its payload in one line.</summary>
    internal ReadOnlySpan<byte> Single()
    {
        if (_isSingle)
        {
            return Event;
        }

        var result = new List<byte>();
        for (var position = 0; position < Event.Length;)
        {
            var end = Event[position..].IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? Event[position..] : Event.Slice(position, end + 1);
            if (!line.StartsWith("data"u8) && line.Length > 1)
            {
                result.AddRange(line);
            }

            position += line.Length;
        }

        result.AddRange("data: "u8);
        foreach (var c in Text)
        {
            // A line feed between JSON tokens is white space; inside a string it would have been escaped.
            result.Add(c == '\n' ? (byte)' ' : c);
        }

        result.AddRange("\n\n"u8);
        return result.ToArray();
    }

    /// <summary>Where the payload stands in <see cref="Single"/>.</summary>
    internal (int Start, int Length) SingleText()
    {
        if (_isSingle)
        {
            return (_start, Text.Length);
        }

        return (Single().Length - 2 - Text.Length, Text.Length);
    }
}
