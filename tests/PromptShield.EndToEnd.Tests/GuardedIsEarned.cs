using System.Net;
using Loopback;
using PromptShield.Earned;

namespace PromptShield;

/// <summary>
/// <c>Guarded</c> is the word that an auditor relies on. Each program is judged by the analyzers and then run with planted data: what was
/// judged guarded must not leak, and what was not must be seen to leak, or the experiment shows nothing.
/// </summary>
public sealed class GuardedIsEarned(GuardedIsEarned.Provider provider) : IClassFixture<GuardedIsEarned.Provider>
{
    [Theory]
    [MemberData(nameof(AllPrograms.Names), MemberType = typeof(AllPrograms))]
    public async Task Every_program_is_judged_as_thought_out_and_leaks_only_if_it_is_not_guarded(string name)
    {
        GuardProgram program = AllPrograms.Of(name);
        CompiledProgram compiled = new(program);

        Judgement judgement = await Judgement.OfAsync(compiled, TestContext.Current.CancellationToken);
        provider.Loopback.Forget();
        await compiled.RunAsync(provider.Loopback.Endpoint);

        IReadOnlyList<ReceivedRequest> requests = provider.Loopback.Requests;
        Assert.NotEmpty(requests);
        bool leaked = PlantedData.In(requests).Any();
        if (program.ReportedElsewhere is { } elsewhere)
        {
            Assert.True(leaked);
            Assert.Contains(elsewhere, judgement.UnguardedElsewhere);
        }
        else
        {
            Assert.False(leaked && judgement.Guard == GuardProgram.Guarded, $"Judged guarded, and leaks: {program.Source}");
        }

        if (program.Guard is { } expected)
        {
            Assert.Equal(expected, judgement.Guard);
            Assert.Equal(expected == GuardProgram.Unguarded && !program.Caught, leaked);
        }

        if (program.Reason is { } reason)
        {
            Assert.Equal(reason, judgement.Reason);
        }
    }

    public sealed class Provider : IAsyncLifetime
    {
        private readonly IWebProxy _usual = HttpClient.DefaultProxy;

        public LoopbackProvider Loopback { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Loopback = await LoopbackProvider.StartAsync();
            HttpClient.DefaultProxy = new WebProxy(Loopback.Endpoint) { BypassProxyOnLocal = true };
        }

        public async ValueTask DisposeAsync()
        {
            HttpClient.DefaultProxy = _usual;
            await Loopback.DisposeAsync();
        }
    }
}
