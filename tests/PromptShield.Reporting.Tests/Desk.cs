using PromptShield.Reporting;

namespace PromptShield;

/// <summary>A small program and its library, as the compiler's evidence describes them.</summary>
internal static class Desk
{
    public const string Project = "src/Desk/Desk.csproj";
    public const string Library = "src/Desk.Core/Desk.Core.csproj";

    public static readonly DateTime Today = new(2026, 6, 30, 0, 0, 0, DateTimeKind.Utc);

    public static readonly InventorySite Call = new()
    {
        Population = "model-calls", Kind = "chat", File = "src/Desk/Assistant.cs", Line = 12, Column = 30,
        Symbol = "M:Acme.Assistant.Answer(System.String)", Api = "M:OpenAI.Chat.ChatClient.CompleteChat(OpenAI.Chat.ChatMessage[])",
        Sdk = "OpenAI", Provider = "openai", Guard = GuardState.Unguarded, Reason = "client-not-shielded",
        ReasonText = "the client is created without it", Rule = "PSH1001", Origin = "src/Desk/Program.cs:8:20",
    };

    public static readonly InventorySite Sink = new()
    {
        Population = "personal-data-sinks", Kind = "log", File = "src/Desk/Tickets.cs", Line = 7, Column = 17,
        Symbol = "M:Acme.Tickets.Open(Acme.Customer)", Api = "M:Microsoft.Extensions.Logging.LoggerExtensions.LogInformation(Microsoft.Extensions.Logging.ILogger,System.String,System.Object[])",
        Sdk = "Microsoft.Extensions.Logging", Guard = GuardState.Guarded, Reason = "redacted", ReasonText = "every classified part is redacted",
        DataClasses = ["email"], Rule = "PSH2001",
    };

    public static InventorySite GuardedCall => Call with { Guard = GuardState.Guarded, Reason = "shielded", ReasonText = "the client came through the shield", Origin = "" };

    public static InventorySite DeferredCall => Call with { Guard = GuardState.Deferred, Reason = "handed-in", ReasonText = "the client is handed in", OwedTo = "parameter 'client'", Origin = "" };

    public static InventorySite LeakingSink => Sink with { Guard = GuardState.Unguarded, Reason = "personal-data-unredacted", ReasonText = "the e-mail address is not redacted" };

    public static string CallId => SiteId.Of(Project, Call);

    public static ProjectFragment Program(params InventorySite[] sites) => new()
    {
        Project = Project, TargetFramework = "net10.0", OutputKind = OutputKind.Executable, AssemblyName = "Desk",
        Mvid = "3f0f4b0e-2f5c-4d8e-9d59-0d4f3a1c2b7e", AssemblySha256 = new string('a', 64), AnalyzerVersion = "0.1.0",
        CompilerVersion = "5.9.0", Sites = sites,
    };

    public static ProjectFragment Core(params InventorySite[] sites)
        => Program(sites) with { Project = Library, OutputKind = OutputKind.Library, AssemblyName = "Desk.Core" };

    public static Waiver Waiver(string siteId, string expires = "2026-12-31")
        => new(siteId, "PSH1001", "owner@example.com", "approver@example.com", "Migrated in the next release", expires);

    public static Report Report(Policy? policy, params ProjectFragment[] fragments)
        => ReportBuilder.Build(fragments, policy, new ReportContext { Today = Today });
}
