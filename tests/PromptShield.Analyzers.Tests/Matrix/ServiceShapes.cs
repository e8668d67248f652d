namespace PromptShield.Analyzers.Tests.Matrix;

/// <summary>Clients that a container supplies.</summary>
internal static class ServiceShapes
{
    private const string Run = " services.AddSingleton<Consumer>(); services.BuildServiceProvider().GetRequiredService<Consumer>().Ask();";
    private const string Consumer = "internal sealed class Consumer($T x) { internal void Ask() => x.$CALL; }";
    private const string KeyedConsumer = "internal sealed class Consumer([FromKeyedServices(\"a\")] $T x) { internal void Ask() => x.$CALL; }";

    public static readonly Shape[] All =
    [
        Injected("instance", "A", "services.AddSingleton<$T>($A);"),
        Injected("factory", "A", "services.AddSingleton<$T>(_ => $A);"),
        Injected("factory without the type", "A", "services.AddSingleton(_ => ($T)$A);"),
        Injected("factory with a block", "AB", "services.AddSingleton<$T>(_ => { if (c) { return $A; } return $B; });"),
        Injected("scoped", "A", "services.AddScoped<$T>(_ => $A);"),
        Injected("transient", "A", "services.AddTransient<$T>(_ => $A);"),
        Injected("variable", "B", "$T made = $A; made = $B; services.AddSingleton<$T>(made);"),
        Injected("the last wins", "B", "services.AddSingleton<$T>($A); services.AddSingleton<$T>($B);"),
        Injected("the last wins when it runs", "AB", "services.AddSingleton<$T>($A); if (c) { services.AddSingleton<$T>($B); }"),
        Injected("either", "AB", "if (c) { services.AddSingleton<$T>($A); } else { services.AddSingleton<$T>($B); }"),
        Injected("try after add", "A", "services.AddSingleton<$T>($A); services.TryAddSingleton<$T>(_ => $B);"),
        Injected("add after try", "B", "services.TryAddSingleton<$T>(_ => $A); services.AddSingleton<$T>($B);"),
        Injected("replace", "B", "services.AddSingleton<$T>($A); services.Replace(ServiceDescriptor.Singleton<$T>(_ => $B));"),
        Injected("remove and add", "B", "services.AddSingleton<$T>($A); services.RemoveAll<$T>(); services.AddSingleton<$T>($B);"),
        Injected("descriptor", "A", "services.Add(ServiceDescriptor.Singleton<$T>(_ => $A));"),
        Injected("descriptor of a type", "A", "services.Add(new ServiceDescriptor(typeof($T), _ => $A, ServiceLifetime.Scoped));"),
        Injected("chained", "A", "services.AddLogging().AddSingleton<$T>($A).AddHttpClient();"),
        Injected("key beside it", "A", "services.AddSingleton<$T>($A); services.AddKeyedSingleton<$T>(\"b\", $B);"),
        Injected("forwarded from a key", "A", "services.AddKeyedSingleton<$T>(\"a\", $A); services.AddSingleton<$T>(p => p.GetRequiredKeyedService<$T>(\"a\"));"),
        Injected("in a loop", "A", "foreach (var n in new[] { 1, 2 }) { services.AddSingleton<$T>($A); }"),
        Injected("in an extension method", "A", "services.AddModels();") with { Types = Consumer + " internal static class Startup { internal static IServiceCollection AddModels(this IServiceCollection services) => services.AddSingleton<$T>($A); }" },
        Injected("in an extension method with a block", "A", "services.AddModels();") with { Types = Consumer + " internal static class Startup { internal static IServiceCollection AddModels(this IServiceCollection services) { services.AddSingleton<$T>($A); return services; } }" },
        Injected("in another method", "A", "Configure(services);") with { Members = "private static void Configure(IServiceCollection services) => services.AddSingleton<$T>(_ => $A);" },
        Injected("factory that is a method", "A", "services.AddSingleton<$T>(Make);") with { Members = "private static $T Make(IServiceProvider provider) => $A;" },
        Injected("constructor into a field", "A", "services.AddSingleton<$T>($A);") with { Types = "internal sealed class Consumer { private readonly $T x; public Consumer($T x) => this.x = x; internal void Ask() => x.$CALL; }" },
        Injected("optional constructor parameter", "A", "services.AddSingleton<$T>($A);") with { Types = "internal sealed class Consumer($T? x = null) { internal void Ask() => x?.$CALL; }" },
        Injected("all services", "AB", "services.AddSingleton<$T>($A); services.AddSingleton<$T>($B);") with { Types = "internal sealed class Consumer(IEnumerable<$T> all) { internal void Ask() { foreach (var x in all) { x.$CALL; } } }", NotFollowed = "the container gives all services of a type" },
        Injected("delegate", "A", "services.AddSingleton<Func<$T>>(() => $A);") with { Types = "internal sealed class Consumer(Func<$T> make) { internal void Ask() => make().$CALL; }" },
        Injected("delegate from a factory", "A", "services.AddSingleton<Func<$T>>(_ => () => $A);") with { Types = "internal sealed class Consumer(Func<$T> make) { internal void Ask() => make().$CALL; }" },
        Injected("lazy", "A", "services.AddSingleton(new Lazy<$T>(() => $A));") with { Types = "internal sealed class Consumer(Lazy<$T> lazy) { internal void Ask() => lazy.Value.$CALL; }" },
        Injected("key", "A", "services.AddKeyedSingleton<$T>(\"a\", $A); services.AddKeyedSingleton<$T>(\"b\", $B);") with { Types = KeyedConsumer },
        Injected("key from a factory", "A", "services.AddKeyedSingleton<$T>(\"a\", (_, _) => $A); services.AddSingleton<$T>($B);") with { Types = KeyedConsumer },
        Injected("key that is a constant", "A", "services.AddKeyedScoped<$T>(Key, (_, _) => $A);") with { Members = "private const string Key = \"a\";", Types = KeyedConsumer },
        Injected("key that is an enumeration", "A", "services.AddKeyedSingleton<$T>(Which.One, $A); services.AddKeyedSingleton<$T>(Which.Two, $B);") with { Types = "internal enum Which { One, Two } internal sealed class Consumer([FromKeyedServices(Which.One)] $T x) { internal void Ask() => x.$CALL; }" },
        Injected("key that is not constant", "AB", "services.AddKeyedSingleton<$T>(\"a\", $A); services.AddKeyedSingleton<$T>(DateTime.Now.Day.ToString(), $B);") with { Types = KeyedConsumer },
        Injected("any key", "A", "services.AddKeyedSingleton<$T>(KeyedService.AnyKey, (_, _) => $A);") with { Types = KeyedConsumer },
        Injected("options", "A", "services.Configure<Holder>(h => h.Client = $A);") with { Types = "internal sealed class Holder { public $T Client { get; set; } = null!; } internal sealed class Consumer(IOptions<Holder> holder) { internal void Ask() => holder.Value.Client.$CALL; }" },
        Injected("options, configured twice", "AB", "services.Configure<Holder>(h => h.Client = $A); if (c) { services.PostConfigure<Holder>(h => h.Client = $B); }") with { Types = "internal sealed class Holder { public $T Client { get; set; } = null!; } internal sealed class Consumer(IOptionsMonitor<Holder> holder) { internal void Ask() => holder.CurrentValue.Client.$CALL; }" },
        Injected("service of a service", "A", "services.AddSingleton<$T>($A); services.AddSingleton<Middle>();") with { Types = "internal sealed class Middle($T x) { internal $T Client => x; } internal sealed class Consumer(Middle middle) { internal void Ask() => middle.Client.$CALL; }" },
        Injected("other collection", "A", "var others = new ServiceCollection(); others.AddSingleton<$T>($B); services.AddSingleton<$T>($A);"),
        Asked("asked for", "A", "services.AddSingleton<$T>($A);", "GetRequiredService<$T>()"),
        Asked("asked for by type object", "A", "services.AddSingleton<$T>($A);", "GetRequiredService(typeof($T))"),
        Asked("asked for, may be missing", "A", "services.AddSingleton<$T>($A);", "GetService<$T>()!"),
        Asked("asked for by key", "A", "services.AddKeyedSingleton<$T>(\"a\", $A); services.AddKeyedSingleton<$T>(\"b\", $B);", "GetRequiredKeyedService<$T>(\"a\")"),
        Asked("asked for by an unknown key", "AB", "services.AddKeyedSingleton<$T>(\"a\", $A); services.AddKeyedSingleton<$T>(\"b\", $B);", "GetRequiredKeyedService<$T>(DateTime.Now.Day.ToString())"),
        Asked("asked for in a scope", "A", "services.AddScoped<$T>(_ => $A);", "CreateScope().ServiceProvider.GetRequiredService<$T>()"),
        Asked("all asked for", "AB", "services.AddSingleton<$T>($A); services.AddSingleton<$T>($B);", "GetServices<$T>().First()") with { NotFollowed = "the container gives all services of a type" },
        new("consumer from a factory", "A", "var services = new ServiceCollection(); services.AddSingleton(_ => new Consumer($A)); services.BuildServiceProvider().GetRequiredService<Consumer>().Ask();", "", Consumer),
        new("consumer made by hand", "AB", "var services = new ServiceCollection(); services.AddSingleton<$T>($A);" + Run + " new Consumer($B).Ask();", "", Consumer),
        new("consumer with an argument of its own", "A", "var provider = new ServiceCollection().BuildServiceProvider(); ActivatorUtilities.CreateInstance<Consumer>(provider, $A).Ask();", "", Consumer) { NotFollowed = "the container gets arguments without types" },
        new("consumer behind an interface", "A", "var services = new ServiceCollection(); services.AddSingleton<$T>($A); services.AddSingleton<IAsk, Consumer>(); services.BuildServiceProvider().GetRequiredService<IAsk>().Ask();", "", "internal interface IAsk { void Ask(); } internal sealed class Consumer($T x) : IAsk { public void Ask() => x.$CALL; }"),
        new("background service", "A", "var services = new ServiceCollection(); services.AddSingleton<$T>($A); services.AddHostedService<Worker>();", "", "internal sealed class Worker($T x) : Microsoft.Extensions.Hosting.BackgroundService { protected override Task ExecuteAsync(CancellationToken stop) { x.$CALL; return Task.CompletedTask; } }"),
        new("host builder", "A", "var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(); builder.Services.AddSingleton<$T>($A); builder.Services.AddSingleton<Consumer>(); using var host = builder.Build(); host.Services.GetRequiredService<Consumer>().Ask();", "", Consumer),
        new("host builder with a callback", "A", "using var host = new Microsoft.Extensions.Hosting.HostBuilder().ConfigureServices((_, services) => services.AddSingleton<$T>($A).AddSingleton<Consumer>()).Build(); host.Services.GetRequiredService<Consumer>().Ask();", "", Consumer),
    ];

    private static Shape Injected(string name, string reaching, string registrations) =>
        new(name, reaching, "var services = new ServiceCollection(); " + registrations + Run, "", Consumer);

    private static Shape Asked(string name, string reaching, string registrations, string question) =>
        new(name, reaching, $"var services = new ServiceCollection(); {registrations} (($T)services.BuildServiceProvider().{question}).$CALL;");
}
