using System.Globalization;

namespace PromptShield.Analyzers.Flow;

/// <summary>The key of a service: none, a constant, or one that the source does not show and that therefore may be any.</summary>
internal readonly record struct ServiceKey
{
    private readonly object? value;
    private readonly bool isAny;

    private ServiceKey(object? value, bool isAny)
    {
        this.value = value;
        this.isAny = isAny;
    }

    /// <summary>No key.</summary>
    public static ServiceKey None => default;

    /// <summary>Some key that is not constant.</summary>
    public static ServiceKey Any => new(null, isAny: true);

    /// <summary>A constant key.</summary>
    public static ServiceKey Of(object? value) => new(value, isAny: false);

    /// <summary>Whether a request with this key can get a service with <paramref name="other"/>.</summary>
    public bool Matches(ServiceKey other) => (isAny && other.IsKeyed) || (other.isAny && IsKeyed) || (!isAny && !other.isAny && Equals(value, other.value));

    /// <summary>The key as text that holds no separator: empty for none, <c>*</c> for any.</summary>
    public string Text =>
        isAny ? "*"
        : value is null ? string.Empty
        : value.GetType().Name + ":" + Uri.EscapeDataString(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);

    /// <summary>Whether <paramref name="other"/> is certainly the same key, so that one registration can replace the other.</summary>
    public bool Is(ServiceKey other) => !isAny && !other.isAny && Equals(value, other.value);

    /// <summary>Whether there is a key.</summary>
    public bool IsKeyed => isAny || value is not null;
}
