namespace PromptShield.CodeFixes.Tests;

/// <summary>Logged values of every shape. The findings come from the real analyzer.</summary>
internal static class RedactCases
{
    public static readonly FixCase[] All =
    [
        Logged("A member given to a template", """logger.LogInformation("Welcome {Email}", user.Email); // greet""", """logger.LogInformation("Welcome {Email}", Shield.Default.Redact(user.Email)); // greet"""),
        Logged("Two members in one call", """logger.LogInformation("{Email} {Phone}", user.Email, user.PhoneNumber);""", """logger.LogInformation("{Email} {Phone}", Shield.Default.Redact(user.Email), Shield.Default.Redact(user.PhoneNumber));"""),
        Logged("A local", """var email = user.Email; logger.LogInformation("{E}", email);""", """var email = user.Email; logger.LogInformation("{E}", Shield.Default.Redact(email));"""),
        Logged("A hole keeps its alignment", """System.Console.WriteLine($"Welcome {user.Email,20}!");""", """System.Console.WriteLine($"Welcome {Shield.Default.Redact(user.Email),20}!");"""),
        Logged("A hole keeps its format", """System.Console.WriteLine($"Born {user.BirthDate,12:yyyy-MM-dd}");""", """System.Console.WriteLine($"Born {Shield.Default.Redact(user.BirthDate.ToString("yyyy-MM-dd")),12}");"""),
        Logged("An operand of a sum", """System.Console.WriteLine("Welcome " + user.Email + "!");""", """System.Console.WriteLine("Welcome " + Shield.Default.Redact(user.Email) + "!");"""),
        Logged("A value that is no text", """logger.LogInformation("Born {BirthDate}", user.BirthDate);""", """logger.LogInformation("Born {BirthDate}", Shield.Default.Redact(user.BirthDate.ToString()));"""),
        Logged("A value that may be null", """logger.LogInformation("{Email}", maybe?.Email);""", """logger.LogInformation("{Email}", Shield.Default.Redact(maybe?.Email));"""),
        Logged("A record whose text shows a member", """logger.LogInformation("{User}", user);""", """logger.LogInformation("{User}", Shield.Default.Redact(user.ToString()));"""),
        Logged("A record that may be null", """logger.LogInformation("{User}", maybe);""", """logger.LogInformation("{User}", Shield.Default.Redact(maybe?.ToString()));"""),
        Logged("What is not null stays so for the compiler", """System.Console.WriteLine(user); System.Console.WriteLine(user.Id.Length);""", """System.Console.WriteLine(Shield.Default.Redact(user.ToString())); System.Console.WriteLine(user.Id.Length);"""),
        Logged("A list of texts", """var emails = new System.Collections.Generic.List<string> { user.Email }; logger.LogInformation("{Emails}", emails);""", """var emails = new System.Collections.Generic.List<string> { user.Email }; logger.LogInformation("{Emails}", Shield.Default.Redact(string.Join(", ", emails)));"""),
        Logged("An object that is taken apart", """Serilog.Log.Information("{@User}", user);""", """Serilog.Log.Information("{@User}", Shield.Default.Redact(user.ToString()));"""),
        Logged("A serialised object", """logger.LogInformation("{User}", System.Text.Json.JsonSerializer.Serialize(user));""", """logger.LogInformation("{User}", Shield.Default.Redact(System.Text.Json.JsonSerializer.Serialize(user)));"""),
        Logged("The console takes another overload", """System.Console.WriteLine(user);""", """System.Console.WriteLine(Shield.Default.Redact(user.ToString()));"""),
        Logged("A member of an anonymous object keeps its name", """logger.LogInformation("{@It}", new { user.Email, Id = 3 });""", """logger.LogInformation("{@It}", new { Email = Shield.Default.Redact(user.Email), Id = 3 });"""),
        Logged("A choice", """logger.LogInformation("{E}", known ? user.Email : user.PhoneNumber);""", """logger.LogInformation("{E}", Shield.Default.Redact(known ? user.Email : user.PhoneNumber));"""),
        Logged("A call behind a question mark", """optional?.LogInformation("{Email}", user.Email);""", """optional?.LogInformation("{Email}", Shield.Default.Redact(user.Email));"""),
        Logged("A scope", """using var scope = logger.BeginScope("for {Email}", user.Email);""", """using var scope = logger.BeginScope("for {Email}", Shield.Default.Redact(user.Email));"""),
        Logged("A state with items", """using var scope = logger.BeginScope(new System.Collections.Generic.Dictionary<string, object> { ["User"] = user.Email });""", """using var scope = logger.BeginScope(new System.Collections.Generic.Dictionary<string, object> { ["User"] = Shield.Default.Redact(user.Email) });"""),
        Logged("Debug output", """System.Diagnostics.Trace.WriteLine(user.Email);""", """System.Diagnostics.Trace.WriteLine(Shield.Default.Redact(user.Email));"""),
        Logged("A tag of an activity", """System.Diagnostics.Activity.Current?.SetTag("user", user.Email);""", """System.Diagnostics.Activity.Current?.SetTag("user", Shield.Default.Redact(user.Email));"""),
        Logged("A tag of a list", """new System.Diagnostics.TagList().Add("user", user.Email);""", """new System.Diagnostics.TagList().Add("user", Shield.Default.Redact(user.Email));"""),
        Logged("A log and telemetry in one file", """logger.LogInformation("{E}", user.Email); System.Diagnostics.Activity.Current?.SetTag("user", user.Email);""", """logger.LogInformation("{E}", Shield.Default.Redact(user.Email)); System.Diagnostics.Activity.Current?.SetTag("user", Shield.Default.Redact(user.Email));"""),
        Logged("A text of telemetry", """System.Diagnostics.Activity.Current?.SetBaggage("user", user.Email);""", """System.Diagnostics.Activity.Current?.SetBaggage("user", Shield.Default.Redact(user.Email));"""),
        Logged("A named argument", """logger.LogInformation(message: "{Email}", args: user.Email);""", """logger.LogInformation(message: "{Email}", args: Shield.Default.Redact(user.Email));"""),
        Shadowed("Another type named Shield", """logger.LogInformation("{Email}", user.Email);""", """logger.LogInformation("{Email}", global::PromptShield.Shield.Default.Redact(user.Email));"""),
        Shadowed("Another type named Shield, in a sum", """System.Console.WriteLine("Welcome " + user.Email);""", """System.Console.WriteLine("Welcome " + global::PromptShield.Shield.Default.Redact(user.Email));"""),
        Shadowed("Another type named Shield, in a hole", """System.Console.WriteLine($"Welcome {user.Email,20}!");""", """System.Console.WriteLine($"Welcome {(global::PromptShield.Shield.Default.Redact(user.Email)),20}!");"""),
        Shadowed("Another type named Shield, in a hole of a verbatim string", """System.Console.WriteLine($@"Born {user.BirthDate:yyyy}!");""", """System.Console.WriteLine($@"Born {(global::PromptShield.Shield.Default.Redact(user.BirthDate.ToString("yyyy")))}!");"""),
        Shadowed("Another type named Shield, in a hole of a raw string", """"System.Console.WriteLine($$"""Welcome {{user.Email}}!""");"""", """"System.Console.WriteLine($$"""Welcome {{(global::PromptShield.Shield.Default.Redact(user.Email))}}!""");""""),
        Shadowed("Another type named Shield, in a part of a hole", """System.Console.WriteLine($"Welcome {"dear " + user.Email}!");""", """System.Console.WriteLine($"Welcome {"dear " + (global::PromptShield.Shield.Default.Redact(user.Email))}!");"""),
        Shadowed("Another type named Shield, in brackets in a hole", """System.Console.WriteLine($"Welcome {("dear " + user.Email)}!");""", """System.Console.WriteLine($"Welcome {("dear " + global::PromptShield.Shield.Default.Redact(user.Email))}!");"""),
        Shadowed("Another type named Shield, in the arguments of a call in a hole", """System.Console.WriteLine($"Welcome {string.Concat("dear ", user.Email)}!");""", """System.Console.WriteLine($"Welcome {string.Concat("dear ", global::PromptShield.Shield.Default.Redact(user.Email))}!");"""),
    ];

    private const string Messages = """
        public static class Messages
        {
            private static readonly Action<ILogger, DateTime, Exception?> LogBorn = LoggerMessage.Define<DateTime>(LogLevel.Information, new EventId(1), "Born {BirthDate}");

            public static void Born(this ILogger logger, DateTime birthDate) => LogBorn(logger, birthDate, null);
        }
        """;

    private const string OtherShield = "public static class Shield;\n";

    /// <summary>Reported, but a string does not fit.</summary>
    public static readonly FixCase[] Unfixable =
    [
        Logged("A date where a date is wanted", """Messages.Born(logger, user.BirthDate);""", more: Messages),
        Logged("A type argument that is written out", """serilog.Information<User>("{@User}", user);"""),
    ];

    /// <summary>The program around a statement; the second of it is the statement after the fix.</summary>
    private static FixCase Logged(string name, string before, string? after = null, string more = "") => new(
        name,
        Program(before, string.Empty, more),
        after is null ? Program(before, string.Empty, more) : Program(after, "using PromptShield;\n", more));

    private static FixCase Shadowed(string name, string before, string after) => new(name, Program(before, string.Empty, OtherShield), Program(after, string.Empty, OtherShield));

    private static string Program(string statement, string import, string more) => $$"""
        using System;
        using Microsoft.Extensions.Logging;
        {{import}}
        namespace App;

        public sealed record User(string Id, string Email, string PhoneNumber, DateTime BirthDate);

        {{more}}
        public static class Greeter
        {
            public static void Greet(ILogger logger, ILogger? optional, Serilog.ILogger serilog, User user, User? maybe, bool known)
            {
                {{statement}}
            }
        }
        """;
}
