using Loopback;

namespace PromptShield;

/// <summary>For every SDK and form of call: the bytes that leave hold none of the planted values, the text that comes back holds all of them.</summary>
public sealed class EverySdkOnTheWire(EverySdkOnTheWire.Provider provider) : IClassFixture<EverySdkOnTheWire.Provider>
{
    [Theory]
    [MemberData(nameof(ShieldedCalls.Names), MemberType = typeof(ShieldedCalls))]
    public async Task A_shielded_call_sends_no_personal_data_and_shows_the_originals(string name)
    {
        provider.Loopback.Forget();

        string answer = await ShieldedCalls.CallAsync(name, provider.Loopback.Endpoint);

        Assert.NotEmpty(provider.Loopback.Requests);
        Assert.Empty(PlantedData.In(provider.Loopback.Requests));
        Assert.Equal($"You said: {PlantedData.Message}", answer);
    }

    public sealed class Provider : IAsyncLifetime
    {
        public LoopbackProvider Loopback { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Loopback = await LoopbackProvider.StartAsync();

        public ValueTask DisposeAsync() => Loopback.DisposeAsync();
    }
}
