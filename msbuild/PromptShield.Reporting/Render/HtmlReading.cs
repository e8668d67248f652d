namespace PromptShield.Reporting;

/// <summary>The words of the report, for a reader who meets them for the first time.</summary>
internal static class HtmlReading
{
    private static readonly (string Word, string Meaning)[] Words =
    [
        ("Guarded", "Model call: every value that the client can have came through the shield. Sink: every classified part was redacted."),
        ("Unguarded", "Some value reaches the site without the shield. It violates."),
        ("Deferred", "The client is handed in to a library, and no program of this report references it: whoever composes one owes the shield. Where a program does, and supplies nothing through the shield, it violates (deferred-undischarged)."),
        ("Waived", "It violates, and a waiver with an owner, another approver, a reason and an end accepts it."),
        ("Baselined", "It violates, and it did so already in the baseline report."),
        ("NotAnalyzed", "The site was met and could not be judged."),
        ("Site id", "The first 16 hex digits of SHA-256 over project, containing member, callee and the call's number within the member, joined by U+001F. It stays the same when lines move."),
        ("Gate", "Computed from the inventory, the policy, the waivers and the baseline, never from findings alone: compiler settings can delete findings, and cannot delete the inventory."),
        ("Supports", "Identifiers of the Trust Services Criteria to which the control can contribute. The auditor decides which controls meet which criteria."),
    ];

    public static void Write(HtmlText html, Report report)
    {
        HtmlParts.Section(html, "reading", "How to read this", "The words of this report, and what it does not show.");
        HtmlParts.TableStart(html, "Word", "Meaning");
        foreach (var (word, meaning) in Words)
        {
            HtmlParts.Row(html, word, meaning);
        }

        foreach (var control in report.Controls)
        {
            HtmlParts.Row(html, "Not shown for " + control.Definition.Id, control.Definition.DoesNotShow);
        }

        HtmlParts.TableEnd(html);
    }
}
