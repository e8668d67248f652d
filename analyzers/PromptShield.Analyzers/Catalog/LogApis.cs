using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PromptShield.Analyzers.Catalog;

/// <summary>Recognises, for one compilation, the calls that write to a log. Thread-safe.</summary>
internal sealed class LogApis
{
    private const string LoggingAssembly = "Microsoft.Extensions.Logging.Abstractions";
    private static readonly LogApi Generated = new("log", LoggingAssembly, "Microsoft.Extensions.Logging.LoggerMessageAttribute");
    private static readonly LogApi Delegate = new("log", LoggingAssembly, "Microsoft.Extensions.Logging.LoggerMessage");
    private static readonly LogApi ScopeDelegate = new("scope", LoggingAssembly, "Microsoft.Extensions.Logging.LoggerMessage");
    private static readonly LogApi Own = new("log", "", "") { IsOwn = true };

    private readonly LogApiRows rows = LogApiRows.Default;
    private readonly ConcurrentDictionary<IMethodSymbol, LogApi?> known = new(SymbolEqualityComparer.Default);
    private readonly ContentSink[] declared;
    private readonly INamedTypeSymbol? logger;
    private readonly INamedTypeSymbol? generatedAttribute;

    /// <summary>Binds the catalogue to the types that <paramref name="compilation"/> references.</summary>
    public LogApis(Compilation compilation, AnalyzerPolicy policy)
    {
        declared = [.. policy.Sinks.Where(static sink => sink.Group == "log")];
        logger = compilation.GetTypeByMetadataName("Microsoft.Extensions.Logging.ILogger");
        generatedAttribute = compilation.GetTypeByMetadataName(Generated.Type);
    }

    /// <summary>The catalogue entry that <paramref name="call"/> fits, or null when the call writes to no log.</summary>
    public LogApi? Find(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return FindDelegate(method);
        }

        return Find(method, call.Instance);
    }

    /// <summary>The catalogue entry that a method group fits, or null when it writes no value to a log.</summary>
    public LogApi? Find(IMethodReferenceOperation group) => group.Method.Parameters.IsEmpty ? null : Find(group.Method, group.Instance);

    private LogApi? Find(IMethodSymbol method, IOperation? instance)
    {
        if (!MayBe(method))
        {
            return null;
        }

        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (!known.TryGetValue(method, out var api))
        {
            api = known.GetOrAdd(method, Match(method));
        }

        return api is null || api.Receivers.Length == 0 || IsOn(instance, api.Receivers) ? api : null;
    }

    /// <summary>Names first: most calls are turned away by one look-up in a table of strings.</summary>
    private bool MayBe(IMethodSymbol method) =>
        rows.ByMethod.ContainsKey(method.Name)
        || declared.Length > 0
        || rows.OwnAnywhere.Contains(method.Name)
        || BeginsLikeOwn(method.Name)
        || (generatedAttribute is not null && (method.IsPartialDefinition || TakesLogger(method)));

    private LogApi? Match(IMethodSymbol method)
    {
        if (generatedAttribute is not null && HasAttribute(method, generatedAttribute))
        {
            return Generated;
        }

        foreach (var sink in declared)
        {
            if (sink.IsAbout(method))
            {
                return Own;
            }
        }

        if (rows.ByMethod.TryGetValue(method.Name, out var apis))
        {
            var type = method.ContainingType.ToDisplayString(FullName);
            foreach (var api in apis)
            {
                if (api.Type == type && IsAssembly(method.ContainingAssembly, api.Assembly))
                {
                    return api;
                }
            }
        }

        return IsOwn(method) ? Own : null;
    }

    private bool IsOwn(IMethodSymbol method) =>
        (rows.OwnAnywhere.Contains(method.Name) || (BeginsLikeOwn(method.Name) && (IsOwnType(method.ContainingType) || TakesOwnLogger(method))))
        && !IsFramework(method.ContainingAssembly)
        && HasMessage(method);

    /// <summary>A method that hands on its values to a logger: <c>void Log(ILogManager logger, string message, params object[] args)</c>.</summary>
    private bool TakesOwnLogger(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type is INamedTypeSymbol type && IsOwnType(type))
            {
                return true;
            }
        }

        return false;
    }

    private bool BeginsLikeOwn(string name)
    {
        foreach (var start in rows.OwnMethods)
        {
            if (name.StartsWith(start, StringComparison.Ordinal) && (name.Length == start.Length || !char.IsLower(name[start.Length]) || name == "Warning" || name == "Information"))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsOwnType(INamedTypeSymbol type)
    {
        var words = IdentifierWords.Split(type.Name);
        foreach (var own in rows.OwnTypes)
        {
            var matches = own.Length <= words.Count;
            for (var i = 0; matches && i < own.Length; i++)
            {
                matches = words[words.Count - own.Length + i] == own[i];
            }

            if (matches)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasMessage(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.SpecialType == SpecialType.System_String && rows.OwnMessages.Contains(parameter.Name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Delegates that <c>LoggerMessage.Define</c> and <c>DefineScope</c> make are told by their shape: nothing else takes a logger first.</summary>
    private LogApi? FindDelegate(IMethodSymbol invoke)
    {
        if (logger is null || invoke.Parameters.Length == 0 || !SymbolEqualityComparer.Default.Equals(invoke.Parameters[0].Type, logger))
        {
            return null;
        }

        return invoke.ReturnsVoid
            ? invoke.Parameters[invoke.Parameters.Length - 1].Type.Name == nameof(Exception) ? Delegate : null
            : invoke.ReturnType.SpecialType == SpecialType.System_IDisposable ? ScopeDelegate : null;
    }

    private bool TakesLogger(IMethodSymbol method) =>
        method.Parameters.Length > 0 && SymbolEqualityComparer.Default.Equals(method.Parameters[0].Type, logger);

    private static bool HasAttribute(IMethodSymbol method, INamedTypeSymbol attribute)
    {
        foreach (var data in method.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOn(IOperation? instance, string[] receivers) =>
        instance is IPropertyReferenceOperation { Property: var property }
        && Array.IndexOf(receivers, property.ContainingType.ToDisplayString(FullName) + "." + property.Name) >= 0;

    /// <summary>Whether telemetry shows an object of <paramref name="type"/> with what it is made of.</summary>
    public static bool IsHolder(ITypeSymbol type) =>
        LogApiRows.Default.Holders.TryGetValue(type.ToDisplayString(FullName), out var assembly) && IsAssembly(type.ContainingAssembly, assembly);

    private static bool IsAssembly(IAssemblySymbol? assembly, string expected) =>
        assembly is not null && (expected == "framework" ? IsFramework(assembly) : assembly.Name == expected);

    private static bool IsFramework(IAssemblySymbol assembly) =>
        assembly.Name is "mscorlib" or "netstandard" or "System" || assembly.Name.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>Namespace and nested type names, without generic arguments.</summary>
    public static SymbolDisplayFormat FullName { get; } = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);
}
