using PromptShield.Detection;

namespace PromptShield.Tests;

/// <summary>What the detector finds, written as <c>class:text</c> so that an expectation is one line.</summary>
internal static class Found
{
    internal static string[] In(string text) =>
        [.. (PersonalDataDetector.Instance.Detect(text) ?? []).Select(finding => $"{finding.Class.Name()}:{text.Substring(finding.Start, finding.Length)}")];
}
