using System.Text;

namespace Loopback;

/// <summary>One request exactly as it came over the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path and query as sent.</param>
/// <param name="Headers">Header name to its values, joined by a comma.</param>
/// <param name="Body">The bytes of the body, untouched.</param>
public sealed record ReceivedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body);
}
