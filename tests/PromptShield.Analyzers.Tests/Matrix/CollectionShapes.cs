namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Clients in arrays, lists, dictionaries and sequences.</summary>
internal static class CollectionShapes
{
    public static readonly Shape[] All =
    [
        new("array", "A", "$T[] all = new[] { $A }; all[0].$CALL;"),
        new("array, any element", "AB", "$T[] all = { $A, $B }; all[DateTime.Now.Day % 2].$CALL;"),
        new("array, foreach", "AB", "foreach (var x in new[] { $A, $B }) { x.$CALL; }"),
        new("array field", "AB", "foreach (var x in all) { x.$CALL; }", "private readonly $T[] all = { $A, $B };"),
        new("array element that is set", "B", "var all = new $T[1]; all[0] = $B; all[0].$CALL;"),
        new("array element that is replaced", "B", "var all = new[] { $A }; all[0] = $B; all[0].$CALL;"),
        new("array under another name", "B", "var all = new[] { $A }; var others = all; others[0] = $B; all[0].$CALL;"),
        new("array that a method fills", "B", "var all = new[] { $A }; Fill(all); all[0].$CALL;", "private static void Fill($T[] all) => all[0] = $B;"),
        new("collection expression", "AB", "$T[] all = [$A, $B]; foreach (var x in all) { x.$CALL; }"),
        new("collection expression as a list", "AB", "List<$T> all = [$A, $B]; foreach (var x in all) { x.$CALL; }"),
        new("collection expression as a sequence", "AB", "IEnumerable<$T> all = [$A, $B]; foreach (var x in all) { x.$CALL; }"),
        new("collection expression, any element", "AB", "$T[] all = [$A, $B]; all[DateTime.Now.Day % 2].$CALL;"),
        new("collection expression with a spread", "AB", "$T[] some = [$A]; $T[] all = [.. some, $B]; foreach (var x in all) { x.$CALL; }"),
        new("collection expression in a field", "AB", "foreach (var x in all) { x.$CALL; }", "private readonly $T[] all = [$A, $B];"),
        new("collection expression as an argument", "AB", "Ask([$A, $B]);", "private static void Ask($T[] all) { foreach (var x in all) { x.$CALL; } }"),
        new("list initializer", "AB", "var all = new List<$T> { $A, $B }; foreach (var x in all) { x.$CALL; }"),
        new("list initializer, any element", "AB", "var all = new List<$T> { $A, $B }; all[DateTime.Now.Day % 2].$CALL;"),
        new("list initializer in a field", "AB", "foreach (var x in all) { x.$CALL; }", "private readonly List<$T> all = new() { $A, $B };"),
        new("list of an array", "AB", "var all = new List<$T>(new[] { $A, $B }); foreach (var x in all) { x.$CALL; }"),
        new("list that is filled", "AB", "var all = new List<$T> { $A }; all.Add($B); foreach (var x in all) { x.$CALL; }"),
        new("dictionary initializer", "AB", "var all = new Dictionary<string, $T> { [\"a\"] = $A, [\"b\"] = $B }; all[DateTime.Now.ToString()].$CALL;"),
        new("dictionary initializer with pairs", "AB", "var all = new Dictionary<string, $T> { { \"a\", $A }, { \"b\", $B } }; all[DateTime.Now.ToString()].$CALL;"),
        new("dictionary that is asked", "A", "var all = new Dictionary<string, $T> { [\"a\"] = $A }; if (all.TryGetValue(\"a\", out var x)) { x.$CALL; }"),
        new("dictionary values", "AB", "var all = new Dictionary<string, $T> { [\"a\"] = $A, [\"b\"] = $B }; foreach (var x in all.Values) { x.$CALL; }"),
        new("dictionary pairs", "AB", "var all = new Dictionary<string, $T> { [\"a\"] = $A, [\"b\"] = $B }; foreach (var (key, x) in all) { x.$CALL; }"),
        new("first", "AB", "new[] { $A, $B }.First(x => x is not null).$CALL;"),
        new("first or default", "AB", "new[] { $A, $B }.FirstOrDefault(x => x is not null)?.$CALL;"),
        new("select", "AB", "foreach (var x in new[] { 1, 2 }.Select(n => n > 1 ? $A : $B)) { x.$CALL; }"),
        new("where", "AB", "foreach (var x in new[] { $A, $B }.Where(x => x is not null)) { x.$CALL; }"),
        new("to list", "AB", "var all = new[] { $A, $B }.ToList(); foreach (var x in all) { x.$CALL; }"),
        new("for each of a list", "AB", "new List<$T> { $A, $B }.ForEach(x => x.$CALL);"),
        new("params array", "AB", "Ask($A, $B);", "private static void Ask(params $T[] all) { foreach (var x in all) { x.$CALL; } }"),
        new("queue", "AB", "var all = new Queue<$T>(new[] { $A, $B }); all.Dequeue().$CALL;"),
    ];
}
