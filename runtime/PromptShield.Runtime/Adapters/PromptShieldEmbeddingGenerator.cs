using Microsoft.Extensions.AI;

namespace PromptShield;

/// <summary>An embedding generator behind the shield: the texts are guarded on their way out; vectors have nothing to restore. Thread-safe if the inner generator is.</summary>
public sealed class PromptShieldEmbeddingGenerator : DelegatingEmbeddingGenerator<string, Embedding<float>>
{
    private readonly Shield _shield;
    private readonly bool _ownsInner;
    private readonly string _target;

    /// <summary>Puts the shield in front of <paramref name="innerGenerator"/>, which is disposed with this generator.</summary>
    /// <param name="innerGenerator">The generator.</param>
    /// <param name="shield">The shield, or null for <see cref="Shield.Default"/>.</param>
    public PromptShieldEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> innerGenerator, Shield? shield = null)
        : this(innerGenerator, shield ?? Shield.Default, ownsInner: true)
    {
    }

    internal PromptShieldEmbeddingGenerator(IEmbeddingGenerator<string, Embedding<float>> innerGenerator, Shield shield, bool ownsInner)
        : base(innerGenerator)
    {
        _shield = shield;
        _ownsInner = ownsInner;
        _target = innerGenerator.GetService<EmbeddingGeneratorMetadata>()?.ProviderUri?.Host ?? innerGenerator.GetType().FullName ?? "unknown";
    }

    /// <inheritdoc />
    /// <exception cref="PromptBlockedException">The request may not leave.</exception>
    public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var request = _shield.Begin(_target, streaming: false);
        var all = values as IReadOnlyCollection<string> ?? [.. values];
        foreach (var value in all)
        {
            request.Survey(value);
        }

        var safe = new List<string>(all.Count);
        foreach (var value in all)
        {
            safe.Add(request.Protect(value));
        }

        await request.CommitAsync(cancellationToken).ConfigureAwait(false);
        return await base.GenerateAsync(safe, options, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (_ownsInner)
        {
            base.Dispose(disposing);
        }
    }
}
