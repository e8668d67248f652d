namespace PromptShield.Detection;

/// <summary>A personal value in a text: what it is, where it stands (UTF-16 offsets into the text that was given), how sure the detector is.</summary>
/// <param name="Class">What kind of personal data it is.</param>
/// <param name="Start">Zero-based offset of the first char.</param>
/// <param name="Length">Length in chars, never zero.</param>
/// <param name="Confidence">0 to 1; decides the class of findings that overlap and are as long.</param>
internal readonly record struct PersonalDataFinding(PersonalDataClass Class, int Start, int Length, double Confidence)
{
    internal int End => Start + Length;
}

/// <summary>Finds personal data. Implementations are pure and thread-safe; offsets are disjoint and ascending.</summary>
internal interface IPersonalDataDetector
{
    /// <summary>The findings in <paramref name="text"/>, or null when there is none.</summary>
    List<PersonalDataFinding>? Detect(ReadOnlySpan<char> text);
}
