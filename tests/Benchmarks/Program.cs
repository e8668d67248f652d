using BenchmarkDotNet.Running;
using PromptShield.Benchmarks;

// An edit is over in milliseconds and each needs a compilation of its own, so it is timed by hand.
if (args is ["editor"])
{
    await EditorLatency.RunAsync(Console.Out).ConfigureAwait(false);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(AnalyzerCost).Assembly).Run(args);
