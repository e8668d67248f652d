using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Tests.Rules;

public sealed class SensitiveContentCaptureTests
{
    private const string Rule = "PSH2005";

    private const string Usings = """
        using System.ClientModel.Primitives;
        using Azure.AI.Inference;
        using Microsoft.Agents.AI;
        using Microsoft.AspNetCore.HttpLogging;
        using Microsoft.Extensions.AI;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Microsoft.Extensions.Http.Logging;
        using Microsoft.Extensions.Logging;
        using Microsoft.Extensions.Logging.Abstractions;
        using OpenAI;

        """;

    [Fact]
    public Task Middleware_that_puts_messages_into_traces() => Statements("""
        raw.AsBuilder().UseOpenTelemetry(configure: o => o.{|EnableSensitiveData|} = true);
        raw.AsBuilder().UseOpenTelemetry(configure: o => { o.JsonSerializerOptions = new(); o.{|EnableSensitiveData|} = true; });
        _ = new OpenTelemetryChatClient(raw) { {|EnableSensitiveData|} = true };
        generator.AsBuilder().UseOpenTelemetry(configure: o => o.{|EnableSensitiveData|} = true);
        _ = new OpenTelemetryAgent(new ChatClientAgent(raw)) { {|EnableSensitiveData|} = true };
        new ChatClientAgent(raw).AsBuilder().UseOpenTelemetry(configure: o => o.{|EnableSensitiveData|} = true);
        _ = new TextSearchProviderOptions { {|EnableSensitiveTelemetryData|} = true };
        _ = new ChatHistoryMemoryProviderOptions { {|EnableSensitiveTelemetryData|} = true };
        _ = new Anthropic.AnthropicClient { OpenTelemetry = new() { Traces = new() { {|ContentMode|} = Anthropic.Core.OpenTelemetryContentMode.Content } } };
        """);

    [Fact]
    public Task Bodies_that_clients_log() => Statements("""
        _ = new OpenAIClientOptions { ClientLoggingOptions = new ClientLoggingOptions { {|EnableMessageContentLogging|} = true } };
        var openAI = new OpenAIClientOptions();
        openAI.ClientLoggingOptions!.{|EnableMessageContentLogging|} = true;
        _ = new AzureAIInferenceClientOptions { Diagnostics = { {|IsLoggingContentEnabled|} = true } };
        var inference = new AzureAIInferenceClientOptions();
        inference.Diagnostics.{|IsLoggingContentEnabled|} = true;
        services.AddExtendedHttpClientLogging(o => o.{|LogBody|} = true);
        """);

    [Fact]
    public Task Bodies_that_the_program_logs_of_its_own_endpoints() => Statements("""
        services.AddHttpLogging(o => o.{|LoggingFields|} = HttpLoggingFields.All);
        services.AddHttpLogging(o => o.{|LoggingFields|} = HttpLoggingFields.RequestPath | HttpLoggingFields.RequestBody);
        _ = new HttpLoggingOptions { {|LoggingFields|} = HttpLoggingFields.Response };
        services.AddHttpLogging(o => o.LoggingFields = HttpLoggingFields.RequestPropertiesAndHeaders);
        services.AddHttpLogging(o => o.LoggingFields = HttpLoggingFields.None);
        services.AddHttpLogging(o => { });
        """);

    [Fact]
    public Task Switches_and_variables() => Statements("""
        AppContext.{|SetSwitch|}("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive", true);
        AppContext.{|SetSwitch|}("Azure.Experimental.TraceGenAIMessageContent", true);
        Environment.{|SetEnvironmentVariable|}("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "True");
        Environment.{|SetEnvironmentVariable|}("SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE", "1");
        Environment.{|SetEnvironmentVariable|}("AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED", "true", EnvironmentVariableTarget.Process);
        const string name = "ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE";
        Environment.{|SetEnvironmentVariable|}(name, "content");
        """);

