using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// Tells a shield that is put around a client, behind which the raw client still stands, from one in the options or the handler, which every client
/// above it uses.
/// </summary>
internal sealed class ShieldWrapping(CompilationModel model)
{
    private readonly ClientProvenance provenance = ClientProvenance.Of(model);

    /// <summary>The expression that put the shield around <paramref name="client"/>; null when the client is not guarded, or its transport is.</summary>
    public SyntaxNode? Of(IOperation client, CancellationToken cancellation)
    {
        var verdict = provenance.Judge(client, cancellation);
        return verdict is { IsGuarded: true, Origin: { } origin } && IsWrapping(model.OperationOf(origin, cancellation)?.Type) ? origin : null;
    }

    private static bool IsWrapping(ITypeSymbol? type) =>
        CallProvenance.IsMiddlewareHost(type) ||
        BuilderProvenance.IsMiddlewareBuilder(type) ||
        TypeNames.IsOrInherits(type, RegisteredServices.Collection) ||
        TypeNames.IsOrInherits(type, "Microsoft.SemanticKernel.IKernelBuilder");
}
