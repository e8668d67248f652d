namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Clients that come through syntax of C# 12, 13 and 14.</summary>
internal static class SyntaxShapes
{
    private const string Holder = "internal sealed class Holder { internal $T? Client { get; set; } }";

    public static readonly Shape[] CSharp12 =
    [
        new("default value of a lambda parameter", "A", "var make = ($T? given = null) => given ?? $A; make().$CALL;"),
        new("lambda with a params array", "AB", "var pick = (params $T[] all) => all[0]; pick($A, $B).$CALL;"),
        new("ref readonly parameter", "A", "$T x = $A; Ask(ref x);", "private static void Ask(ref readonly $T x) => x.$CALL;"),
        new("alias of a tuple", "A", "Pair pair = ($A, 1); pair.Client.$CALL;") { Head = "using Pair = (Microsoft.Extensions.AI.IChatClient Client, int Number);", Only = Clients.Chat },
        new("alias of an array", "AB", "Many all = [$A, $B]; foreach (var x in all) { x.$CALL; }") { Head = "using Many = Microsoft.Extensions.AI.IChatClient[];", Only = Clients.Chat },
        new("primary constructor that passes to its base", "A", "new Derived($A).Ask();", "", "internal class Base($T x) { internal void Ask() => x.$CALL; } internal sealed class Derived($T y) : Base(y);"),
        new("primary constructor in a property", "A", "new Holder($A).Client.$CALL;", "", "internal sealed class Holder($T x) { internal $T Client { get; } = x; }"),
        new("primary constructor that makes", "A", "new Holder(() => $A).Client.$CALL;", "", "internal sealed class Holder(Func<$T> make) { internal $T Client { get; } = make(); }"),
        new("required member", "A", "new Holder { Client = $A }.Ask();", "", "internal sealed class Holder { public required $T Client { get; init; } internal void Ask() => Client.$CALL; }"),
        new("static abstract member", "A", "Make<Factory>().$CALL;", "private static $T Make<F>() where F : IFactory => F.Make();", "internal interface IFactory { static abstract $T Make(); } internal sealed class Factory : IFactory { public static $T Make() => $A; }"),
        new("generic attribute beside it", "A", "Make().$CALL;", "[Mark<string>] private static $T Make() => $A;", "[AttributeUsage(AttributeTargets.Method)] internal sealed class MarkAttribute<X> : Attribute;"),
        new("file-local type", "A", "new Holder($A).Ask();", "", "file sealed class Holder($T x) { internal void Ask() => x.$CALL; }"),
        new("raw string key", "A", "var services = new ServiceCollection(); services.AddKeyedSingleton<$T>(\"\"\"a\"\"\", $A); services.BuildServiceProvider().GetRequiredKeyedService<$T>(\"a\").$CALL;"),
    ];

    public static readonly Shape[] CSharp13 =
    [
        new("params sequence", "AB", "Ask($A, $B);", "private static void Ask(params IEnumerable<$T> all) { foreach (var x in all) { x.$CALL; } }") { Since = 13 },
        new("params list", "AB", "Ask($A, $B);", "private static void Ask(params List<$T> all) { foreach (var x in all) { x.$CALL; } }") { Since = 13 },
        new("params span", "AB", "Ask($A, $B);", "private static void Ask(params ReadOnlySpan<$T> all) { foreach (var x in all) { x.$CALL; } }") { Since = 13 },
        new("lock object", "B", "$T x = $A; var gate = new Lock(); lock (gate) { x = $B; } x.$CALL;") { Since = 13 },
        new("partial property", "A", "new Holder().Client.$CALL;", "", "internal sealed partial class Holder { internal partial $T Client { get; } } internal sealed partial class Holder { internal partial $T Client { get => $A; } }") { Since = 13 },
        new("index from the end in an initializer", "B", "var holder = new Holder { All = { [^1] = $B } }; holder.All[0].$CALL;", "", "internal sealed class Holder { internal $T[] All = new $T[1]; }") { Since = 13, NotFollowed = "an element that an initializer sets has no assignment" },
        new("type argument that allows ref structs", "A", "Same($A).$CALL;", "private static X Same<X>(X value) where X : allows ref struct => value;") { Since = 13 },
    ];

    public static readonly Shape[] CSharp14 =
    [
        new("field keyword", "A", "Client.$CALL;", "private $T Client => field ??= $A;") { Since = 14 },
        new("field keyword with initializer", "A", "Client.$CALL;", "private $T Client { get => field; } = $A;") { Since = 14 },
        new("field keyword in the setter", "AB", "Client = $A; Client.$CALL;", "private $T? Client { get; set => field = value ?? $B; }") { Since = 14 },
        new("extension method in a block", "A", "$A.Same().$CALL;", "", "internal static class E { extension($T x) { internal $T Same() => x; } }") { Since = 14 },
        new("extension property", "A", "$A.Self.$CALL;", "", "internal static class E { extension($T x) { internal $T Self => x; } }") { Since = 14, NotFollowed = "a property that extends a type hides what it is read on" },
        new("extension method that replaces", "B", "$A.Other().$CALL;", "", "internal static class E { extension($T x) { internal $T Other() => $B; } }") { Since = 14 },
        new("static extension method", "A", "$T.Make().$CALL;", "", "internal static class E { extension($T) { internal static $T Make() => $A; } }") { Since = 14 },
        new("static extension property", "A", "$T.Shared.$CALL;", "", "internal static class E { extension($T) { internal static $T Shared => $A; } }") { Since = 14 },
        new("extension method that takes a client", "B", "$A.Pick($B).$CALL;", "", "internal static class E { extension($T x) { internal $T Pick($T other) => other; } }") { Since = 14 },
        new("call inside an extension member", "A", "$A.Ask();", "", "internal static class E { extension($T x) { internal void Ask() => x.$CALL; } }") { Since = 14 },
        new("null-conditional assignment", "AB", "Holder? holder = new Holder { Client = $A }; holder?.Client = $B; holder?.Client?.$CALL;", "", Holder) { Since = 14 },
        new("null-conditional assignment alone", "A", "Holder? holder = c ? new Holder() : null; holder?.Client = $A; holder?.Client?.$CALL;", "", Holder) { Since = 14 },
        new("lambda with a modifier", "A", "Take ask = (in x) => x.$CALL; $T y = $A; ask(in y);", "private delegate void Take(in $T x);") { Since = 14 },
        new("lambda with an out parameter", "A", "Make make = (out x) => x = $A; make(out var y); y.$CALL;", "private delegate void Make(out $T x);") { Since = 14, NotFollowed = "a delegate writes by reference" },
        new("partial constructor", "A", "new Holder($A).Ask();", "", "internal sealed partial class Holder { private readonly $T x; internal partial Holder($T x); } internal sealed partial class Holder { internal partial Holder($T x) => this.x = x; internal void Ask() => x.$CALL; }") { Since = 14 },
        new("array as a span", "AB", "Ask(new $T[] { $A, $B });", "private static void Ask(ReadOnlySpan<$T> all) { foreach (var x in all) { x.$CALL; } }") { Since = 14 },
    ];
}
