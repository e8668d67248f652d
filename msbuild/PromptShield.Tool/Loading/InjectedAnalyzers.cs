using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PromptShield.Tool;

/// <summary>The PromptShield analyzers in this process.</summary>
internal static class InjectedAnalyzers
{
    /// <exception cref="CannotRunException">The analyzers are not beside the command.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> Load(string folder)
    {
        string path = Path.Combine(folder, "PromptShield.Analyzers.dll");
        if (!File.Exists(path))
        {
            throw new CannotRunException($"promptshield: error: the analyzers are missing: '{path}'. Install the tool again.");
        }

        return
        [
            .. Assembly.LoadFrom(path).GetTypes()
                .Where(type => !type.IsAbstract && type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is { } marker && marker.Languages.Contains(LanguageNames.CSharp))
                .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
        ];
    }
}
