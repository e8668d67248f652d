using Loopback;
using PromptShield.Linked;
using PromptShield.Reporting;

namespace PromptShield;

/// <summary>
/// A library's call is judged by the program that composes it. Each solution is judged by the analyzers and the report, and then run with planted data:
/// what was judged guarded must not leak, and what was not must be seen to leak, or the experiment shows nothing.
/// </summary>
public sealed class LinkedIsEarned(LinkedIsEarned.Provider provider) : IClassFixture<LinkedIsEarned.Provider>
{
    [Theory]
    [MemberData(nameof(AllSolutions.Names), MemberType = typeof(AllSolutions))]
    public async Task Every_solution_is_judged_as_thought_out_and_leaks_only_if_it_is_not_guarded(string name)
    {
        LinkedSolution solution = AllSolutions.Of(name);
        CompiledSolution compiled = new(solution);

        Report report = await compiled.ReportAsync(TestContext.Current.CancellationToken);
        provider.Loopback.Forget();
        await compiled.RunAsync(provider.Loopback.Endpoint);

        IReadOnlyList<ReceivedRequest> requests = provider.Loopback.Requests;
        bool leaked = PlantedData.In(requests).Any();
        var item = Assert.Single(
            report.Items, item => item.Site.Population == ControlCatalog.ModelCalls && (item.Site.File, item.Site.Line, item.Site.Column) == compiled.Call);
        Assert.True(solution.Guard == ContractNames.Of(item.Guard), $"{ContractNames.Of(item.Guard)}: {item.ReasonText}\n{string.Join('\n', item.Chain)}");
        Assert.Equal(solution.IsIdle, requests.Count == 0);
        Assert.Equal(solution.Guard != LinkedSolution.Guarded && !solution.IsIdle && !solution.IsCautious, leaked);
        Assert.Equal(item.Guard != GuardState.Guarded, report.GateReasons.Any(reason => reason.SiteId == item.SiteId && reason.Rule == item.Site.Rule));
        if (solution.Reason is { } reason)
        {
            Assert.Equal(reason, item.Reason);
        }
    }

    public sealed class Provider : IAsyncLifetime
    {
        public LoopbackProvider Loopback { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Loopback = await LoopbackProvider.StartAsync();

        public ValueTask DisposeAsync() => Loopback.DisposeAsync();
    }
}
