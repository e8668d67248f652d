namespace PromptShield.Reporting;

/// <summary>
/// What a guard state depends on: the slots through which a client can come, joined by <c>|</c>. Every client that comes through one of them counts.
/// A leading <c>?</c> says that a client is there already and others may add to it; without it one must come. <c>?^</c> says that a shield is around
/// whatever comes, which only misses what code inside of it adds.
/// </summary>
internal sealed class Debt
{
    private const string ServicePrefix = "service:";
    private const string InnerPrefix = "?^";

    private Debt(bool isOpen, bool isInner, IReadOnlyList<string> places, IReadOnlyList<ServiceSlot> services)
    {
        IsOpen = isOpen;
        IsInner = isInner;
        Places = places;
        Services = services;
    }

    /// <summary>Nobody need supply it.</summary>
    public bool IsOpen { get; }

    /// <summary>A shield is around whatever comes.</summary>
    public bool IsInner { get; }

    /// <summary>The slots that are no services.</summary>
    public IReadOnlyList<string> Places { get; }

    /// <summary>The services that the container would take.</summary>
    public IReadOnlyList<ServiceSlot> Services { get; }

    /// <summary>
    /// The code asks for the client by itself, as it asks a container for a service. A parameter, field or property only offers a way in, which a program
    /// may leave unused.
    /// </summary>
    public bool IsDemand => Places.All(place => place == LinkWords.Unfollowed || place.StartsWith("http:", StringComparison.Ordinal));

    /// <summary>The type whose constructor takes the client, when the container makes it; null for any other member.</summary>
    public string? MadeType => Services.Count == 0 ? null : Places.Select(TypeOfConstructor).FirstOrDefault(type => type is not null);

    public static Debt Parse(string text)
    {
        string[] slots = text.TrimStart('?', '^').Split('|');
        return new Debt(
            text.StartsWith("?", StringComparison.Ordinal),
            text.StartsWith(InnerPrefix, StringComparison.Ordinal),
            [.. slots.Where(slot => !slot.StartsWith(ServicePrefix, StringComparison.Ordinal))],
            [.. slots.Where(slot => slot.StartsWith(ServicePrefix, StringComparison.Ordinal)).Select(ServiceSlot.Parse)]);
    }

    /// <summary>What is owed behind a shield by a client that owes <paramref name="debt"/>.</summary>
    public static string Inside(string debt) => InnerPrefix + debt.TrimStart('?', '^');

    /// <summary>The plain name of the member that a slot is about: what a call that is bound at run time knows of it.</summary>
    public static string MemberOf(string slot)
    {
        int open = slot.IndexOf('(');
        string path = open >= 0 ? slot.Substring(0, open) : slot.LastIndexOf('/') is > 0 and int parameter ? slot.Substring(0, parameter) : slot;
        string name = path.Substring(path.LastIndexOf('.') + 1).Replace('#', '.');
        int arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }

    private static string? TypeOfConstructor(string slot)
    {
        int end = slot.IndexOf(".#ctor", StringComparison.Ordinal);
        return end < 0 ? null : "T:" + slot.Substring(2, end - 2);
    }

    /// <summary>A service type and its key: empty for none, <c>*</c> for any.</summary>
    internal readonly struct ServiceSlot(string type, string key)
    {
        public string Type { get; } = type;

        public string Key { get; } = key;

        public static bool Is(string slot) => slot.StartsWith(ServicePrefix, StringComparison.Ordinal);

        public static ServiceSlot Parse(string slot)
        {
            int key = slot.LastIndexOf('@');
            return key < 0 ? new(slot.Substring(ServicePrefix.Length), "") : new(slot.Substring(ServicePrefix.Length, key - ServicePrefix.Length), slot.Substring(key + 1));
        }

        /// <summary>Whether who asks with this key can get a service that is registered with the other.</summary>
        public bool Gets(string registered)
            => (Key == "*" && registered.Length > 0) || (registered == "*" && Key.Length > 0) || (Key != "*" && registered != "*" && Key == registered);
    }
}
