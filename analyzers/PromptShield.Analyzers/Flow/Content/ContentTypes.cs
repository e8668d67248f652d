using Microsoft.CodeAnalysis;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>What values of a type can hold, and what calls on it do with content.</summary>
internal static class ContentTypes
{
    private static readonly HashSet<string> Wrappers = new(StringComparer.Ordinal)
    {
        "Task", "ValueTask", "Nullable", "Lazy", "IAsyncEnumerable", "IEnumerable", "IReadOnlyList", "IReadOnlyCollection", "IList", "ICollection", "List",
        "ClientResult", "Response", "AsyncCollectionResult", "CollectionResult", "AsyncStreamingResult", "ImmutableArray", "ConfiguredCancelableAsyncEnumerable",
    };

    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid", "CancellationToken", "Version", "Half", "Int128", "UInt128", "BigInteger", "Index", "Range",
    };

    private static readonly HashSet<string> Transformers = new(StringComparer.Ordinal)
    {
        "String", "StringBuilder", "Encoding", "Regex", "TextEncoder", "HtmlEncoder", "UriBuilder", "JsonSerializer", "StringWriter",
    };

    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal) { "File", "Directory", "Process", "Environment", "Assembly", "Activator", "Type" };

    /// <summary>Whether a value can hold text: no numbers, dates, switches, functions.</summary>
    public static bool CanHold(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String or SpecialType.System_Object:
                return true;
            case not SpecialType.None and (< SpecialType.System_Array or SpecialType.System_DateTime or SpecialType.System_Nullable_T or SpecialType.System_RuntimeFieldHandle):
                return type.SpecialType == SpecialType.System_Nullable_T;
        }

        return type switch
        {
            { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer } => false,
            IArrayTypeSymbol array => array.ElementType.SpecialType is SpecialType.System_Byte or SpecialType.System_Char || CanHold(array.ElementType),
            INamedTypeSymbol { TypeArguments.Length: 1, Name: "Task" or "ValueTask" or "Nullable" } wrapper => CanHold(wrapper.TypeArguments[0]),
            { Name: "Task" or "ValueTask" } => !PersonalDataTypes.IsIn(type, "System"),
            _ => !(Silent.Contains(type.Name) && PersonalDataTypes.IsIn(type, "System")),
        };
    }

    /// <summary>What a task, a sequence or a result of an SDK holds; the type itself when it wraps nothing.</summary>
    public static ITypeSymbol Unwrapped(ITypeSymbol type)
    {
        for (var i = 0; i < 4; i++)
        {
            switch (type)
            {
                case IArrayTypeSymbol array:
                    type = array.ElementType;
                    break;
                case INamedTypeSymbol { TypeArguments.Length: 1 } wrapper when Wrappers.Contains(wrapper.Name):
                    type = wrapper.TypeArguments[0];
                    break;
                default:
                    return type;
            }
        }

        return type;
    }

    /// <summary>Whether a value of the type is filled by calls: builders, collections, conversations.</summary>
    public static bool IsContainer(ITypeSymbol type) =>
        type.SpecialType != SpecialType.System_String && (type.Name is "StringBuilder" or "StringWriter" or "ChatHistory" or "UriBuilder" || PersonalDataTypes.ItemType(type) is not null);

    /// <summary>Whether a method of this name puts its arguments into the object.</summary>
    public static bool Fills(string method) =>
        method.StartsWith("Add", StringComparison.Ordinal) || method.StartsWith("Append", StringComparison.Ordinal) || method.StartsWith("Insert", StringComparison.Ordinal)
        || method.StartsWith("Write", StringComparison.Ordinal) || method is "Push" or "Enqueue" or "TryAdd";

    /// <summary>Whether an object of the type does work instead of holding values, so that its properties tell nothing of it.</summary>
    public static bool IsService(ITypeSymbol type) => type.TypeKind == TypeKind.Interface && PersonalDataTypes.ItemType(type) is null;

    /// <summary>Whether what a method without source gives is made of all its arguments: text of text, and what static factories make.</summary>
    public static bool TransformsArguments(IMethodSymbol method)
    {
        if (method.IsExtensionMethod)
        {
            return method.Name is "Concat" or "Append" or "Prepend" or "Union" or "Zip" && PersonalDataTypes.IsIn(method.ContainingType, "System");
        }

        return Transformers.Contains(method.ContainingType.Name) ? PersonalDataTypes.IsIn(method.ContainingType, "System") : method.IsStatic && !Readers.Contains(method.ContainingType.Name);
    }

    /// <summary>Whether what the functions that a method is handed give is part of what it gives.</summary>
    public static bool Calls(IMethodSymbol method) => Projects(method) || method.Name is "Aggregate" or "ToDictionary" or "ToLookup" or "GroupBy" or "Replace" or "Run";

    /// <summary>Whether a method gives nothing but what the function that it is handed makes of each item.</summary>
    public static bool Projects(IMethodSymbol method) => method.Name is "Select" or "SelectMany" or "ConvertAll";
}
