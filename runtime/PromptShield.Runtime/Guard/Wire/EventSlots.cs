using System.Text;
using System.Text.Json;

namespace PromptShield.Wire;

/// <summary>A string in an event of a streamed answer.</summary>
/// <param name="Start">Offset of the token, its quotation mark included.</param>
/// <param name="Length">Length of the token, quotation marks included.</param>
/// <param name="Value">The decoded string.</param>
/// <param name="Channel">The stream of text that this string is a piece of; null for a string that is complete in itself.</param>
/// <param name="Scope">The choice or output item that it belongs to; null when the event names none.</param>
/// <param name="IsLast">Whether the event says that the channel ends with this piece.</param>
internal readonly record struct EventSlot(int Start, int Length, string Value, string? Channel, string? Scope, bool IsLast);

/// <summary>
/// The strings of one event, and which of them are pieces of a longer text: what stands under <c>delta</c> (OpenAI chat and responses, Anthropic, Cohere, assistants),
/// <c>choices[].text</c> (completions), <c>message.content</c> and <c>response</c> (Ollama), <c>candidates[]</c> (Gemini), <c>token.text</c> (TGI). Everything
/// else repeats or completes a text and is restored whole.
/// </summary>
internal sealed class EventSlots
{
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = 512 };

    private readonly List<(int Start, int Length, string Name, string Value, Node Node, bool IsPiece)> _strings = [];
    private readonly List<Node> _nodes = [];
    private readonly List<string> _scopes = [];
    private readonly bool _isLine;
    private string? _type;
    private bool _isLast;
    private bool _closesChoice;

    private EventSlots(bool isLine) => _isLine = isLine;

    internal List<EventSlot> Slots { get; } = [];

    /// <summary>No piece of text is in the event although it is none of the signs of life: whatever was being written is complete.</summary>
    internal bool ClosesChannels => _isLast || _closesChoice || (_type != "ping" && Slots.TrueForAll(static slot => slot.Channel is null));

    /// <summary>False when the payload is no JSON.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> payload, bool isLine, out EventSlots slots)
    {
        slots = new(isLine);
        try
        {
            slots.Read(payload);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a channel of this scope ends with the event.</summary>
    internal bool Closes(string? scope) => ClosesChannels && (scope is null || _scopes.Count == 0 || _scopes.Contains(scope));

    private void Read(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, Lenient);
        var current = new Node(null, "", isPiece: false);
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    current = current.Enter(name);
                    _nodes.Add(current);
                    name = "";
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    current = current.Parent!;
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    break;
                case JsonTokenType.String:
                    String(ref reader, current, name);
                    name = "";
                    break;
                case JsonTokenType.Number:
                    if (name.EndsWith("index", StringComparison.Ordinal))
                    {
                        current.Identify(name, Encoding.ASCII.GetString(reader.ValueSpan));
                    }

                    name = "";
                    break;
                case JsonTokenType.True:
                    _isLast |= name == "done" && _isLine;
                    name = "";
                    break;
                default:
                    name = "";
                    break;
            }
        }

        Resolve();
    }

    private void String(ref Utf8JsonReader reader, Node node, string name)
    {
        var value = reader.GetString()!;
        if (name == "type" && node.Depth == 1)
        {
            _type = value;
        }

        if (name is "finish_reason" or "finishReason")
        {
            node.IsLast = true;
            _closesChoice = true;
        }

        var kind = WireMembers.KindOf(name);
        if (kind is MemberKind.Opaque or MemberKind.Structural)
        {
            return;
        }

        _strings.Add(((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2, name, value, node, node.IsPiece || name == "delta" || IsPiece(node, name)));
    }

    private bool IsPiece(Node node, string name) => name switch
    {
        "text" => node.Parent?.Name is "choices" || node.Name is "token" || node.IsUnder("candidates"),
        "content" or "thinking" => _isLine && node.Name == "message",
        "response" => _isLine && node.Depth == 1,
        _ => false,
    };

    private void Resolve()
    {
        foreach (var node in _nodes)
        {
            if (node.Scope() is { } known && !_scopes.Contains(known))
            {
                _scopes.Add(known);
            }
        }

        foreach (var (start, length, name, value, node, isPiece) in _strings)
        {
            // Reasoning that is signed comes as a thinking_delta: it must stay what the provider signed.
            if (name == "thinking" && !_isLine)
            {
                continue;
            }

            var scope = node.Scope();
            Slots.Add(isPiece
                ? new(start, length, value, _type + node.Path() + "/" + name, scope, _isLast || node.EndsChoice())
                : new(start, length, value, null, scope, false));
        }
    }

    private sealed class Node(Node? parent, string name, bool isPiece)
    {
        private string _identity = "";
        private string? _index;

        internal Node? Parent => parent;

        internal string Name => name;

        internal int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

        internal bool IsPiece => isPiece;

        internal bool IsLast { get; set; }

        internal Node Enter(string child) => new(this, child, isPiece || child == "delta");

        internal void Identify(string member, string index)
        {
            _identity += member + index;
            if (_index is null || member == "output_index")
            {
                _index = index;
            }
        }

        internal bool IsUnder(string ancestor) => name == ancestor || (parent?.IsUnder(ancestor) ?? false);

        internal string Path() => parent is null ? "" : parent.Path() + "/" + name + _identity;

        // The choice of an answer with several, else the item that the whole event is about.
        internal string? Scope() => parent is null ? null
            : parent.Name == "choices" || Depth == 1 ? _index ?? (Depth == 1 ? null : parent.Scope())
            : parent.Scope();

        internal bool EndsChoice() => IsLast || (parent?.EndsChoice() ?? false);
    }
}
