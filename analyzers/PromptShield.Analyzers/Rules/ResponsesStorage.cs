using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Rules;

/// <summary>The part of PSH5001 about the Responses API, whose service stores every response unless the request says otherwise.</summary>
internal sealed class ResponsesStorage(CompilationModel compilation)
{
    private const string Switch = "StoredOutputEnabled";
    private const string Unset = "responses are stored unless '" + Switch + "' is false, and nothing sets it";
    private const string NoOptions = "responses are stored, and this overload cannot switch it off";
    private const string NotGiven = "responses are stored, and no options switch it off";
    private const string Bridged = "responses are stored, and nothing in this project sets '" + Switch + "' to false";

    private static readonly string[] Clients = ["OpenAI.Responses.ResponsesClient", "OpenAI.Responses.OpenAIResponseClient"];

    /// <summary>What needs the response to be stored: the finding is there.</summary>
    private static readonly string[] States = ["PreviousResponseId", "ConversationOptions", "BackgroundModeEnabled"];

    /// <summary>Methods that wrap the client, so that only its raw options can say what is stored.</summary>
    private static readonly HashSet<string> Bridges = new(StringComparer.Ordinal) { "AsIChatClient", "AsAIAgent", "CreateAIAgent" };

    private readonly ClientEndpoint endpoints = new(compilation);
    private int switchesOff = -1;

    /// <summary>Methods that send a request, or wrap the client that does.</summary>
    public static HashSet<string> Methods { get; } = new(Bridges, StringComparer.Ordinal) { "CreateResponse", "CreateResponseAsync", "CreateResponseStreaming", "CreateResponseStreamingAsync" };

    /// <summary>Why <paramref name="call"/> lets responses be stored, and the creation of the options on which it can be switched off; null when it does not, or when the source does not show it.</summary>
    public (string Text, SyntaxNode? Options)? Judge(IInvocationOperation call, CancellationToken cancellation)
    {
        var client = CallProvenance.Receiver(call);
        if (!Array.Exists(Clients, type => TypeNames.IsOrInherits(client?.Type, type)) || IsElsewhere(client, cancellation))
        {
            return null;
        }

        if (Bridges.Contains(call.TargetMethod.Name))
        {
            return SwitchesOff(cancellation) ? null : (Bridged, null);
        }

        foreach (var argument in call.Arguments)
        {
            switch (argument.Parameter?.Type.Name)
            {
                case "BinaryContent":
                    return null;
                case "CreateResponseOptions" or "ResponseCreationOptions":
                    return SeenObject.IsNothing(argument) ? (NotGiven, null)
                        : SeenObject.Of(argument.Value, compilation, cancellation) is { } options && !options.Sets(Switch) && !Array.Exists(States, options.Sets) ? (Unset, options.Creation.Syntax)
                        : null;
            }
        }

        return (NoOptions, null);
    }

    /// <summary>Whether the client is made for a server of somebody else, who may store nothing: of the project's own, as a rule.</summary>
    private bool IsElsewhere(IOperation? client, CancellationToken cancellation) =>
        endpoints.OfClient(client, cancellation) is { Count: > 0 } addresses && addresses.All(static address => new Endpoint(address).IsHostKnown && ProviderHosts.Default.MatchHost(address) is null);

    /// <summary>Whether the project switches storing off anywhere: raw options reach a wrapped client by ways that are not followed.</summary>
    private bool SwitchesOff(CancellationToken cancellation)
    {
        if (switchesOff < 0)
        {
            var found = 0;
            foreach (var node in compilation.Assignments(Switch))
            {
                if (node is AssignmentExpressionSyntax { Right: { } value } && compilation.OperationOf(value, cancellation) is not { ConstantValue: { HasValue: true, Value: true } })
                {
                    found = 1;
                    break;
                }
            }

            switchesOff = found;
        }

        return switchesOff == 1;
    }
}
