using System.Text.Json;

namespace PromptShield;

/// <summary>Two programs compose one library differently; what it owes is judged for each of them.</summary>
public sealed class LinkedScanTests(LinkedScanTests.Scanned scanned) : IClassFixture<LinkedScanTests.Scanned>
{
    private readonly ScannedFolder _folder = scanned.Folder;

    [Fact]
    public void OneProgramThatDoesNotShieldMakesTheLibrarysCallsViolateAndTheChainSaysHow()
    {
        var outcome = scanned.Outcome;

        Assert.True(outcome.ExitCode == 1, outcome.Output + outcome.Error);
        Assert.Equal("fail", _folder.Report().GetProperty("gate").GetString());
        Assert.Empty(_folder.Report().GetProperty("notAnalyzed").EnumerateArray());
        Assert.Equal(
            [(8, "Guarded", "shielded"), (13, "Unguarded", "registered-without-shield"), (18, "Unguarded", "client-not-shielded"), (25, "Unguarded", "registered-without-shield")],
            _folder.Items("model-calls").Select(item => (item.GetProperty("line").GetInt32(), Text(item, "guard"), Text(item, "reason"))));
        Assert.All(_folder.Items("model-calls"), item => Assert.Equal("Acme.Services/Acme.Services.cs", Text(item, "file")));
        Assert.Equal("the client came through the shield in Acme.Web, Acme.Worker", Text(_folder.Items("model-calls")[0], "reasonText").Replace(" and ", ", ", StringComparison.Ordinal));
        Assert.Equal(["Acme.Worker registers the service IChatClient: 'AddSingleton' registers the client without the shield|Acme.Worker/Acme.Worker.cs:12:5"], Chain(1));
        Assert.Equal(["Acme.Worker sets AssistantOptions.Fallback: the client 'ChatClient' is created without the shield|Acme.Worker/Acme.Worker.cs:7:53"], Chain(2));
        Assert.Equal(["Acme.Worker passes a client to Translation.TranslateAsync(IChatClient chat, string text): 'AddSingleton' registers the client without the shield|Acme.Worker/Acme.Worker.cs:18:7"], Chain(3));
        Assert.Contains("(in Acme.Web it comes through the shield)", Text(_folder.Items("model-calls")[1], "reasonText"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhenTheSecondProgramShieldsTooTheGatePasses()
    {
        using var folder = LinkedFolder.Add(new ScannedFolder());
        string worker = File.ReadAllText(folder.At("Acme.Worker/Acme.Worker.cs"));
        folder.Write("Acme.Worker/Acme.Worker.cs", worker
            .Replace(LinkedFolder.WorkerOption, LinkedFolder.WorkerOption + ".Shielded()", StringComparison.Ordinal)
            .Replace(LinkedFolder.WorkerRegistration, "services.AddChatClient(_ => Models.Create()).UsePromptShield();", StringComparison.Ordinal));

        var outcome = await folder.Scan();

        Assert.True(outcome.ExitCode == 0, outcome.Output + outcome.Error);
        Assert.All(folder.Items("model-calls"), item => Assert.Equal(("Guarded", "shielded"), (Text(item, "guard"), Text(item, "reason"))));
        Assert.Equal(4, folder.Items("model-calls").Count);
    }

    [Fact]
    public async Task FragmentsOfSeveralMachinesGiveTheSameReportInWhateverOrder()
    {
        string[] fragments = [.. Directory.EnumerateFiles(_folder.At("artifacts/promptshield/fragments")).Order(StringComparer.Ordinal)];

        string merged = _folder.At("reversed");
        await ScannedFolder.Run(["report", .. fragments.Reverse(), fragments[0], "--root", _folder.Path, "--output", merged]);

        using var first = JsonDocument.Parse(_folder.StableReport());
        using var second = JsonDocument.Parse(File.ReadAllText(Path.Combine(merged, "promptshield-report.json")));
        Assert.Equal(first.RootElement.GetProperty("populations").GetRawText(), JsonSerializer.Serialize(second.RootElement.GetProperty("populations")));
    }

    [Fact]
    public async Task AProgramWithoutTheEvidenceOfAProjectThatItReferencesIsNotEvaluated()
    {
        string[] fragments = [.. Directory.EnumerateFiles(_folder.At("artifacts/promptshield/fragments")).Where(file => !file.Contains("Acme.Decorators", StringComparison.Ordinal) && !file.Contains("Acme.Worker", StringComparison.Ordinal))];

        string merged = _folder.At("incomplete");
        await ScannedFolder.Run(["report", .. fragments, "--root", _folder.Path, "--output", merged]);

        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(merged, "promptshield-report.json")));
        Assert.Equal("not-evaluated", report.RootElement.GetProperty("gate").GetString());
        var entry = Assert.Single(report.RootElement.GetProperty("notAnalyzed").EnumerateArray());
        Assert.Equal(("Acme.Web/Acme.Web.csproj", "reference-missing"), (Text(entry, "project"), Text(entry, "reason")));
        Assert.Contains("'Acme.Decorators/Acme.Decorators.csproj'", Text(entry, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProjectThatIsOnlyLoadedIsLinkedInTheSameWay()
    {
        string loaded = _folder.At("loaded");

        await _folder.Scan("--design-time", "--output", loaded);

        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(loaded, "promptshield-report.json")));
        Assert.Equal(
            _folder.Items("model-calls").Select(item => Text(item, "guard") + Text(item, "reasonText")),
            report.RootElement.GetProperty("populations")[0].GetProperty("items").EnumerateArray().Select(item => Text(item, "guard") + Text(item, "reasonText")));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private string[] Chain(int item) =>
    [
        .. _folder.Items("model-calls")[item].GetProperty("chain").EnumerateArray()
            .Select(step => $"{Text(step, "text")}|{Text(step, "file")}:{step.GetProperty("line").GetInt32()}:{step.GetProperty("column").GetInt32()}"),
    ];

    public sealed class Scanned : IAsyncLifetime
    {
        public ScannedFolder Folder { get; } = LinkedFolder.Add(new ScannedFolder());

        public ScannedFolder.Outcome Outcome { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Outcome = await Folder.Scan();

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
