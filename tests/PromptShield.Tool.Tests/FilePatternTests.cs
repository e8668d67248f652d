using PromptShield.Tool;

namespace PromptShield;

public sealed class FilePatternTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.cs", "a.cs")]
    [InlineData("gone.cs", "gone.cs")]
    [InlineData("*.cs", "a.cs", "ab.cs")]
    [InlineData("?.cs", "a.cs")]
    [InlineData("**/*.cs", "a.cs", "ab.cs", "in/a.cs", "in/deep/a.cs")]
    [InlineData("*/a.cs", "in/a.cs")]
    [InlineData("in/**/a.cs", "in/a.cs", "in/deep/a.cs")]
    [InlineData("gone/*.cs")]
    [InlineData("a.c*s*", "a.cs", "a.css")]
    public void StandsFor(string pattern, params string[] files)
    {
        foreach (string file in new[] { "a.cs", "ab.cs", "a.css", "in/a.cs", "in/deep/a.cs" })
        {
            _folder.Write(file, "");
        }

        Assert.Equal(files.Select(_folder.At), FilePattern.Expand(_folder.At(pattern)));
    }
}
