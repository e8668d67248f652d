using System.Diagnostics.CodeAnalysis;
using PromptShield.Redaction;

namespace PromptShield;

/// <summary>
/// One request on its way through the shield. Adapters call <see cref="Survey"/> for every text of the request, then <see cref="Protect(string)"/> for every
/// text, then <see cref="Commit"/>; only then may the request leave. Texts of the answer go through <see cref="Restore"/>. Members are thread-safe, since
/// tools may run in parallel.
/// </summary>
internal sealed class ShieldedRequest
{
    private readonly ShieldOptions _options;
    private readonly string _target;
    private readonly int[] _counts = new int[PersonalDataClassNames.All.Length];
    private Exception? _refusedLater;
    private int _notScanned;
    private string? _refusal;

    internal ShieldedRequest(ShieldOptions options, string target, bool streaming)
        : this(options, target, streaming, new PseudonymVault())
    {
    }

    private ShieldedRequest(ShieldOptions options, string target, bool streaming, PseudonymVault vault)
    {
        _options = options;
        _target = target;
        Streaming = streaming;
        Vault = vault;
    }

    internal PseudonymVault Vault { get; }

    /// <summary>Whether the answer can hold anything to restore.</summary>
    internal bool RestoresAnswer => _options is { Action: PersonalDataAction.Replace, RestoreOriginals: true } && !Vault.IsEmpty;

    internal bool Streaming { get; set; }

    /// <summary>Learns which placeholder-like tokens the request already holds, so that none is given out twice.</summary>
    internal void Survey(ReadOnlySpan<char> text) => Vault.Reserve(text);

    [return: NotNullIfNotNull(nameof(text))]
    internal string? Protect(string? text) => text is not null && TryProtect(text, out var safe) ? safe : text;

    /// <summary>False when the text may leave as it is.</summary>
    internal bool TryProtect(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? safe)
    {
        safe = null;
        var findings = _options.Detector.Detect(text);
        if (findings is null)
        {
            return false;
        }

        foreach (var finding in findings)
        {
            Interlocked.Increment(ref _counts[(int)finding.Class]);
        }

        if (_options.Action != PersonalDataAction.Replace)
        {
            return false;
        }

        safe = Replacement.Pseudonymize(text, findings, Vault);
        return true;
    }

    internal void CountFindingsOf(ShieldedRequest aside)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            Interlocked.Add(ref _counts[i], aside._counts[i]);
        }
    }

    internal void CountNotScanned(int parts = 1) => Interlocked.Add(ref _notScanned, parts);

    /// <summary>A body or an object that cannot be looked into: refused unless the options allow it.</summary>
    internal void Uninspectable(string why)
    {
        CountNotScanned();
        if (!_options.AllowUninspectedBodies)
        {
            _refusal ??= why + ". Set ShieldOptions.AllowUninspectedBodies to let such requests leave";
        }
    }

    /// <summary>Whether anything may be changed or refused.</summary>
    internal bool LeavesAsItIs => _options.Action == PersonalDataAction.Allow;

    /// <summary>Personal data was found where no placeholder can stand: refused unless personal data may leave.</summary>
    internal void Irreplaceable(string where)
    {
        if (!LeavesAsItIs)
        {
            _refusal ??= $"{where} holds personal data, and no placeholder can take its place there";
        }
    }

    /// <summary>A request that looks at a copy of something that is inspected elsewhere: its findings are not counted.</summary>
    internal ShieldedRequest Aside() => new(_options, _target, Streaming);

    /// <summary>Writes the evidence; throws if the request may not leave.</summary>
    internal void Commit()
    {
        _options.Evidence.Write(Evidence());
        ThrowIfBlocked();
    }

    /// <inheritdoc cref="Commit"/>
    internal async ValueTask CommitAsync(CancellationToken cancellationToken)
    {
        await _options.Evidence.WriteAsync(Evidence(), cancellationToken).ConfigureAwait(false);
        ThrowIfBlocked();
    }

    /// <summary>A further step of the same request, with the same placeholders and its own evidence: the result of a tool on its way to the model.</summary>
    internal ShieldedRequest Continue() => new(_options, _target, Streaming, Vault);

    [return: NotNullIfNotNull(nameof(text))]
    internal string? Restore(string? text) => text is null || !RestoresAnswer ? text : PlaceholderRestorer.Restore(Vault, text);

    /// <summary>Whether anything was found or left out since the request or this step of it began.</summary>
    internal bool HasSomethingToSay => HasFindings || _notScanned > 0;

    /// <summary>A later step was refused where the caller cannot see it.</summary>
    internal void RefuseLater(Exception exception) => Interlocked.CompareExchange(ref _refusedLater, exception, null);

    internal void ThrowIfRefusedLater()
    {
        if (Volatile.Read(ref _refusedLater) is { } exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        }
    }

    internal bool HasFindings => _counts.AsSpan().IndexOfAnyExcept(0) >= 0;

    private bool IsBlocked => _refusal is not null || (_options.Action == PersonalDataAction.Block && HasFindings);

    private EvidenceEvent Evidence() => new()
    {
        Time = DateTimeOffset.UtcNow,
        Action = _options.Action,
        Blocked = IsBlocked,
        Findings = Counts(),
        NotScanned = _notScanned,
        Target = _target,
        Streaming = Streaming,
        PolicyHash = _options.PolicyHash,
    };

    private Dictionary<string, int> Counts()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var kind in PersonalDataClassNames.All)
        {
            if (_counts[(int)kind] is > 0 and var count)
            {
                counts.Add(kind.Name(), count);
            }
        }

        return counts;
    }

    private void ThrowIfBlocked()
    {
        if (IsBlocked)
        {
            var counts = Counts();
            throw new PromptBlockedException(
                _refusal is null
                    ? $"The request to {_target} was blocked: it holds personal data ({string.Join(", ", counts.Select(static pair => $"{pair.Key}: {pair.Value}"))})."
                    : $"The request to {_target} was blocked: {_refusal}.",
                counts);
        }
    }
}
