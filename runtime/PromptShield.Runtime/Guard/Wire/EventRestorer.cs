using System.Text;
using PromptShield.Redaction;

namespace PromptShield.Wire;

/// <summary>
/// Restores the originals in the events of one streamed answer. A placeholder may be split over events: each stream of text (a choice's content, one
/// tool call's arguments, …) holds its own beginning of a placeholder back until the next piece, and lets go before the event that completes the text.
/// </summary>
internal sealed class EventRestorer(BodyKind kind, PseudonymVault vault)
{
    private readonly Dictionary<string, Channel> _channels = new(StringComparer.Ordinal);

    /// <summary>Writes the event with originals to <paramref name="output"/>, preceded by what was held back if the event completes it.</summary>
    internal void Restore(ReadOnlySpan<byte> bytes, Stream output)
    {
        var payload = EventPayload.Of(bytes, kind);
        if (payload.IsEmpty)
        {
            output.Write(bytes);
        }
        else if (payload.Text.SequenceEqual("[DONE]"u8))
        {
            Flush(output);
            output.Write(bytes);
        }
        else if (EventSlots.TryRead(payload.Text, kind == BodyKind.JsonLines, out var slots))
        {
            Restore(payload, slots, output);
        }
        else
        {
            output.Write(PlaceholderRestorer.TryRestore(vault, Encoding.UTF8.GetString(payload.Text), out var text)
                ? payload.With(Encoding.UTF8.GetBytes(text))
                : bytes);
        }
    }

    /// <summary>The stream is over: writes what is still held back.</summary>
    internal void Flush(Stream output)
    {
        foreach (var channel in _channels.Values)
        {
            channel.Release(output);
        }
    }

    private void Restore(EventPayload payload, EventSlots slots, Stream output)
    {
        foreach (var (name, channel) in _channels)
        {
            if (channel.Restorer.HoldsText && slots.Closes(channel.Scope) && !slots.Slots.Exists(slot => slot.Channel == name))
            {
                channel.Release(output);
            }
        }

        var splices = new JsonSplices();
        foreach (var slot in slots.Slots)
        {
            var text = slot.Channel is null ? PlaceholderRestorer.Restore(vault, slot.Value) : Piece(payload, slots, slot);
            if (!ReferenceEquals(text, slot.Value) && text != slot.Value)
            {
                splices.Replace(slot.Start, slot.Length, text);
            }
        }

        output.Write(splices.IsEmpty ? payload.Event : payload.With(splices.Apply(payload.Text)));
    }

    private string Piece(EventPayload payload, EventSlots slots, EventSlot slot)
    {
        if (!_channels.TryGetValue(slot.Channel!, out var channel))
        {
            _channels.Add(slot.Channel!, channel = new(new(vault), slot.Scope));
        }

        var text = channel.Restorer.Append(slot.Value);
        if (slot.IsLast)
        {
            return text + channel.Restorer.Flush();
        }

        if (channel.Restorer.HoldsText)
        {
            channel.Remember(payload, slots, slot);
        }

        return text;
    }

    /// <summary>One stream of text, and the last event of it, in whose clothes held text leaves.</summary>
    private sealed class Channel(StreamingRestorer restorer, string? scope)
    {
        private byte[] _event = [];
        private int _textStart;
        private int _textLength;
        private List<(int Start, int Length, bool IsOwn)> _pieces = [];

        internal StreamingRestorer Restorer => restorer;

        internal string? Scope => scope;

        internal void Remember(EventPayload payload, EventSlots slots, EventSlot own)
        {
            _event = payload.Single().ToArray();
            (_textStart, _textLength) = payload.SingleText();
            _pieces = [];
            foreach (var slot in slots.Slots)
            {
                if (slot.Channel is not null)
                {
                    _pieces.Add((slot.Start, slot.Length, slot.Start == own.Start));
                }
            }
        }

        internal void Release(Stream output)
        {
            if (!restorer.HoldsText)
            {
                return;
            }

            var held = restorer.Flush();
            var splices = new JsonSplices();
            foreach (var (start, length, isOwn) in _pieces)
            {
                splices.Replace(start, length, isOwn ? held : "");
            }

            var bytes = _event.AsSpan();
            output.Write(bytes[.._textStart]);
            output.Write(splices.Apply(bytes.Slice(_textStart, _textLength)));
            output.Write(bytes[(_textStart + _textLength)..]);
        }
    }
}
