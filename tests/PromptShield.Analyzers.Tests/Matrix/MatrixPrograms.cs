namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Every program of the matrix.</summary>
internal static class MatrixPrograms
{
    public const string HooksGroup = "SDKs and hooks";

    public static IReadOnlyList<MatrixProgram> All { get; } =
    [
        .. Hooks(),
        .. OfShapes("control flow", FlowShapes.All),
        .. OfShapes("methods and lambdas", CallableShapes.All),
        .. OfShapes("holders", HolderShapes.All),
        .. OfShapes("collections", CollectionShapes.All),
        .. OfShapes("services", ServiceShapes.All),
        .. OfShapes("syntax of C# 12", SyntaxShapes.CSharp12),
        .. OfShapes("syntax of C# 13", SyntaxShapes.CSharp13),
        .. OfShapes("syntax of C# 14", SyntaxShapes.CSharp14),
        .. ChainOrders.All(),
        .. WireOrders.All(),
        .. RegistrationOrders.All(),
        .. LookAlikes.All(),
        .. NearMisses.All(),
        .. Changes.All(),
    ];

    private static IEnumerable<MatrixProgram> Hooks()
    {
        var straight = FlowShapes.All[0];
        foreach (var client in Clients.All)
        {
            yield return new(HooksGroup, $"{client}, raw", MatrixProgram.Unguarded, straight.Fill(client, client.Raw, ""));
            foreach (var hook in client.Hooks)
            {
                yield return new(HooksGroup, $"{client}, {hook.Name}", MatrixProgram.Guarded, straight.Fill(client, hook.Expression, ""));
            }
        }
    }

    /// <summary>Each shape with one of the clients, which take turns, and every filling of its places with raw and shielded ones.</summary>
    private static IEnumerable<MatrixProgram> OfShapes(string group, Shape[] shapes)
    {
        var turn = 0;
        foreach (var shape in shapes)
        {
            var client = shape.Only ?? Clients.All[turn++ % Clients.All.Length];
            while (shape.Disposes && !client.IsDisposable)
            {
                client = Clients.All[turn++ % Clients.All.Length];
            }

            foreach (var program in Fillings(group, shape, client, turn))
            {
                yield return program;
            }
        }
    }

    private static IEnumerable<MatrixProgram> Fillings(string group, Shape shape, Client client, int turn)
    {
        var hook = client.Hooks[turn % client.Hooks.Length].Expression;
        for (var filling = 0; filling < (shape.IsPair ? 4 : 2); filling++)
        {
            var (a, b) = ((filling & 1) != 0, (filling & 2) != 0);
            var name = $"{shape.Name}, {(a ? "shielded" : "raw")}{(shape.IsPair ? b ? " and shielded" : " and raw" : "")} ({client})";
            yield return new(group, name, shape.StateOf(a, b), shape.Fill(client, a ? hook : client.Raw, b ? hook : client.Raw))
            {
                Since = shape.Since,
                NotFollowed = shape.NotFollowed,
            };
        }
    }
}
