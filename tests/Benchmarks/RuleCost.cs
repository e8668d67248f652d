using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis.CSharp;

namespace PromptShield.Benchmarks;

/// <summary>Each rule alone, and all with the inventory, beside the driver with an analyzer that does nothing: the floor.</summary>
public abstract class RuleCost
{
    protected CSharpCompilation Compilation { get; set; } = null!;

    [Benchmark(Baseline = true)]
    public Task<int> Driver() => AnalyzerRun.Count(Compilation, AnalyzerRun.Nothing);

    [Benchmark]
    public Task<int> UnguardedModelCall() => AnalyzerRun.Count(Compilation, new Analyzers.Rules.UnguardedModelCall());

    [Benchmark]
    public Task<int> PersonalDataInLog() => AnalyzerRun.Count(Compilation, new Analyzers.Rules.PersonalDataInLog());

    [Benchmark]
    public Task<int> RuleFindings() => AnalyzerRun.Count(Compilation, new Analyzers.Rules.RuleFindings());

    [Benchmark]
    public Task<int> AllWithInventory() => AnalyzerRun.Count(Compilation, [.. AnalyzerRun.All]);
}
