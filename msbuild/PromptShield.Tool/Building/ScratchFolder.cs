namespace PromptShield.Tool;

/// <summary>A folder for one scan, gone after it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    public ScratchFolder() => Path = Directory.CreateTempSubdirectory("promptshield-").FullName;

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A compiler server may still hold a file; the system clears its temporary folder.
        }
    }
}