    [Fact]
    public Task What_is_switched_off_or_records_no_content_or_is_not_decided_here() => Statements("""
        raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = false).UseLogging();
        raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = flag);
        _ = new OpenAIClientOptions { ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = true, EnableMessageLogging = true, EnableMessageContentLogging = false } };
        _ = new Azure.Core.Pipeline.Other { Diagnostics = { IsLoggingContentEnabled = true } };
        azure.IsLoggingContentEnabled = true;
        _ = new Anthropic.AnthropicClient { OpenTelemetry = new() { Traces = new() { ContentMode = Anthropic.Core.OpenTelemetryContentMode.MetadataOnly } } };
        _ = new Own { EnableSensitiveData = true, LogBody = true };
        AppContext.SetSwitch("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive", false);
        AppContext.SetSwitch("Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics", true);
        AppContext.SetSwitch("OpenAI.Experimental.EnableOpenTelemetry", true);
        AppContext.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", flag);
        Environment.SetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "false");
        Environment.SetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", null);
        Environment.SetEnvironmentVariable("AZURE_EXPERIMENTAL_ENABLE_ACTIVITY_SOURCE", "true");
        Environment.SetEnvironmentVariable("ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE", "metadata_only");
        Own.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", true);
        var telemetry = new OpenTelemetryChatClient(raw);
        telemetry.EnableSensitiveData = true;
        telemetry.EnableSensitiveData = false;
        """);

    [Fact]
    public Task Development_may_record() => Statements("""
        if (environment.IsDevelopment()) { AppContext.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", true); }
        raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = environment.IsDevelopment());
        raw.AsBuilder().UseOpenTelemetry(configure: o => { if (environment.IsDevelopment()) { o.EnableSensitiveData = true; } });
        if (!environment.IsProduction()) { AppContext.{|SetSwitch|}("Azure.Experimental.TraceGenAIMessageContent", true); }
        """);

    [Theory]
    [InlineData("logging.SetMinimumLevel(LogLevel.Trace);", true)]
    [InlineData("logging.AddFilter(\"Microsoft.Extensions.AI\", LogLevel.Trace);", true)]
    [InlineData("logging.AddFilter(\"Microsoft.Extensions.AI.LoggingChatClient\", LogLevel.Trace); logging.AddFilter(\"Microsoft\", LogLevel.Warning);", true)]
    [InlineData("", false)]
    [InlineData("logging.SetMinimumLevel(LogLevel.Debug);", false)]
    [InlineData("logging.SetMinimumLevel(LogLevel.Trace); logging.SetMinimumLevel(LogLevel.Information);", false)]
    [InlineData("logging.SetMinimumLevel(LogLevel.Trace); logging.AddFilter(\"Microsoft\", LogLevel.Warning);", false)]
    [InlineData("logging.AddFilter(\"Microsoft.AspNetCore\", LogLevel.Trace);", false)]
    [InlineData("logging.AddFilter(\"Microsoft.Agents.AI\", LogLevel.Trace);", false)]
    [InlineData("if (environment.IsDevelopment()) { logging.SetMinimumLevel(LogLevel.Trace); }", false)]
    public Task Middleware_that_logs_messages_where_its_logger_may_trace(string levels, bool isFound) =>
        Statements($"{levels}\n_ = raw.AsBuilder().{(isFound ? "{|UseLogging|}" : "UseLogging")}().Build();");

    [Fact]
    public Task Each_logging_middleware_logs_under_its_own_name() => Statements("""
        logging.AddFilter("Microsoft.Extensions.AI.LoggingEmbeddingGenerator", LogLevel.Trace);
        logging.AddFilter("Microsoft.Agents.AI", LogLevel.Trace);
        _ = raw.AsBuilder().UseLogging().Build();
        _ = generator.AsBuilder().{|UseLogging|}().Build();
        _ = new ChatClientAgent(raw).AsBuilder().{|UseLogging|}().Build();
        """);

    [Fact]
    public Task A_kernel_that_may_trace() => Statements("""
        var kernel = Microsoft.SemanticKernel.Kernel.CreateBuilder();
        kernel.Services.AddLogging(b => b.AddDebug().{|SetMinimumLevel|}(LogLevel.Trace));
        kernel.Services.AddLogging(b => b.SetMinimumLevel(LogLevel.Debug));
        services.AddLogging(b => b.SetMinimumLevel(LogLevel.Trace));
        if (environment.IsDevelopment()) { kernel.Services.AddLogging(b => b.SetMinimumLevel(LogLevel.Trace)); }
        """);

