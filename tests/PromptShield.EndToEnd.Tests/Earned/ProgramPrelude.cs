namespace PromptShield.Earned;

/// <summary>The source that every program is compiled with: usings, where the provider is, and unshielded clients to begin with.</summary>
internal static class ProgramPrelude
{
    public const string TypeName = "Target";

    public const string EndpointField = "Endpoint";

    public static readonly string Source =
        $$"""
        global using System;
        global using System.ClientModel;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading.Tasks;
        global using Anthropic;
        global using Anthropic.Models.Messages;
        global using Azure.AI.OpenAI;
        global using Microsoft.Agents.AI;
        global using Microsoft.Extensions.AI;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.DependencyInjection.Extensions;
        global using Microsoft.SemanticKernel;
        global using Microsoft.SemanticKernel.ChatCompletion;
        global using Microsoft.SemanticKernel.Connectors.OpenAI;
        global using OllamaSharp;
        global using OpenAI;
        global using OpenAI.Chat;
        global using OpenAI.Embeddings;
        global using PromptShield;

        public static class {{TypeName}}
        {
            public static Uri {{EndpointField}} = null!;

            public static bool Yes = true;

            public static Uri OpenAIEndpoint => new Uri({{EndpointField}}, "v1");

            public static ApiKeyCredential Key => new ApiKeyCredential("none");

            public const string Prompt = "{{PlantedData.Message}}";

            public const string AskForTool = "call lookup with {}";

            public static string Lookup() => Prompt;

            public static ChatOptions WithTool() => new ChatOptions { Tools = [AIFunctionFactory.Create(Lookup, "lookup")] };

            public static IChatClient Raw() =>
                new ChatClient("m", Key, new OpenAIClientOptions { Endpoint = OpenAIEndpoint }).AsIChatClient();
        }

        /// <summary>Middleware as people write it: it tells the model who is asking.</summary>
        public sealed class Signing : DelegatingChatClient
        {
            public Signing(IChatClient inner) : base(inner)
            {
            }

            public override Task<ChatResponse> GetResponseAsync(
                IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, System.Threading.CancellationToken cancellationToken = default) =>
                base.GetResponseAsync(messages.Append(new Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.User, Target.Prompt)), options, cancellationToken);
        }
        """;
}
