using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using PromptShield.Wire;

namespace PromptShield;

/// <summary>
/// Objects of a provider's SDK behind messages, contents and options of Microsoft.Extensions.AI. Many clients send them instead of what they stand behind, so one
/// leaves only if it can be read as JSON, by its SDK's own writer if it has one, and holds no personal data.
/// </summary>
internal static class RawRepresentations
{
    /// <summary>Whether an object that stands behind something that is inspected itself may leave. Its findings are not counted.</summary>
    internal static bool MayLeave(object? raw, ShieldedRequest request)
    {
        if (raw is null)
        {
            return true;
        }

        var aside = request.Aside();
        return Inspect(raw, aside) && !aside.HasFindings;
    }

    /// <summary>Looks at an object that stands for itself: what is found or cannot be read is counted and refused as the options say.</summary>
    internal static void Inspect(object raw, string what, ShieldedRequest request)
    {
        var aside = request.Aside();
        if (!Inspect(raw, aside))
        {
            request.Uninspectable($"{what} of type {raw.GetType()} cannot be inspected");
        }
        else if (aside.HasFindings)
        {
            request.CountFindingsOf(aside);
            request.Irreplaceable($"{what} of type {raw.GetType()}");
        }
    }

    private static bool Inspect(object raw, ShieldedRequest request)
    {
        var json = raw is IPersistableModel<object> model ? Json(() => ModelReaderWriter.Write(model).ToArray()) : null;
        json ??= Json(() => JsonSerializer.SerializeToUtf8Bytes(raw, AIJsonUtilities.DefaultOptions.GetTypeInfo(raw.GetType())));
        if (json is null)
        {
            return false;
        }

        try
        {
            RequestJson.Rewrite(json, request);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    // Writers of foreign types: whatever they throw, the object cannot be read.
    private static byte[]? Json(Func<byte[]> write)
    {
        try
        {
            return write();
        }
        catch (Exception)
        {
            return null;
        }
    }
}
