namespace PromptShield.Wire;

/// <summary>The query of a request's address. A provider takes no placeholder there: a finding refuses the request.</summary>
internal static class RequestQuery
{
    internal static void Inspect(Uri? address, ShieldedRequest request)
    {
        if (address is null)
        {
            return;
        }

        var text = address.OriginalString;
        var query = address.IsAbsoluteUri ? address.Query : text.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? text[start..] : "";
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            // A plus may stand for itself or for a blank.
            var aside = request.Aside();
            aside.Protect(Uri.UnescapeDataString(part));
            if (!aside.HasFindings && part.Contains('+', StringComparison.Ordinal))
            {
                aside.Protect(Uri.UnescapeDataString(part.Replace('+', ' ')));
            }

            if (aside.HasFindings)
            {
                request.CountFindingsOf(aside);
                request.Irreplaceable("the query of its address");
            }
        }
    }
}
