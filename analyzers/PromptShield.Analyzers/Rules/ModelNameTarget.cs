using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// Tells whether a name such as <c>gpt-4o</c> goes to OpenAI itself. On Azure it is the name of a deployment that the user made, and behind a gateway
/// it is whatever the gateway makes of it.
/// </summary>
internal sealed class ModelNameTarget(RuleContext context)
{
    /// <summary>The provider whose names others reuse.</summary>
    public const string OpenAI = "OpenAI";

    private const string AzureClient = "Azure.AI.OpenAI.AzureOpenAIClient";
    private const int Depth = 8;
    private readonly ClientEndpoint endpoints = new(context.Model);
    private readonly bool knowsAzure = context.Knows(AzureClient) || context.Knows("Azure.AI.OpenAI.OpenAIClient");

    /// <summary>Whether the name in <paramref name="use"/>, a call or an assignment, goes to OpenAI and nowhere else.</summary>
    public bool IsOpenAI(ModelNameKind kind, IOperation use, CancellationToken cancellation) => kind switch
    {
        ModelNameKind.Client => IsOpenAI(use, cancellation),
        ModelNameKind.Receiver when CallProvenance.Receiver((IInvocationOperation)use) is { } client => Client(client, Depth, cancellation),
        _ => ProjectUsesOpenAIOnly(cancellation),
    };

    /// <summary>Whether the client or service that is made goes to OpenAI; one that is given another client goes where that one goes.</summary>
    private bool IsOpenAI(IOperation creation, CancellationToken cancellation)
    {
        foreach (var argument in ClientEndpoint.Arguments(creation))
        {
            if (TypeNames.Is(argument.Parameter?.Type, "OpenAI.OpenAIClient"))
            {
                return SeenObject.IsNothing(argument) ? ProjectUsesOpenAIOnly(cancellation) : Client(argument.Value, Depth, cancellation);
            }
        }

        return endpoints.Of(creation, cancellation) is { } addresses && addresses.All(static address => ProviderHosts.Default.MatchHost(address) == OpenAI);
    }

    private bool Client(IOperation client, int depth, CancellationToken cancellation)
    {
        if (depth == 0)
        {
            return false;
        }

        switch (client)
        {
            case IConversionOperation conversion:
                return Client(conversion.Operand, depth - 1, cancellation);
            case IObjectCreationOperation { Type: { } type } creation:
                return !TypeNames.IsOrInherits(type, AzureClient) && IsOpenAI(creation, cancellation);
            case IInvocationOperation call when !context.Model.Declares(call.TargetMethod) && CallProvenance.Receiver(call) is { } receiver:
                return Client(receiver, depth - 1, cancellation);
            case ILocalReferenceOperation local:
                return All(context.Model.Reaching(local.Local, local, cancellation), depth - 1, cancellation);
            case IFieldReferenceOperation { Field: { } field } when context.Model.Declares(field):
                return All(context.Model.Assigned(field.OriginalDefinition, cancellation), depth - 1, cancellation);
            default:
                return ProjectUsesOpenAIOnly(cancellation);
        }
    }

    private bool All(Definitions definitions, int depth, CancellationToken cancellation)
    {
        foreach (var definition in definitions.Items)
        {
            if (definition.Kind == DefinitionKind.Value && definition.Value is { } value ? !Client(value, depth, cancellation) : !ProjectUsesOpenAIOnly(cancellation))
            {
                return false;
            }
        }

        return !definitions.IsExhausted;
    }

    /// <summary>Without Azure's library, and without a line that sets an endpoint, a client that is handed in is taken for one of OpenAI.</summary>
    private bool ProjectUsesOpenAIOnly(CancellationToken cancellation)
    {
        if (knowsAzure)
        {
            return false;
        }

        foreach (var node in context.Model.Assignments("Endpoint"))
        {
            if (context.Model.OperationOf(node, cancellation) is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } &&
                MemberEntry.Find(EndpointTable.Default.Addresses, target.Member) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
