namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>
/// How one or two clients come from where they are made to where they are called. In its texts <c>$T</c> is the type of the client, <c>$A</c> and
/// <c>$B</c> are expressions that make one, and <c>$CALL</c> after a dot is the model call.
/// </summary>
/// <param name="Name">What is tried, as a phrase.</param>
/// <param name="Reaching">The letters of the clients that the call can be made on when the program runs.</param>
/// <param name="Body">Statements of an async method with a parameter <c>bool c</c>.</param>
/// <param name="Members">Members of the class around that method.</param>
/// <param name="Types">Types beside that class.</param>
internal sealed record Shape(string Name, string Reaching, string Body, string Members = "", string Types = "")
{
    /// <summary>The version of C# that the shape needs.</summary>
    public int Since { get; init; } = 12;

    /// <summary>Why the analysis does not follow the client through this shape; empty when it does.</summary>
    public string NotFollowed { get; init; } = "";

    /// <summary>What stands before everything else.</summary>
    public string Head { get; init; } = "";

    /// <summary>The client is disposed, so its type must be disposable.</summary>
    public bool Disposes { get; init; }

    /// <summary>The only client that the shape is written for; null when any will do.</summary>
    public Client? Only { get; init; }

    /// <summary>The program with both clients filled in.</summary>
    public string Fill(Client client, string a, string b) =>
        $$"""
        {{Head}}
        internal class C
        {
            internal async Task M(bool c)
            {
                {{Body}}
                await Task.Yield();
            }
            {{Members}}
        }
        {{Types}}
        """
            .Replace("$CALL", client.MarkedCall, StringComparison.Ordinal)
            .Replace("$T", client.Type, StringComparison.Ordinal)
            .Replace("$A", a, StringComparison.Ordinal)
            .Replace("$B", b, StringComparison.Ordinal);

    /// <summary>The rule of this dimension: guarded when every client that the call can be made on is shielded.</summary>
    public string StateOf(bool isShieldedA, bool isShieldedB) =>
        Reaching.All(letter => letter == 'A' ? isShieldedA : isShieldedB) ? MatrixProgram.Guarded : MatrixProgram.Unguarded;

    /// <summary>Whether the shape has two clients.</summary>
    public bool IsPair => (Body + Members + Types).Contains("$B", StringComparison.Ordinal);
}
