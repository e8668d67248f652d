using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Methods that are called from outside the program: handlers of requests, whose parameters a caller fills, and tools, whose parameters a model fills. Thread-safe.
/// </summary>
internal sealed class EntryPoints(CompilationModel compilation)
{
    private static readonly string[] Mapping = ["Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback"];
    private static readonly string[] Tooling = ["Create", "CreateFromMethod", "AddTool", "WithTool"];
    private static readonly string[] ToolAttributes = ["KernelFunctionAttribute", "McpServerToolAttribute"];

    private readonly ConcurrentDictionary<IMethodSymbol, ContentLabels> known = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<ISymbol, ContentLabels>> handedOver = new(() => HandedOver(compilation));

    /// <summary>What fills the parameter: a caller, a model, or nobody from outside.</summary>
    public ContentLabels Of(IParameterSymbol parameter, CancellationToken cancellation)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || !IsFilled(parameter))
        {
            return ContentLabels.None;
        }

        var attribute = Attribute(parameter, static name => name.EndsWith("TriggerAttribute", StringComparison.Ordinal));
        return attribute ? ContentLabels.Request : Of(method, cancellation);
    }

    /// <summary>Who calls the method: <see cref="ContentLabels.Request"/> for a handler of requests, <see cref="ContentLabels.Answer"/> for a tool.</summary>
    public ContentLabels Of(IMethodSymbol method, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        return known.TryGetValue(method, out var labels) ? labels : known.GetOrAdd(method, Find(method, cancellation));
    }

    private ContentLabels Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.MethodKind == MethodKind.AnonymousFunction)
        {
            return OfLambda(method, cancellation);
        }

        if (Attribute(method, static name => Array.IndexOf(ToolAttributes, name) >= 0))
        {
            return ContentLabels.Answer;
        }

        if (handedOver.Value.TryGetValue(method, out var labels))
        {
            return labels;
        }

        return method.DeclaredAccessibility == Accessibility.Public && !method.IsStatic && IsHandler(method) ? ContentLabels.Request : ContentLabels.None;
    }

    private static bool IsHandler(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.Mvc.RazorPages.PageModel"))
        {
            return method.Name.StartsWith("OnGet", StringComparison.Ordinal) || method.Name.StartsWith("OnPost", StringComparison.Ordinal)
                || method.Name.StartsWith("OnPut", StringComparison.Ordinal) || method.Name.StartsWith("OnDelete", StringComparison.Ordinal);
        }

        if (TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.Mvc.ControllerBase") || Attribute(type, static name => name is "ApiControllerAttribute" or "ControllerAttribute"))
        {
            return method.MethodKind == MethodKind.Ordinary && !Attribute(method, static name => name == "NonActionAttribute");
        }

        if (TypeNames.IsOrInherits(type, "Microsoft.AspNetCore.SignalR.Hub"))
        {
            return method.MethodKind == MethodKind.Ordinary && !method.IsOverride;
        }

        // A gRPC service derives from the class that the compiler of its contract made.
        return method.IsOverride && type.BaseType is { } made && Attribute(made, static name => name == "BindServiceMethodAttribute");
    }

    private ContentLabels OfLambda(IMethodSymbol lambda, CancellationToken cancellation)
    {
        if (lambda.DeclaringSyntaxReferences.Length == 0)
        {
            return ContentLabels.None;
        }

        IOperation? current = compilation.OperationOf(lambda.DeclaringSyntaxReferences[0].GetSyntax(cancellation), cancellation);
        while (current is not null and not IArgumentOperation)
        {
            current = current.Parent;
        }

        return current is IArgumentOperation { Parent: IInvocationOperation call } ? Takes(call.TargetMethod) : ContentLabels.None;
    }

    /// <summary>Who will call the functions that a call of the method hands over.</summary>
    private static ContentLabels Takes(IMethodSymbol method) => method.ContainingType.Name switch
    {
        "EndpointRouteBuilderExtensions" when method.Name.StartsWith("Map", StringComparison.Ordinal) => ContentLabels.Request,
        "AIFunctionFactory" or "KernelFunctionFactory" or "McpServerTool" => ContentLabels.Answer,
        _ => ContentLabels.None,
    };

    private static Dictionary<ISymbol, ContentLabels> HandedOver(CompilationModel compilation)
    {
        var found = new Dictionary<ISymbol, ContentLabels>(SymbolEqualityComparer.Default);
        foreach (var name in Mapping.Concat(Tooling))
        {
            foreach (var node in compilation.Invocations(name))
            {
                if (compilation.OperationOf(node, default) is not IInvocationOperation call || Takes(call.TargetMethod) is not (not ContentLabels.None and var labels))
                {
                    continue;
                }

                foreach (var argument in call.Arguments)
                {
                    var value = argument.Value;
                    while (value is IConversionOperation conversion)
                    {
                        value = conversion.Operand;
                    }

                    if (value is IDelegateCreationOperation { Target: IMethodReferenceOperation group })
                    {
                        found[group.Method.OriginalDefinition] = labels;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>Whether a request or a model fills the parameter: text, and objects that only hold values; services come from the container.</summary>
    private static bool IsFilled(IParameterSymbol parameter)
    {
        if (Attribute(parameter, static name => name is "FromServicesAttribute" or "FromKeyedServicesAttribute" or "AsParametersAttribute"))
        {
            return false;
        }

        var type = ContentTypes.Unwrapped(parameter.Type);
        return type.SpecialType == SpecialType.System_String || type.Name is "JsonElement" or "JsonDocument" or "JsonNode" or "IFormFile" || HoldsValues(type)
            || Attribute(parameter, static name => name is "FromBodyAttribute" or "FromFormAttribute" or "FromQueryAttribute" or "FromRouteAttribute" or "FromHeaderAttribute");
    }

    private static bool HoldsValues(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, DeclaringSyntaxReferences.Length: > 0 } named)
        {
            return false;
        }

        if (named.IsRecord)
        {
            return true;
        }

        var settable = 0;
        foreach (var member in named.GetMembers())
        {
            settable += member is IPropertySymbol { DeclaredAccessibility: Accessibility.Public, SetMethod: not null, IsStatic: false } ? 1 : 0;
        }

        return settable > 0 && named.InstanceConstructors.Any(static constructor => constructor.Parameters.IsEmpty);
    }

    private static bool Attribute(ISymbol symbol, Func<string, bool> isNamed)
    {
        foreach (var attribute in symbol.GetAttributes())
        {
            for (var type = attribute.AttributeClass; type is not null; type = type.BaseType)
            {
                if (isNamed(type.Name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
