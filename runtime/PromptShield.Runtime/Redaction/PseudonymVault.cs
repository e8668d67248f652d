using System.Globalization;

namespace PromptShield.Redaction;

/// <summary>
/// The values of one request and the placeholders that stand for them: <c>[EMAIL_1]</c>. The same value gets the same placeholder, numbers follow the
/// order of appearance, so that a conversation that is sent again with one more turn is replaced as before (prompt caches stay warm).
/// A number whose placeholder the request already holds is never given out: such text stays what it is. Thread-safe.
/// </summary>
internal sealed class PseudonymVault
{
    private readonly object _gate = new();
    private readonly Dictionary<(PersonalDataClass Class, string Value), string> _placeholders = [];
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reserved = new(StringComparer.Ordinal);
    private readonly int[] _numbers = new int[PersonalDataClassNames.All.Length];

    /// <summary>The length of the longest placeholder that was given out; 0 when none was.</summary>
    internal int LongestPlaceholder { get; private set; }

    internal bool IsEmpty => LongestPlaceholder == 0;

    /// <summary>Keeps every placeholder-like token of <paramref name="text"/> from being given out.</summary>
    internal void Reserve(ReadOnlySpan<char> text)
    {
        for (var position = 0; Placeholder.TryFindNext(text, position, out var start, out var length); position = start + length)
        {
            lock (_gate)
            {
                var token = text.Slice(start, length).ToString();
                if (!_values.ContainsKey(token))
                {
                    _reserved.Add(token);
                }
            }
        }
    }

    internal string PlaceholderOf(PersonalDataClass kind, string value)
    {
        lock (_gate)
        {
            if (_placeholders.TryGetValue((kind, value), out var placeholder))
            {
                return placeholder;
            }

            do
            {
                placeholder = string.Create(CultureInfo.InvariantCulture, $"[{kind.Label()}_{++_numbers[(int)kind]}]");
            }
            while (_reserved.Contains(placeholder));

            _placeholders.Add((kind, value), placeholder);
            _values.Add(placeholder, value);
            LongestPlaceholder = Math.Max(LongestPlaceholder, placeholder.Length);
            return placeholder;
        }
    }

    /// <summary>The value behind a placeholder, or null when this vault did not give it out.</summary>
    internal string? ValueOf(ReadOnlySpan<char> placeholder)
    {
        lock (_gate)
        {
            return _values.GetValueOrDefault(placeholder.ToString());
        }
    }
}
