using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(PromptShield.Benchmarks.AnalyzerCost).Assembly).Run(args);
