namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>Every log API against its real package, and calls that look like one.</summary>
public class LogApiTests
{
    [Theory]
    [InlineData("""log.LogTrace("x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.LogDebug(new EventId(1), "x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.LogWarning(new Exception(), "x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.LogError(0, null, "x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.LogCritical("x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.Log(LogLevel.Information, "x {E}", {|email:customer.Email|});""")]
    [InlineData("""LoggerExtensions.LogInformation(log, "x {E}", {|email:customer.Email|});""")]
    [InlineData("""log?.LogInformation("x {E}", {|email:customer.Email|});""")]
    [InlineData("""log.Log(LogLevel.Information, 0, {|email:customer.Email|}, null, (state, _) => state);""")]
    [InlineData("""log.Log(LogLevel.Information, 0, customer.Plan, null, (state, _) => state);""")]
    [InlineData("""using var s = log.BeginScope("x {E}", {|email:customer.Email|});""")]
    [InlineData("""using var s = log.BeginScope({|email:customer.Email|});""")]
    [InlineData("""using var s = log.BeginScope(customer.Plan);""")]
    [InlineData("""using var s = log.BeginScope(new Dictionary<string, object> { ["Email"] = {|email:customer.Email|}, ["Plan"] = customer.Plan });""")]
    [InlineData("""using var s = log.BeginScope(new Dictionary<string, object> { { "Email", {|email:customer.Email|} } });""")]
    [InlineData("""using var s = log.BeginScope(new KeyValuePair<string, object>("Email", {|email:customer.Email|}));""")]
    [InlineData("""Console.WriteLine({|email:customer.Email|});""")]
    [InlineData("""Console.Write("x {0} {1}", customer.Plan, {|email:customer.Email|});""")]
    [InlineData("""Console.WriteLine(customer);""")]
    [InlineData("""Console.Out.WriteLine({|email:customer.Email|});""")]
    [InlineData("""Console.Error.Write({|email:customer.Email|});""")]
    [InlineData("""await Console.Error.WriteLineAsync({|email:customer.Email|});""")]
    [InlineData("""using var w = new StringWriter(); w.WriteLine(customer.Email);""")]
    [InlineData("""System.Diagnostics.Debug.WriteLine({|email:customer.Email|});""")]
    [InlineData("""System.Diagnostics.Debug.WriteLineIf(flag, $"x {{|email:customer.Email|}}");""")]
    [InlineData("""System.Diagnostics.Trace.TraceError("x {0}", {|email:customer.Email|});""")]
    [InlineData("""System.Diagnostics.Trace.WriteLine("x", "email");""")]
    [InlineData("""System.Diagnostics.Debug.Assert(customer.Email is not null);""")]
    [InlineData("""new System.Diagnostics.TraceSource("x").TraceInformation({|email:customer.Email|});""")]
    [InlineData("""throw new InvalidOperationException(customer.Email);""")]
    [InlineData("""string.Format("{0}", customer.Email); Math.Log(2);""")]
    public Task Framework_and_logging_extensions(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("""Serilog.Log.Information("x {E}", {|email:customer.Email|});""")]
    [InlineData("""Serilog.Log.Logger.Error(new Exception(), "x {E} {P}", {|email:customer.Email|}, customer.Plan);""")]
    [InlineData("""Serilog.Log.Information("x {A} {B} {C} {D}", 1, 2, 3, {|email:customer.Email|});""")]
    [InlineData("""Serilog.Log.Information("x {@C}", {|email,phone,person-name,date-of-birth:customer|});""")]
    [InlineData("""Serilog.Log.Information("x {P} {@C}", customer.Plan, {|email,phone,person-name,date-of-birth:customer|});""")]
    [InlineData("""Serilog.Log.Information("x {C}", customer);""")]
    [InlineData("""Serilog.Log.Information("x {$C}", customer);""")]
    [InlineData("""Serilog.Log.ForContext("Email", {|email:customer.Email|}).Information("x");""")]
    [InlineData("""Serilog.Log.ForContext("C", {|email,phone,person-name,date-of-birth:customer|}, true).Information("x");""")]
    [InlineData("""Serilog.Log.ForContext("C", customer, false).Information("x");""")]
    [InlineData("""Serilog.Log.ForContext<Customer>().Information("x");""")]
    [InlineData("""using var p = Serilog.Context.LogContext.PushProperty("E", {|email:customer.Email|});""")]
    [InlineData("""using var p = Serilog.Context.LogContext.PushProperty("E", customer.Plan);""")]
    [InlineData("""NLog.LogManager.GetLogger("x").Info("x {0}", {|email:customer.Email|});""")]
    [InlineData("""NLog.LogManager.GetCurrentClassLogger().Error(new Exception(), "x {0}", {|email:customer.Email|});""")]
    [InlineData("""NLog.LogManager.GetCurrentClassLogger().Info("x {@c}", {|email,phone,person-name,date-of-birth:customer|});""")]
    [InlineData("""NLog.LogManager.GetCurrentClassLogger().Info("x {0}", customer.Plan);""")]
    [InlineData("""NLog.LogManager.GetLogger(customer.Email);""")]
    [InlineData("""using var p = NLog.ScopeContext.PushProperty("E", {|email:customer.Email|});""")]
    [InlineData("""log4net.LogManager.GetLogger("x").Info({|email:customer.Email|});""")]
    [InlineData("""log4net.LogManager.GetLogger("x").WarnFormat("x {0} {1}", customer.Plan, {|email:customer.Email|});""")]
    [InlineData("""log4net.LogManager.GetLogger("x").Info(customer.Plan);""")]
    public Task Serilog_NLog_log4net(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("Log.SignedIn(log, {|email:customer.Email|});")]
    [InlineData("Log.SignedIn(log, customer.Plan);")]
    [InlineData("Log.SignedIn(log, {|email:text|});")]
    [InlineData("Log.SignedIn(log, \"none\");")]
    [InlineData("Log.SignedIn(log, {|email:Microsoft.Extensions.Compliance.Redaction.NullRedactor.Instance.Redact(customer.Email)|});")]
    [InlineData("Log.SignedIn(log, Microsoft.Extensions.Compliance.Redaction.ErasingRedactor.Instance.Redact(customer.Email));")]
    [InlineData("Log.Described(log, {|email,phone,person-name,date-of-birth:customer|});")]
    [InlineData("Log.Named(log, customer);")]
    [InlineData("Log.NotALog(log, customer.Email);")]
    public Task Methods_that_the_generator_writes(string statement) => LogSnippet.Verify($$"""
        static partial class Log
        {
            [LoggerMessage(1, LogLevel.Information, "x {Email}")] public static partial void SignedIn(ILogger logger, string email);
            [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "x {@Value}")] public static partial void Described(ILogger logger, Customer value);
            [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "x {Value}")] public static partial void Named(ILogger logger, Customer value);
            private static readonly Action<ILogger, string, Exception?> Callback = LoggerMessage.Define<string>(LogLevel.Information, 1, "x {Email}");
            public static partial void SignedIn(ILogger logger, string email) { if (logger.IsEnabled(LogLevel.Information)) { Callback(logger, email, null); } }
            public static partial void Described(ILogger logger, Customer value) { }
            public static partial void Named(ILogger logger, Customer value) { }
            public static void NotALog(ILogger logger, string value) { }
        }
        class Service(ILogger log) { void Run(Customer customer, string text) { {{statement}} } }
        """);

