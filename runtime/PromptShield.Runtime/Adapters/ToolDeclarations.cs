using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace PromptShield;

/// <summary>
/// What the model is told about tools and about the form of its answer. Descriptions and schemas get placeholders as any other text, in a wrapper around the caller's
/// tool. A name must stay what it is for the call to find its way back, and tools that are no functions, or functions of a kernel, cannot be wrapped: with personal
/// data in them the request is refused.
/// </summary>
internal static class ToolDeclarations
{
    internal static void Survey(ChatOptions options, ShieldedRequest request)
    {
        foreach (var tool in options.Tools ?? [])
        {
            request.Survey(tool.Description);
            if (tool is AIFunctionDeclaration function)
            {
                ToolValue.Survey(function.JsonSchema, request);
                ToolValue.Survey(function.ReturnJsonSchema, request);
            }
        }

        if (options.ResponseFormat is ChatResponseFormatJson format)
        {
            request.Survey(format.SchemaDescription);
            ToolValue.Survey(format.Schema, request);
        }
    }

    /// <summary>The tools as they may leave; the same instance when nothing was found in them.</summary>
    internal static IList<AITool>? Protect(IList<AITool>? tools, ShieldedRequest request)
    {
        List<AITool>? result = null;
        for (var i = 0; i < tools?.Count; i++)
        {
            var safe = Protect(tools[i], request);
            if (!ReferenceEquals(safe, tools[i]))
            {
                result ??= [.. tools];
                result[i] = safe;
            }
        }

        return result ?? tools;
    }

    /// <summary>Tools that a client inside brings itself: nothing can take their place.</summary>
    internal static void Inspect(IList<AITool>? tools, ShieldedRequest request)
    {
        if (!ReferenceEquals(Protect(tools, request), tools))
        {
            request.Irreplaceable("a tool that the function-invoking client brings");
        }
    }

    internal static ChatResponseFormat? Protect(ChatResponseFormat? format, ShieldedRequest request)
    {
        if (format is not ChatResponseFormatJson json)
        {
            return format;
        }

        Name(json.SchemaName, "the name of the response schema", request);
        var description = request.Protect(json.SchemaDescription);
        return Schema(json.Schema, request) is var schema && (schema is not null || !ReferenceEquals(description, json.SchemaDescription))
            ? new ChatResponseFormatJson(schema ?? json.Schema, json.SchemaName, description)
            : format;
    }

    private static AITool Protect(AITool tool, ShieldedRequest request)
    {
        Name(tool.Name, "the name of a tool", request);
        var description = request.Protect(tool.Description);
        var changed = !ReferenceEquals(description, tool.Description);
        if (tool is AIFunctionDeclaration function)
        {
            var schema = Schema(function.JsonSchema, request);
            var returns = Schema(function.ReturnJsonSchema, request);
            if (!changed && schema is null && returns is null)
            {
                return tool;
            }

            var safe = new Declaration(description, schema ?? function.JsonSchema, returns ?? function.ReturnJsonSchema);
            switch (function)
            {
                case KernelFunction:
                    request.Irreplaceable("the description of a kernel function");
                    return tool;
                case AIFunction invocable:
                    return new DeclaredFunction(invocable, safe);
                default:
                    return new DeclaredTool(function, safe);
            }
        }

        if (changed || (tool is HostedMcpServerTool server && (request.TryProtect(server.ServerDescription, out _) | request.TryProtect(server.ServerAddress, out _))))
        {
            request.Irreplaceable("the description of a tool");
        }

        if (tool.GetService<IPersistableModel<object>>() is { } raw)
        {
            RawRepresentations.Inspect(raw, "a tool", request);
        }

        return tool;
    }

    private static void Name(string? name, string what, ShieldedRequest request)
    {
        if (request.TryProtect(name, out _))
        {
            request.Irreplaceable(what);
        }
    }

    private static JsonElement? Schema(JsonElement? schema, ShieldedRequest request)
    {
        object? boxed = schema;
        return ToolValue.Protect(boxed, request) is var safe && !ReferenceEquals(safe, boxed) ? (JsonElement)safe! : null;
    }

    private sealed record Declaration(string Description, JsonElement Schema, JsonElement? Returns);

    private sealed class DeclaredFunction(AIFunction inner, Declaration safe) : DelegatingAIFunction(inner)
    {
        public override string Description => safe.Description;

        public override JsonElement JsonSchema => safe.Schema;

        public override JsonElement? ReturnJsonSchema => safe.Returns;
    }

    private sealed class DeclaredTool(AIFunctionDeclaration inner, Declaration safe) : AIFunctionDeclaration
    {
        public override string Name => inner.Name;

        public override string Description => safe.Description;

        public override JsonElement JsonSchema => safe.Schema;

        public override JsonElement? ReturnJsonSchema => safe.Returns;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties => inner.AdditionalProperties;

        public override object? GetService(Type serviceType, object? serviceKey = null) => base.GetService(serviceType, serviceKey) ?? inner.GetService(serviceType, serviceKey);
    }
}
