using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>What the values of a type can hold.</summary>
internal static class PersonalDataTypes
{
    /// <summary>The kinds of value that the lexicon distinguishes; those of the items for a sequence, of the result for a task.</summary>
    public static ValueKinds KindsOf(ITypeSymbol? type)
    {
        for (var depth = 0; type is not null && depth < 4; depth++)
        {
            if (Scalar(type) is { } kinds)
            {
                return kinds;
            }

            type = Inner(type);
        }

        return ValueKinds.None;
    }

    /// <summary>Whether a value of this type shows itself whole: text, numbers, dates; not an object or a sequence.</summary>
    public static bool IsScalar(ITypeSymbol type) => Scalar(type) is not null || type is { TypeKind: TypeKind.Enum or TypeKind.Delegate or TypeKind.Pointer };

    /// <summary>The items of a sequence, or null; a string is none.</summary>
    public static ITypeSymbol? ItemType(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol array)
        {
            return array.ElementType;
        }

        if (type is not INamedTypeSymbol named || type.SpecialType == SpecialType.System_String)
        {
            return null;
        }

        if (named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || IsAsyncSequence(named))
        {
            return named.TypeArguments[0];
        }

        foreach (var face in named.AllInterfaces)
        {
            if (face.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || IsAsyncSequence(face))
            {
                return face.TypeArguments[0];
            }
        }

        return null;
    }

    /// <summary>The type without <c>Nullable</c> and <c>Task</c>.</summary>
    public static ITypeSymbol Unwrapped(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1, Name: "Nullable" or "Task" or "ValueTask" or "Lazy" } named && IsIn(named, "System") ? named.TypeArguments[0] : type;

    /// <summary>Whether the type lies in the namespace or below it.</summary>
    public static bool IsIn(ITypeSymbol type, string root)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name == root;
    }

    private static ValueKinds? Scalar(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return ValueKinds.Text;
            case SpecialType.System_DateTime:
                return ValueKinds.Date;
            case SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32 or SpecialType.System_UInt32
                or SpecialType.System_Int64 or SpecialType.System_UInt64:
                return ValueKinds.Number;
            case SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal:
                return ValueKinds.Decimal;
            case SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Char or SpecialType.System_Void
                or SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return ValueKinds.None;
            case not SpecialType.None:
                return null;
        }

        if (type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char })
        {
            return ValueKinds.Text;
        }

        return type.Name switch
        {
            "StringBuilder" when IsIn(type, "System") => ValueKinds.Text,
            "StringValues" or "StringSegment" when IsIn(type, "Microsoft") => ValueKinds.Text,
            "Span" or "ReadOnlySpan" or "Memory" or "ReadOnlyMemory"
                when type is INamedTypeSymbol { TypeArguments.Length: 1 } span && span.TypeArguments[0].SpecialType == SpecialType.System_Char => ValueKinds.Text,
            "DateOnly" or "DateTimeOffset" when IsIn(type, "System") => ValueKinds.Date,
            "MailAddress" when IsIn(type, "System") => ValueKinds.Mail,
            "MailboxAddress" when IsIn(type, "MimeKit") => ValueKinds.Mail,
            "IPAddress" or "IPEndPoint" or "EndPoint" when IsIn(type, "System") => ValueKinds.Ip,
            "Guid" or "TimeSpan" or "TimeOnly" or "Type" or "Uri" or "CancellationToken" or "SecureString" or "Version"
                when IsIn(type, "System") => ValueKinds.None,
            _ => null,
        };
    }

    private static ITypeSymbol? Inner(ITypeSymbol type)
    {
        var unwrapped = Unwrapped(type);
        return SymbolEqualityComparer.Default.Equals(unwrapped, type) ? ItemType(type) : unwrapped;
    }

    private static bool IsAsyncSequence(INamedTypeSymbol type) => type is { Name: "IAsyncEnumerable", TypeArguments.Length: 1 };
}
