using Microsoft.CodeAnalysis;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow;

/// <summary>What a call does with the text that it is given.</summary>
internal enum CallEffect
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>The result holds what receiver and arguments hold.</summary>
    Passes,

    /// <summary>The result holds what the arguments hold, an object with all its members.</summary>
    Serializes,

    /// <summary>The result is a part of the receiver.</summary>
    Cuts,

    /// <summary>The result is redacted.</summary>
    Redacts,

    /// <summary>The result tells nothing about the arguments.</summary>
    Hides,
}

/// <summary>The methods, outside the scanned code, whose effect on personal data is known. Thread-safe, one a compilation.</summary>
internal sealed class PersonalDataCalls
{
    private readonly CompilationModel model;
    private readonly HashSet<string> redactors;
    private readonly PersonalDataLexicon lexicon;
    private readonly INamedTypeSymbol? redactor;
    private readonly INamedTypeSymbol? nullRedactor;

    /// <summary>Binds the redaction types of the compilation.</summary>
    public PersonalDataCalls(CompilationModel model, AnalyzerPolicy policy, PersonalDataLexicon lexicon)
    {
        this.model = model;
        this.lexicon = lexicon;
        redactors = policy.Redactors;
        redactor = model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Compliance.Redaction.Redactor");
        nullRedactor = model.Compilation.GetTypeByMetadataName("Microsoft.Extensions.Compliance.Redaction.NullRedactor");
    }

    /// <summary>The effect of calling <paramref name="method"/> on a receiver of type <paramref name="receiver"/>.</summary>
    public CallEffect EffectOf(IMethodSymbol method, ITypeSymbol? receiver)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        if (IsRedactor(method))
        {
            return nullRedactor is not null && SymbolEqualityComparer.Default.Equals(receiver, nullRedactor) ? CallEffect.Passes : CallEffect.Redacts;
        }

        var type = method.ContainingType;
        if (type is null)
        {
            return CallEffect.Unknown;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return method.Name is "Substring" or "Remove" ? CallEffect.Cuts : CallEffect.Passes;
        }

        return type.ContainingNamespace?.ToDisplayString() switch
        {
            "System.Security.Cryptography" => CallEffect.Hides,
            "System.Linq" or "System.Collections.Generic" or "System.Collections.Immutable" or "System.Threading.Tasks" => CallEffect.Passes,
            "System" => type.Name switch
            {
                "Convert" or "MemoryExtensions" or "Uri" or "Object" or "Nullable" or "DateTime" or "DateOnly" or "DateTimeOffset" or "Array" => CallEffect.Passes,
                _ => CallEffect.Unknown,
            },
            "System.Text" => CallEffect.Passes,
            "System.Text.Json" => type.Name == "JsonSerializer" && method.Name.StartsWith("Serialize", StringComparison.Ordinal) ? CallEffect.Serializes : CallEffect.Unknown,
            "Newtonsoft.Json" => type.Name == "JsonConvert" && method.Name.StartsWith("Serialize", StringComparison.Ordinal) ? CallEffect.Serializes : CallEffect.Unknown,
            "System.Net" => type.Name is "WebUtility" or "IPAddress" or "IPEndPoint" or "EndPoint" ? CallEffect.Passes : CallEffect.Unknown,
            "System.Net.Mail" or "MimeKit" => method.Name == "ToString" ? CallEffect.Passes : CallEffect.Unknown,
            "System.IO" => type.Name == "Path" && method.Name is "Combine" or "Join" ? CallEffect.Passes : CallEffect.Unknown,
            "System.Globalization" => type.Name == "TextInfo" ? CallEffect.Passes : CallEffect.Unknown,
            "System.Web" => type.Name == "HttpUtility" ? CallEffect.Passes : CallEffect.Unknown,
            _ => method.IsStatic && (ContentTable.Default.OfType(method.ReturnType) & ContentLabels.Prompt) != 0 ? CallEffect.Passes : CallEffect.Unknown,
        };
    }

    /// <summary>
    /// A method without a body here that makes text of text, by being static or by its name: what it is given may be in the result. That a name
    /// promises to mask proves nothing; the policy can declare it a redactor.
    /// </summary>
    public bool IsUnprovenTransformation(IMethodSymbol method)
    {
        if (method.ReturnType.SpecialType != SpecialType.System_String || method.Parameters.Length == 0
            || (!method.IsAbstract && model.Declares(method)) || PersonalDataTypes.IsIn(method.ContainingType, "System"))
        {
            return false;
        }

        return (method.IsStatic && !method.IsAbstract && !IsNamedPartOfObject(method)) || lexicon.IsTransformation(method.Name);
    }

    /// <summary>A getter over any object (<c>GetTypeName(this object value)</c>) gives what it is called for, not the text of the object.</summary>
    private bool IsNamedPartOfObject(IMethodSymbol method) =>
        lexicon.IsGetter(method.Name)
        && (method.ReducedFrom ?? method).OriginalDefinition.Parameters.All(static parameter => parameter.Type.SpecialType == SpecialType.System_Object || parameter.Type.TypeKind == TypeKind.TypeParameter);

    private bool IsRedactor(IMethodSymbol method)
    {
        if (redactors.Count > 0 && method.GetDocumentationCommentId() is { } id && redactors.Contains(id))
        {
            return true;
        }

        var type = method.ContainingType;
        if (type is { Name: "Shield", ContainingNamespace: { Name: "PromptShield", ContainingNamespace.IsGlobalNamespace: true } })
        {
            return method.Name == "Redact" && ShieldIdentity.Declares(type);
        }

        if (redactor is null || !method.Name.Contains("Redact"))
        {
            return false;
        }

        if (type?.ContainingNamespace?.ToDisplayString() == "Microsoft.Extensions.Compliance.Redaction"
            && type.ContainingAssembly.Name.StartsWith("Microsoft.Extensions.Compliance.", StringComparison.Ordinal))
        {
            return true;
        }

        for (var current = type?.BaseType; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, redactor))
            {
                return method.IsOverride;
            }
        }

        return false;
    }
}
