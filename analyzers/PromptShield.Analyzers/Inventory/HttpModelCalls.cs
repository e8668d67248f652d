using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>Tells which HTTP requests reach a model: by their address, else by the shape of their body, never by the names around them.</summary>
internal sealed class HttpModelCalls(CompilationModel compilation)
{
    private readonly AddressValues addresses = new(compilation);
    private readonly PayloadShape payloads = new(compilation);
    private readonly HttpClientRegistrations clients = new(compilation);

    /// <summary>Names of methods that can send a request with content.</summary>
    public static HashSet<string> Candidates { get; } = new(StringComparer.Ordinal)
    {
        "PostAsync", "PutAsync", "PatchAsync", "Send", "SendAsync", "PostAsJsonAsync", "PutAsJsonAsync", "PatchAsJsonAsync",
    };

    /// <summary>Whether a method of this name can send a request with content.</summary>
    public static bool IsCandidate(string method) => Candidates.Contains(method);

    /// <summary>The provider that <paramref name="call"/> reaches, <c>unknown</c> when only the path or the body gives it away; null when it is no model call.</summary>
    public string? ProviderOf(IInvocationOperation call, CancellationToken cancellation)
    {
        foreach (var request in Requests(call, cancellation))
        {
            return request.Provider;
        }

        return null;
    }

    /// <summary>
    /// The model endpoints that <paramref name="call"/> can reach: the whole address, its provider, the argument that names it, and the base address of
    /// the client that was needed to complete it.
    /// </summary>
    public IEnumerable<(string Address, string Provider, IArgumentOperation Argument, string? Base)> Requests(IInvocationOperation call, CancellationToken cancellation)
    {
        if (!IsHttp(call.TargetMethod))
        {
            yield break;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Type.Name is "String" or "Uri" or "HttpRequestMessage" && argument.Parameter.Name is "requestUri" or "request")
            {
                var found = addresses.Of(argument.Value, cancellation);
                var isKnown = false;
                foreach (var (address, provider, baseAddress) in Match(found, call, cancellation))
                {
                    isKnown = true;
                    yield return (address, provider, argument, baseAddress);
                }

                // A host that is nobody's, told by the body of the request.
                if (!isKnown && payloads.IsSentBy(call, cancellation))
                {
                    foreach (var address in found)
                    {
                        yield return (address, "unknown", argument, null);
                    }
                }

                yield break;
            }
        }
    }

    private static bool IsHttp(IMethodSymbol method) =>
        TypeNames.Is(method.ContainingType, "System.Net.Http.HttpClient") ||
        TypeNames.Is(method.ContainingType, "System.Net.Http.HttpMessageInvoker") ||
        TypeNames.Is(method.ContainingType, "System.Net.Http.Json.HttpClientJsonExtensions");

    private IEnumerable<(string Address, string Provider, string? Base)> Match(IReadOnlyList<string> found, IInvocationOperation call, CancellationToken cancellation)
    {
        foreach (var address in found)
        {
            var isRelative = address.Length == 0 || (address[0] != ProviderHosts.Unknown && address.IndexOf("://", StringComparison.Ordinal) < 0);
            if (isRelative || address[0] == ProviderHosts.Unknown)
            {
                foreach (var baseAddress in BaseAddresses(call, cancellation))
                {
                    var whole = AddressValues.Combine(baseAddress, address);
                    if (ProviderHosts.Default.Match(whole) is { } based)
                    {
                        yield return (whole, based, baseAddress);
                    }
                }
            }

            if (ProviderHosts.Default.Match(address) is { } provider)
            {
                yield return (address, provider, null);
            }
        }
    }

    /// <summary>Base addresses that the type of the call sets, or that the registration of its HTTP client sets.</summary>
    private IEnumerable<string> BaseAddresses(IInvocationOperation call, CancellationToken cancellation)
    {
        var type = EnclosingType(call.Syntax);
        var created = CreatedBy(CallProvenance.Receiver(call), cancellation);
        foreach (var node in compilation.Assignments("BaseAddress"))
        {
            // Elements of tuples and references are written, too, and show no value of their own.
            if (node is AssignmentExpressionSyntax assignment && (EnclosingType(node) == type || IsOfRegistration(node, type, created, cancellation)))
            {
                foreach (var address in addresses.Of(compilation.OperationOf(assignment.Right, cancellation), cancellation))
                {
                    yield return address;
                }
            }
        }

        foreach (var node in compilation.Invocations("CreateClient"))
        {
            if (EnclosingType(node) == type &&
                compilation.OperationOf(node, cancellation) is IInvocationOperation { Arguments.IsEmpty: false } create &&
                ShieldIdentity.Declares(create.TargetMethod))
            {
                foreach (var address in addresses.Of(create.Arguments[0].Value, cancellation))
                {
                    yield return address;
                }
            }
        }
    }

    /// <summary>The factory call that made the client, when the source shows it beside the request.</summary>
    private IInvocationOperation? CreatedBy(IOperation? client, CancellationToken cancellation)
    {
        if (client is ILocalReferenceOperation local)
        {
            var definitions = compilation.Reaching(local.Local, local, cancellation).Items;
            client = definitions.Length == 1 ? definitions[0].Value : null;
        }

        return client as IInvocationOperation;
    }

    private bool IsOfRegistration(SyntaxNode assignment, SyntaxNode? type, IInvocationOperation? created, CancellationToken cancellation)
    {
        foreach (var registration in clients.Registrations(cancellation))
        {
            // The chained ConfigureHttpClient(c => c.BaseAddress = …) counts as well.
            if (registration.Syntax.SyntaxTree == assignment.SyntaxTree &&
                RegisteredServices.Chain(registration.Syntax).Span.Contains(assignment.Span) &&
                (IsTypedFor(registration, type, cancellation) || (created is null ? IsNamedIn(registration, type, cancellation) : IsNamed(registration, created))))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsTypedFor(IInvocationOperation registration, SyntaxNode? type, CancellationToken cancellation)
    {
        var symbol = type is TypeDeclarationSyntax declaration ? compilation.SemanticModelOf(type.SyntaxTree).GetDeclaredSymbol(declaration, cancellation) : null;
        foreach (var argument in registration.TargetMethod.TypeArguments)
        {
            if (SymbolEqualityComparer.Default.Equals(argument, symbol))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsNamedIn(IInvocationOperation registration, SyntaxNode? type, CancellationToken cancellation)
    {
        foreach (var node in compilation.Invocations("CreateClient"))
        {
            if (EnclosingType(node) == type &&
                compilation.OperationOf(node, cancellation) is IInvocationOperation create &&
                IsNamed(registration, create))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNamed(IInvocationOperation registration, IInvocationOperation create) =>
        registration.TargetMethod.TypeArguments.IsEmpty &&
        HttpClientRegistrations.Name(create) is { } name &&
        name == HttpClientRegistrations.Name(registration);

    private static SyntaxNode? EnclosingType(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            if (current is TypeDeclarationSyntax or CompilationUnitSyntax)
            {
                return current;
            }
        }

        return null;
    }
}
