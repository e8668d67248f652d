using System.Text;
using System.Text.Json;

namespace PromptShield.Tests;

public sealed class FileEvidenceSinkTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"promptshield-{Guid.NewGuid():N}");

    [Fact]
    public void An_event_is_one_line_of_JSON_in_a_fixed_order()
    {
        var sink = new FileEvidenceSink(Path.Combine(_folder, "deep", "evidence.jsonl"));
        sink.Write(Event(new() { ["us-ssn"] = 2, ["email"] = 1 }));

        Assert.Equal(
            """{"schema":"promptshield/evidence/v1","time":"2024-01-15T10:20:30.004Z","action":"replace","blocked":false,"findings":{"email":1,"us-ssn":2},"notScanned":3,"target":"model.test","streaming":true,"policy":"abc"}""" + "\n",
            File.ReadAllText(sink.Path));
    }

    [Fact]
    public void Events_of_many_threads_and_sinks_are_all_kept()
    {
        var path = Path.Combine(_folder, "evidence.jsonl");
        Parallel.For(0, 200, _ => new FileEvidenceSink(path).Write(Event([])));

        var lines = File.ReadAllLines(path);
        Assert.Equal(200, lines.Length);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
    }

    [Fact]
    public async Task A_file_that_another_process_holds_for_a_moment_is_waited_for()
    {
        Directory.CreateDirectory(_folder);
        var sink = new FileEvidenceSink(Path.Combine(_folder, "evidence.jsonl"));
        var other = new FileStream(sink.Path, FileMode.Append, FileAccess.Write, FileShare.None);
        var writing = Task.Run(() => sink.Write(Event([])));
        await Task.Delay(50);
        Assert.False(writing.IsCompleted);
        await other.DisposeAsync();
        await writing;
        Assert.Single(File.ReadAllLines(sink.Path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "evidence.jsonl"));
        var problem = Assert.Throws<IOException>(() => new FileEvidenceSink(Path.Combine(_folder, "evidence.jsonl")).Write(Event([])));
        Assert.Contains("'runtime.evidence.path' of promptshield.json", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_is_beside_the_program() =>
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "x.jsonl"), new FileEvidenceSink("x.jsonl").Path);

    [Fact]
    public void The_line_holds_no_more_than_the_event()
    {
        using var line = JsonDocument.Parse(Encoding.UTF8.GetString(EvidenceLine.Of(Event([]))));
        Assert.Equal(["schema", "time", "action", "blocked", "findings", "notScanned", "target", "streaming", "policy"], line.RootElement.EnumerateObject().Select(member => member.Name));
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static EvidenceEvent Event(Dictionary<string, int> findings) => new()
    {
        Time = new DateTimeOffset(2024, 1, 15, 10, 20, 30, 4, TimeSpan.Zero),
        Action = PersonalDataAction.Replace,
        Blocked = false,
        Findings = findings,
        NotScanned = 3,
        Target = "model.test",
        Streaming = true,
        PolicyHash = "abc",
    };
}
