extern alias guarded;

using Loopback;

namespace PromptShield;

/// <summary>The same application with the shield: the bytes on the wire hold nothing personal, the people in front of it see no difference.</summary>
public sealed class GuardedSupportDesk(GuardedSupportDesk.Run desk) : IClassFixture<GuardedSupportDesk.Run>
{
    [Theory]
    [MemberData(nameof(Journeys.Names), MemberType = typeof(Journeys))]
    public async Task Sends_no_personal_data_and_shows_the_originals(string name)
    {
        Journey journey = Journeys.Of(name);
        desk.Provider.Forget();

        string answer = await journey.TakeAsync(desk);

        IReadOnlyList<ReceivedRequest> requests = desk.Provider.Requests;
        Assert.Contains(requests, request => request.Path == journey.ProviderPath);
        Assert.Empty(PlantedData.In(requests));
        Assert.All(journey.Shown, value => Assert.Contains(value.TrimStart('+'), answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_the_customer_by_the_original_address_and_sends_none_of_her_data_back()
    {
        desk.Provider.Forget();

        string answer = await Journeys.Of("IChatClient, async, tool").TakeAsync(desk);

        Assert.Contains("Jane Roe", answer, StringComparison.Ordinal);
        Assert.Equal(2, desk.Provider.Requests.Count);
        Assert.Contains("tool_call_id", desk.Provider.Requests[1].Text, StringComparison.Ordinal);
        Assert.Empty(PlantedData.In(desk.Provider.Requests));
    }

    [Fact]
    public async Task Logs_no_personal_data()
    {
        await desk.PostAsync("/tickets/1/translation?language=French");

        Assert.Contains("Ticket 1 translated into French", desk.Log, StringComparison.Ordinal);
        Assert.Empty(PlantedData.In(desk.Log));
    }

    [Fact]
    public async Task Writes_evidence_that_holds_no_personal_data()
    {
        FileInfo file = new(Path.Combine(AppContext.BaseDirectory, "promptshield-evidence.jsonl"));
        long before = file.Exists ? file.Length : 0;

        await desk.PostAsync("/tickets/1/reply");

        using FileStream evidence = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        Assert.True(evidence.Length > before);
        using StreamReader reader = new(evidence);
        Assert.Empty(PlantedData.In(await reader.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

    public sealed class Run() : SupportDeskRun(guarded::SupportDesk.SupportDeskApp.Build);
}
