using System.Text;
using System.Text.Json;
using PromptShield.Detection;

namespace PromptShield.Wire;

/// <summary>
/// Rewrites the content of a JSON request body in place of a typed round trip: walks the tokens and replaces only strings in which something was found. A JSON number
/// becomes a string with the placeholder if it is a payment card (13 to 19 digits, issuer and check digit), unless its name says that it belongs to the protocol
/// (<c>seed</c>, <c>max_tokens</c>); in the application's own objects if anything is found in it. JSON inside a string is walked too and stays JSON.
/// </summary>
internal ref struct RequestJson
{
    private const int MaxDepth = 512;
    private const int MaxNesting = 4;
    private const int MinCard = 13;
    private const int MaxCard = 19;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    private readonly ReadOnlySpan<byte> _json;
    private readonly ShieldedRequest _request;
    private readonly bool _survey;
    private readonly int _nesting;
    private readonly JsonSplices _splices = new();
    private readonly Stack<Container> _containers = new();
    private bool _streaming;

    private RequestJson(ReadOnlySpan<byte> json, ShieldedRequest request, bool survey, int nesting)
    {
        _json = json;
        _request = request;
        _survey = survey;
        _nesting = nesting;
    }

    /// <summary>The body as it may leave; null when it may leave as it is.</summary>
    /// <exception cref="JsonException">The body is not JSON.</exception>
    /// <exception cref="InvalidOperationException">A string holds bytes or escapes that are no text.</exception>
    internal static byte[]? Rewrite(ReadOnlySpan<byte> json, ShieldedRequest request)
    {
        if (MayHoldPlaceholders(json))
        {
            new RequestJson(json, request, survey: true, nesting: 0).Walk();
        }

        var rewriting = new RequestJson(json, request, survey: false, nesting: 0);
        rewriting.Walk();
        request.Streaming |= rewriting._streaming;
        return rewriting._splices.IsEmpty ? null : rewriting._splices.Apply(json);
    }

    /// <summary>A JSON text of the application (a tool's result, a call's arguments): every member is content. Null when it may leave as it is.</summary>
    internal static byte[]? RewriteFree(ReadOnlySpan<byte> json, ShieldedRequest request, bool survey)
    {
        var rewriting = new RequestJson(json, request, survey, nesting: 1);
        rewriting.Walk();
        return rewriting._splices.IsEmpty ? null : rewriting._splices.Apply(json);
    }

    /// <summary>A text that may be JSON itself. Null when it may leave as it is.</summary>
    internal static string? RewriteText(string text, ShieldedRequest request, bool survey, int nesting = 0)
    {
        if (nesting < MaxNesting && LooksLikeJson(text))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (IsJson(bytes))
            {
                var rewriting = new RequestJson(bytes, request, survey, nesting + 1);
                rewriting.Walk();
                return rewriting._splices.IsEmpty ? null : Encoding.UTF8.GetString(rewriting._splices.Apply(bytes));
            }
        }

        if (survey)
        {
            request.Survey(text);
            return null;
        }

        return request.TryProtect(text, out var safe) ? safe : null;
    }

    private void Walk()
    {
        var reader = new Utf8JsonReader(_json, Strict);
        string? name = null;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                case JsonTokenType.StartArray:
                    Open(ref reader, name);
                    name = null;
                    break;
                case JsonTokenType.EndObject:
                case JsonTokenType.EndArray:
                    _containers.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString();
                    if (IsFree)
                    {
                        Text(ref reader, name!);
                    }

                    break;
                case JsonTokenType.String:
                    String(ref reader, name);
                    name = null;
                    break;
                case JsonTokenType.Number:
                    Number(ref reader, name);

                    name = null;
                    break;
                case JsonTokenType.True:
                    _streaming |= name == "stream" && _containers.Count == 1 && _nesting == 0;
                    name = null;
                    break;
                default:
                    name = null;
                    break;
            }
        }
    }

    private readonly bool IsFree => _containers.Count > 0 ? _containers.Peek().IsFree : _nesting > 0;

    private readonly void Open(ref Utf8JsonReader reader, string? name)
    {
        var isFree = IsFree;
        var kind = _containers.Count > 0 && name is null ? _containers.Peek().Kind : MemberKind.Content;
        if (name is not null && !isFree)
        {
            kind = WireMembers.KindOf(name);
        }

        var isArray = reader.TokenType == JsonTokenType.StartArray;
        if (!_survey && isArray && WireMembers.MayHoldTokens(name) && HoldsNumbers(reader))
        {
            _request.CountNotScanned();
        }

        _containers.Push(new(isArray && kind != MemberKind.FreeForm ? kind : MemberKind.Content, isFree || (kind == MemberKind.FreeForm && !isArray), !isArray && WireMembers.IsSigned(reader)));
    }

    private readonly void String(ref Utf8JsonReader reader, string? name)
    {
        var kind = IsFree ? MemberKind.Content : name is not null ? WireMembers.KindOf(name) : _containers.Count > 0 ? _containers.Peek().Kind : MemberKind.Content;
        var isOpaque = kind == MemberKind.Opaque || (kind == MemberKind.Thinking && _containers.Peek().IsSigned) || WireMembers.IsEncodedData(reader.ValueSpan);
        if (!_survey && (isOpaque || WireMembers.IsMedia(reader.ValueSpan, kind)))
        {
            _request.CountNotScanned();
        }

        if (isOpaque)
        {
            return;
        }

        var value = reader.GetString()!;
        if (kind != MemberKind.Structural || !WireMembers.IsToken(value))
        {
            Text(ref reader, value);
        }
    }

    private readonly void Text(ref Utf8JsonReader reader, string value)
    {
        if (RewriteText(value, _request, _survey, _nesting) is { } safe)
        {
            _splices.Replace(reader, safe);
        }
    }

    private readonly void Number(ref Utf8JsonReader reader, string? name)
    {
        if (_survey || reader.ValueSpan.Length < MinCard)
        {
            return;
        }

        // Where the member may be the protocol's, only what is surest to be personal.
        Span<char> digits = stackalloc char[MaxCard];
        var isContent = IsFree || (reader.ValueSpan.Length <= MaxCard && !WireMembers.IsProtocolNumber(name)
            && Encoding.ASCII.TryGetChars(reader.ValueSpan, digits, out var count) && digits[..count].IndexOfAnyExceptInRange('0', '9') < 0 && PaymentCard.IsCard(digits[..count]));
        if (isContent && _request.TryProtect(Encoding.ASCII.GetString(reader.ValueSpan), out var safe))
        {
            _splices.Replace(reader, safe);
        }
    }

    private static bool HoldsNumbers(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
        }

        return reader.TokenType == JsonTokenType.Number;
    }

    private static bool LooksLikeJson(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length > 1 && (text[0], text[^1]) is ('{', '}') or ('[', ']') or ('"', '"');
    }

    private static bool IsJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Strict);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MayHoldPlaceholders(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u005"u8) >= 0)
        {
            return true;
        }

        foreach (var kind in PersonalDataClassNames.All)
        {
            if (json.IndexOf(Encoding.ASCII.GetBytes("[" + kind.Label() + "_")) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Container(MemberKind Kind, bool IsFree, bool IsSigned);
}
