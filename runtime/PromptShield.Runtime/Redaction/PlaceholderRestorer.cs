using System.Text;

namespace PromptShield.Redaction;

/// <summary>Puts the originals back where a vault's placeholders stand.</summary>
internal static class PlaceholderRestorer
{
    /// <summary>The text with originals; the same instance when it holds no placeholder of the vault.</summary>
    internal static string Restore(PseudonymVault vault, string text) => TryRestore(vault, text, out var restored) ? restored : text;

    /// <summary>False when the text holds no placeholder of the vault.</summary>
    internal static bool TryRestore(PseudonymVault vault, ReadOnlySpan<char> text, out string restored)
    {
        restored = "";
        if (vault.IsEmpty)
        {
            return false;
        }

        StringBuilder? result = null;
        var copied = 0;
        for (var position = 0; Placeholder.TryFindNext(text, position, out var start, out var length); position = start + length)
        {
            if (vault.ValueOf(text.Slice(start, length)) is { } value)
            {
                result ??= new StringBuilder(text.Length + value.Length);
                result.Append(text[copied..start]).Append(value);
                copied = start + length;
            }
        }

        if (result is null)
        {
            return false;
        }

        restored = result.Append(text[copied..]).ToString();
        return true;
    }
}

/// <summary>
/// Restores one stream of text that arrives in pieces. What could be the beginning of a placeholder is held back (at most the longest placeholder minus one
/// char) until the next piece or <see cref="Flush"/>. Not thread-safe: one instance a stream of text.
/// </summary>
internal sealed class StreamingRestorer(PseudonymVault vault)
{
    private string _held = "";

    internal bool HoldsText => _held.Length > 0;

    /// <summary>The text that may be shown now.</summary>
    internal string Append(string piece)
    {
        if (piece.Length == 0)
        {
            return piece;
        }

        var text = _held.Length == 0 ? piece : _held + piece;
        var end = Placeholder.UnfinishedStart(text, vault.LongestPlaceholder);
        _held = end == text.Length ? "" : text[end..];
        return PlaceholderRestorer.Restore(vault, end == text.Length ? text : text[..end]);
    }

    /// <summary>What is still held back: the text is over, or goes on elsewhere.</summary>
    internal string Flush()
    {
        var held = _held;
        _held = "";
        return held;
    }
}
