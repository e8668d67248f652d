extern alias unguarded;

namespace PromptShield;

/// <summary>The control experiment: without the shield everything leaves, so the tests of the guarded desk can fail.</summary>
public sealed class UnguardedSupportDesk(UnguardedSupportDesk.Run desk) : IClassFixture<UnguardedSupportDesk.Run>
{
    [Theory]
    [MemberData(nameof(Journeys.Names), MemberType = typeof(Journeys))]
    public async Task Sends_personal_data_to_the_provider(string name)
    {
        Journey journey = Journeys.Of(name);
        desk.Provider.Forget();

        await journey.TakeAsync(desk);

        Assert.NotEmpty(PlantedData.In(desk.Provider.Requests.Where(request => request.Path == journey.ProviderPath)));
    }

    [Fact]
    public async Task Logs_personal_data()
    {
        await desk.PostAsync("/tickets/1/translation?language=French");

        Assert.Contains($"Email = {PlantedData.Email}, PhoneNumber = {PlantedData.Phone}", desk.Log, StringComparison.Ordinal);
        Assert.Contains($"Ticket 1 opened by {PlantedData.Email}", desk.Log, StringComparison.Ordinal);
        Assert.Contains($"Ticket 1 of {PlantedData.Email} is sorted", desk.Log, StringComparison.Ordinal);
        Assert.Contains($"Translating for {PlantedData.Email}", desk.Log, StringComparison.Ordinal);
    }

    public sealed class Run() : SupportDeskRun(unguarded::SupportDesk.SupportDeskApp.Build);
}