    [Theory]
    [InlineData("SignedIn(log, {|email:customer.Email|}, null);")]
    [InlineData("SignedIn(log, customer.Plan, null);")]
    [InlineData("using var s = Scope(log, {|email:customer.Email|});")]
    [InlineData("Other(customer.Email);")]
    public Task Delegates_that_LoggerMessage_defines(string statement) => LogSnippet.Verify($$"""
        class Service(ILogger log)
        {
            static readonly Action<ILogger, string, Exception?> SignedIn = LoggerMessage.Define<string>(LogLevel.Information, 1, "x {E}");
            static readonly Func<ILogger, string, IDisposable?> Scope = LoggerMessage.DefineScope<string>("x {E}");
            static readonly Action<string> Other = _ => { };
            void Run(Customer customer) { {{statement}} }
        }
        """);

    [Theory]
    [InlineData("audit.Log(1, this, \"x {E}\", {|email:customer.Email|});")]
    [InlineData("audit.Log(1, this, \"x {E}\", customer.Plan);")]
    [InlineData("audit.Log(1, this, \"x {User}\", {|email,phone,person-name,date-of-birth:customer|});")]
    [InlineData("audit.Log(1, this, \"x {User}\", new Order());")]
    [InlineData("audit.LogInformation($\"x {{|email:customer.Email|}}\");")]
    [InlineData("audit.Store(\"x\", customer.Email);")]
    [InlineData("audit.Login(\"x\", customer.Email);")]
    [InlineData("audit.Debug(customer.Email);")]
    [InlineData("catalog.Log(\"x\", customer.Email);")]
    [InlineData("telemetry.LogInformation({|email:customer.Email|});")]
    [InlineData("telemetry.Log(customer.Email);")]
    [InlineData("Log(audit, \"x {E}\", {|email:customer.Email|});")]
    [InlineData("Log(catalog, \"x {E}\", customer.Email);")]
    public Task Loggers_of_ones_own(string statement) => LogSnippet.Verify($$"""
        public class Order { public Customer Buyer { get; set; } = new(); }
        public interface ILogManager
        {
            void Log(int level, object source, string message, params object[] args);
            void LogInformation(string message);
            void Store(string message, string value);
            void Login(string message, string value);
            void Debug(string value);
        }
        public class Catalog { public void Log(string message, string value) { } }
        public class TelemetryReporter { public void LogInformation(string message) { } public void Log(string message) { } }
        class Service(ILogManager audit, Catalog catalog, TelemetryReporter telemetry) { void Run(Customer customer) { {{statement}} } public string Email => ""; static void Log(ILogManager log, string message, params object[] args) { } static void Log(Catalog log, string message, params object[] args) { } }
        """);
}
