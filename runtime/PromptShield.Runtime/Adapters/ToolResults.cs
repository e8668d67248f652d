namespace PromptShield;

/// <summary>Results of tools that join a request under way.</summary>
internal static class ToolResults
{
    /// <summary>The result as the model may see it. Evidence is written if something was found; a refusal is also kept for the end of the request.</summary>
    internal static async ValueTask<object?> ProtectLaterAsync(this ShieldedRequest request, object? result, CancellationToken cancellationToken)
    {
        var step = request.Continue();
        try
        {
            ToolValue.Survey(result, step);
            var safe = ToolValue.Protect(result, step);
            if (step.HasSomethingToSay)
            {
                await step.CommitAsync(cancellationToken).ConfigureAwait(false);
            }

            return safe;
        }
        catch (Exception exception)
        {
            // A function loop turns exceptions into answers for the model; the caller must still see this one.
            request.RefuseLater(exception);
            throw;
        }
    }
}
