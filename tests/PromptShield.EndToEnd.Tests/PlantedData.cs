using Loopback;

namespace PromptShield;

/// <summary>One personal value of each kind that the shield finds, and what of it no JSON escape can hide.</summary>
internal static class PlantedData
{
    public const string Email = "jane.roe@example.org";
    public const string Phone = "+1 415-555-0134";
    public const string SocialSecurityNumber = "536-22-8714";
    public const string Card = "4111 1111 1111 1111";
    public const string Iban = "DE89 3704 0044 0532 0130 00";

    public static readonly string[] All = [Email, Phone, SocialSecurityNumber, Card, Iban];

    /// <summary>A message that holds them all.</summary>
    public static readonly string Message =
        $"Write to {Email} or call {Phone}. My SSN is {SocialSecurityNumber}, I paid with card {Card}, refund to IBAN {Iban}.";

    /// <summary>Without its plus sign, which JSON writers escape, a phone number looks the same escaped or not.</summary>
    private static readonly string[] s_traces = [Email, Phone.TrimStart('+'), SocialSecurityNumber, Card, Iban, Card.Replace(" ", "", StringComparison.Ordinal)];

    /// <summary>Which of the planted values stand in <paramref name="text"/>.</summary>
    public static IEnumerable<string> In(string text) => s_traces.Where(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase));

    /// <summary>Which of the planted values left in one of <paramref name="requests"/>: body, path and headers.</summary>
    public static IEnumerable<string> In(IEnumerable<ReceivedRequest> requests) =>
        requests.SelectMany(request => In(Unescaped($"{request.Path}\n{string.Join('\n', request.Headers)}\n{request.Text}"))).Distinct();

    /// <summary>An at sign may be written in JSON and in an address by its number.</summary>
    private static string Unescaped(string text) =>
        text.Replace("\\u0040", "@", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal).Replace("\\u002B", "+", StringComparison.OrdinalIgnoreCase);
}
