using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Whether a project that this compilation references may register the services that a call is owed. Only the build sees what it registers, so a finding
/// that nothing does would be a guess.
/// </summary>
internal sealed class ForeignRegistrations
{
    private const string Container = "Microsoft.Extensions.DependencyInjection.Abstractions";

    private readonly bool isAny;

    private ForeignRegistrations(CompilationModel compilation)
    {
        foreach (var assembly in compilation.Compilation.SourceModule.ReferencedAssemblySymbols)
        {
            isAny |= ForeignCode.IsProject(assembly) && CanRegister(assembly);
        }
    }

    /// <summary>Whether each of <paramref name="debts"/> may be met by the registrations of a project.</summary>
    public static bool MayMeet(CompilationModel compilation, ImmutableArray<string> debts)
    {
        foreach (var debt in debts)
        {
            if (!Slot.IsService(debt) && !debt.StartsWith("?", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !debts.IsEmpty && compilation.Service(static model => new ForeignRegistrations(model)).isAny;
    }

    private static bool CanRegister(IAssemblySymbol assembly)
    {
        var (hasContainer, hasClients) = (false, false);
        foreach (var module in assembly.Modules)
        {
            foreach (var reference in module.ReferencedAssemblies)
            {
                hasContainer |= reference.Name == Container;
                hasClients |= ModelApiTable.Default.IsSdk(reference.Name);
            }
        }

        return hasContainer && hasClients;
    }
}