    [Fact]
    public Task A_factory_that_logs_nothing_and_other_methods_of_that_name() => Statements("""
        logging.SetMinimumLevel(LogLevel.Trace);
        _ = raw.AsBuilder().UseLogging(NullLoggerFactory.Instance).Build();
        new Own().UseLogging();
        if (environment.IsDevelopment()) { _ = raw.AsBuilder().UseLogging().Build(); }
        """);

    [Fact]
    public async Task Bodies_say_nothing_about_a_project_without_models()
    {
        var references = Snippet.Packages.Where(reference => !ModelApiTable.Default.IsSdk(Path.GetFileNameWithoutExtension(reference.Display!))).ToList();
        var compilation = Snippet.Compile([.. references], """
            using Microsoft.AspNetCore.HttpLogging;
            using Microsoft.Extensions.DependencyInjection;
            internal class C
            {
                void M(IServiceCollection services)
                {
                    services.AddHttpLogging(o => o.LoggingFields = HttpLoggingFields.All);
                    Environment.SetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true");
                }
            }
            """);
        var found = await compilation.WithAnalyzers([new Analyzers.Rules.RuleFindings()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == Rule);
    }

    [Fact]
    public async Task The_messages_say_what_becomes_of_the_content()
    {
        var messages = await RuleSnippet.Messages(Rule, Wrap("""
            raw.AsBuilder().UseOpenTelemetry(configure: o => o.EnableSensitiveData = true);
            AppContext.SetSwitch("Azure.Experimental.TraceGenAIMessageContent", true);
            logging.SetMinimumLevel(LogLevel.Trace);
            _ = raw.AsBuilder().UseLogging();
            """));
        Assert.Equal(
            [
                "'OpenTelemetryChatClient.EnableSensitiveData' records the content of model calls: messages, options and the arguments of tools become part of its spans",
                "'AppContext.SetSwitch' records the content of model calls: with 'Azure.Experimental.TraceGenAIMessageContent' message content becomes part of its spans",
                "'LoggingChatClientBuilderExtensions.UseLogging' records the content of model calls: at the level Trace, which the code sets, it logs whole messages",
            ],
            messages);
    }

    [Fact]
    public void Every_property_of_the_table_resolves_in_the_package_that_declares_it()
    {
        var compilation = Snippet.Compile("");
        Assert.All(ContentCapture.Default.Properties, property =>
        {
            var member = Assert.Single(compilation.GetTypesByMetadataName(property.Type).SelectMany(type => type.GetMembers(property.Member)));
            var type = Assert.IsAssignableFrom<IPropertySymbol>(member).Type;
            type = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } optional ? optional.TypeArguments[0] : type;
            Assert.All(property.Values, value => Assert.True(value == "true" ? type.SpecialType == SpecialType.System_Boolean : type.GetMembers(value).Length == 1));
        });
    }

    [Theory]
    [InlineData("property|A|B|true||log")]
    [InlineData("switch|a")]
    [InlineData("variable|a|b")]
    [InlineData("other|a|b|c")]
    public void A_line_without_sense_is_an_error(string line) => Assert.Throws<FormatException>(() => new ContentCapture([line]));

    private static Task Statements(string statements) => RuleSnippet.Verify(Rule, Wrap(statements));

    private static string Wrap(string statements) => Usings + $$"""
        internal class C
        {
            void M(IChatClient raw, IEmbeddingGenerator<string, Embedding<float>> generator, IServiceCollection services, IHostEnvironment environment, ILoggingBuilder logging, bool flag, Azure.Core.DiagnosticsOptions azure)
            {
                {{statements}}
            }
        }
        internal class Own
        {
            public bool EnableSensitiveData { get; set; }
            public bool LogBody { get; set; }
            public static void SetSwitch(string name, bool value) { }
            public void UseLogging() { }
        }
        namespace Azure.Core.Pipeline { internal class Other : ClientOptions; }
        """;
}
