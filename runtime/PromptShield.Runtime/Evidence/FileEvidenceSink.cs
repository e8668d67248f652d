using System.Collections.Concurrent;

namespace PromptShield;

/// <summary>
/// Appends one JSON object a line to a file (UTF-8, <c>\n</c>). Thread-safe; several processes may append to one file. A relative path is taken from the
/// folder of the program (<see cref="AppContext.BaseDirectory"/>); folders are created. Write errors are thrown: the shield then refuses the request.
/// </summary>
public sealed class FileEvidenceSink : IEvidenceSink
{
    /// <summary>The file name that is used when the policy names none: <c>promptshield-evidence.jsonl</c>.</summary>
    public const string DefaultFileName = "promptshield-evidence.jsonl";

    private static readonly ConcurrentDictionary<string, object> Gates = new(StringComparer.Ordinal);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly object _gate;

    /// <summary>Uses the file at <paramref name="path"/>; nothing is opened before the first event.</summary>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty.</exception>
    public FileEvidenceSink(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = System.IO.Path.GetFullPath(path, AppContext.BaseDirectory);
        _gate = Gates.GetOrAdd(Path, static _ => new object());
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <inheritdoc />
    /// <exception cref="IOException">The file cannot or may not be written.</exception>
    public void Write(EvidenceEvent evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var line = EvidenceLine.Of(evidence);
        lock (_gate)
        {
            try
            {
                using var file = Open();
                file.Write(line);
                file.Flush(flushToDisk: false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new IOException(
                    $"The request was not sent, because its evidence cannot be written to '{Path}': {exception.Message} " +
                    "Name a file that can be written in 'runtime.evidence.path' of promptshield.json, or set ShieldOptions.Evidence.",
                    exception);
            }
        }
    }

    // Other processes hold the file for the time of one line.
    private FileStream Open()
    {
        var deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (true)
        {
            try
            {
                return new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
            }
            catch (DirectoryNotFoundException)
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            }
            catch (IOException exception) when (exception is not PathTooLongException and not FileNotFoundException && Environment.TickCount64 < deadline && File.Exists(Path))
            {
                Thread.Sleep(1);
            }
        }
    }
}
