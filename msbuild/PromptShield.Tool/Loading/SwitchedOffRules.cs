using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.Tool;

/// <summary>Finds the rules that NoWarn, a configuration file or a rule set switched off: what the error log of a build says in the metadata of the rules.</summary>
internal static class SwitchedOffRules
{
    /// <summary>The ids, sorted: off for all of the code, or for some file of it.</summary>
    public static IReadOnlyList<string> Of(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, CancellationToken cancel) =>
    [
        .. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Where(rule => !rule.CustomTags.Contains(WellKnownDiagnosticTags.NotConfigurable))
            .Select(rule => rule.Id)
            .Where(rule => IsOff(compilation, rule, cancel))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static bool IsOff(Compilation compilation, string rule, CancellationToken cancel)
    {
        var options = compilation.Options;
        if (options.SpecificDiagnosticOptions.TryGetValue(rule, out var specific) && IsOff(specific))
        {
            return true;
        }

        return options.SyntaxTreeOptionsProvider is { } provider
            && ((provider.TryGetGlobalDiagnosticValue(rule, cancel, out var global) && IsOff(global))
                || compilation.SyntaxTrees.Any(tree => provider.TryGetDiagnosticValue(tree, rule, cancel, out var severity) && IsOff(severity)));
    }

    private static bool IsOff(ReportDiagnostic severity) => severity is ReportDiagnostic.Suppress or ReportDiagnostic.Hidden;
}
