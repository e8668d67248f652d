using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Reporting;

namespace PromptShield.Tool.DesignTime;

/// <summary>Turns the diagnostics of one compilation into the evidence that a build would leave in its error log.</summary>
internal static class DiagnosticEvidence
{
    private const string InventoryRule = "PSH9001";

    /// <summary>The evidence.</summary>
    public static CompilationEvidence Of(
        ImmutableArray<Diagnostic> diagnostics, Compilation compilation, IReadOnlyCollection<string> failures, CancellationToken cancellation)
    {
        ImmutableDictionary<string, string?>? inventory = null;
        var findings = new List<Finding>();
        foreach (var diagnostic in diagnostics)
        {
            if (diagnostic.Id == InventoryRule)
            {
                inventory = diagnostic.Properties;
            }
            else if (diagnostic.Id.StartsWith("PSH", StringComparison.Ordinal))
            {
                findings.Add(FindingOf(diagnostic, compilation));
            }
        }

        return CompilationEvidence.FromDiagnostics(
            inventory, findings, ErrorsOf(compilation, cancellation), [.. failures.Order(StringComparer.Ordinal)], VersionOf(compilation));
    }

    private static Finding FindingOf(Diagnostic diagnostic, Compilation compilation)
    {
        var place = diagnostic.Location.GetMappedLineSpan();
        return new Finding
        {
            Rule = diagnostic.Id,
            Level = diagnostic.Severity switch
            {
                DiagnosticSeverity.Error => FindingLevel.Error,
                DiagnosticSeverity.Warning => FindingLevel.Warning,
                _ => FindingLevel.Note,
            },
            File = place.Path,
            Line = place.StartLinePosition.Line + 1,
            Column = place.StartLinePosition.Character + 1,
            Message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            Suppression = SuppressionOf(diagnostic, compilation),
        };
    }

    private static FindingSuppression? SuppressionOf(Diagnostic diagnostic, Compilation compilation)
    {
        if (!diagnostic.IsSuppressed)
        {
            return null;
        }

        if (diagnostic.GetSuppressionInfo(compilation)?.Attribute is not { } attribute)
        {
            return new FindingSuppression("pragma", "");
        }

        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Justification", Value.Value: string justification })
            {
                return new FindingSuppression("attribute", justification);
            }
        }

        return new FindingSuppression("attribute", "");
    }

    private static List<CompileError> ErrorsOf(Compilation compilation, CancellationToken cancellation)
    {
        var errors = new List<CompileError>();
        foreach (var diagnostic in compilation.GetDiagnostics(cancellation))
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error)
            {
                var place = diagnostic.Location.GetLineSpan();
                errors.Add(new CompileError(
                    diagnostic.Id, place.Path ?? "", place.StartLinePosition.Line + 1, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        return errors;
    }

    private static string VersionOf(Compilation compilation) => compilation.GetType().Assembly.GetName().Version?.ToString() ?? "";
}
