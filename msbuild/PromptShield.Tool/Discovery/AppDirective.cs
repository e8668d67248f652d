using System.Buffers;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PromptShield.Tool;

/// <summary>A line <c>#:kind text</c> at the top of a file-based app.</summary>
/// <param name="Kind">The word after <c>#:</c>, for example <c>package</c>; may be empty.</param>
/// <param name="Text">What follows it, without the blanks around it.</param>
/// <param name="Line">1-based line.</param>
internal sealed record AppDirective(string Kind, string Text, int Line);

/// <summary>What stands before the code of a C# file.</summary>
/// <param name="IsApp">True when the file begins with <c>#!</c> or has directives: <c>dotnet run</c> takes it for a program.</param>
/// <param name="Directives">The directives, in the order of the file.</param>
/// <param name="IsCut">True when no code was reached before the limit of what is read.</param>
internal sealed record AppHead(bool IsApp, IReadOnlyList<AppDirective> Directives, bool IsCut)
{
    /// <summary>Directives stand before the code, and no file has more than this before it in good faith.</summary>
    public const int Limit = 1 << 20;

    // Without the feature the compiler takes directives for skipped text.
    private static readonly CSharpParseOptions Options =
        CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview).WithFeatures([new("FileBasedProgram", "true")]);

    /// <summary>Reads the top of a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be read.</exception>
    public static AppHead Read(string path)
    {
        char[] buffer = ArrayPool<char>.Shared.Rent(Limit);
        try
        {
            using var reader = new StreamReader(path);
            int length = reader.ReadBlock(buffer, 0, Limit);
            var text = buffer.AsSpan(0, length);

            // Most files are no apps: they are not parsed.
            return text.StartsWith("#!") || text.Contains("#:", StringComparison.Ordinal)
                ? Parse(text.ToString(), isCut: length == Limit)
                : new AppHead(false, [], length == Limit && text.Trim().IsEmpty);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    /// <summary>What the compiler sees before the first token.</summary>
    /// <param name="text">The file's text, or its beginning.</param>
    /// <param name="isCut">True when <paramref name="text"/> is only the beginning.</param>
    public static AppHead Parse(string text, bool isCut = false)
    {
        var source = SourceText.From(text);
        using var parser = SyntaxFactory.CreateTokenParser(source, Options);
        var token = parser.ParseLeadingTrivia().Token;
        var directives = new List<AppDirective>();
        foreach (var trivia in token.LeadingTrivia)
        {
            if (trivia.GetStructure() is IgnoredDirectiveTriviaSyntax directive)
            {
                string[] parts = directive.Content.Text.Trim().Split((char[]?)null, 2, StringSplitOptions.TrimEntries);
                directives.Add(new AppDirective(parts[0], parts.Length == 2 ? parts[1] : "", source.Lines.GetLineFromPosition(trivia.SpanStart).LineNumber + 1));
            }
        }

        return new AppHead(text.StartsWith("#!", StringComparison.Ordinal) || directives.Count > 0, directives, isCut && token.LeadingTrivia.FullSpan.End == text.Length);
    }
}
