namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>One kind of client: how a program makes it without the shield, how it makes it with the shield, and the model call on it.</summary>
/// <param name="Name">The SDK and what is made.</param>
/// <param name="Type">The type that variables have.</param>
/// <param name="Raw">An expression that makes the client without the shield.</param>
/// <param name="Call">What follows the receiver and its dot; <c>*</c> stands before the name of the method.</param>
/// <param name="Hooks">Expressions that make the client so that the shield is the last code before the framework's own.</param>
internal sealed record Client(string Name, string Type, string Raw, string Call, params Hook[] Hooks)
{
    /// <summary>Marks the call in the source.</summary>
    public const string Marker = "/*call*/";

    /// <summary>The call with its mark.</summary>
    public string MarkedCall => Call.Replace("*", Marker, StringComparison.Ordinal);

    /// <summary>Whether the type can stand in a <c>using</c>.</summary>
    public bool IsDisposable => Type is "IChatClient" or "HttpClient" or "OllamaApiClient";

    public override string ToString() => Name;
}

/// <summary>A way of shielding a client.</summary>
internal sealed record Hook(string Name, string Expression);
