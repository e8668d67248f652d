namespace PromptShield.Analyzers.Tests.PersonalData;

/// <summary>What is written to traces, metrics and error trackers, against the real packages.</summary>
public class TelemetryTests
{
    [Theory]
    [InlineData("""activity.SetTag("user", {|email:customer.Email|});""")]
    [InlineData("""activity?.SetTag("user", {|email:customer.Email|});""")]
    [InlineData("""System.Diagnostics.Activity.Current?.AddTag("user", $"x {{|email:customer.Email|}}");""")]
    [InlineData("""activity.AddTag("user", {|email:customer.Email|}).SetTag("plan", customer.Plan);""")]
    [InlineData("""activity.SetBaggage("user", {|email:customer.Email|});""")]
    [InlineData("""activity.AddBaggage("user", {|email:customer.Email|});""")]
    [InlineData("""activity.SetCustomProperty("user", {|email:customer.Email|});""")]
    [InlineData("""activity.SetStatus(System.Diagnostics.ActivityStatusCode.Error, "no such user: " + {|email:customer.Email|});""")]
    [InlineData("""activity.AddEvent(new System.Diagnostics.ActivityEvent({|email:customer.Email|}));""")]
    [InlineData("""activity.AddEvent(new("x", tags: new System.Diagnostics.ActivityTagsCollection { ["user"] = {|email:customer.Email|} }));""")]
    [InlineData("""var e = new System.Diagnostics.ActivityEvent(customer.Email); activity.AddEvent({|email:e|});""")]
    [InlineData("""activity.SetTag("email", customer.Id);""")]
    [InlineData("""activity.SetTag("email", customer.Plan);""")]
    [InlineData("""activity.SetTag("user", customer);""")]
    [InlineData("""activity.AddEvent(new System.Diagnostics.ActivityEvent("email"));""")]
    [InlineData("""var tags = new System.Diagnostics.ActivityTagsCollection(); tags["user"] = customer.Email;""")]
    [InlineData("""activity.GetTagItem(customer.Email);""")]
    public Task Activities(string statement) => LogSnippet.VerifyStatements("System.Diagnostics.Activity activity = new(\"x\"); " + statement);

    [Theory]
    [InlineData("""span.SetAttribute("user", {|email:customer.Email|});""")]
    [InlineData("""span.SetAttribute("user", new[] { {|email:customer.Email|} });""")]
    [InlineData("""span.SetAttribute("email", customer.Id);""")]
    [InlineData("""span.RecordException("x", "no such user: " + {|email:customer.Email|}, "");""")]
    [InlineData("""span.UpdateName("x " + {|email:customer.Email|});""")]
    [InlineData("""OpenTelemetry.Baggage.SetBaggage("user", {|email:customer.Email|});""")]
    [InlineData("""OpenTelemetry.Baggage.GetBaggage(customer.Email);""")]
    public Task OpenTelemetry_spans(string statement) => LogSnippet.Verify(LogSnippet.Method("OpenTelemetry.Trace.TelemetrySpan span = null!; " + statement));

    [Theory]
    [InlineData("""client.TrackEvent("x", new Dictionary<string, string> { ["user"] = {|email:customer.Email|} });""")]
    [InlineData("""var p = new Dictionary<string, string> { ["user"] = customer.Email }; client.TrackEvent("x", {|email:p|});""")]
    [InlineData("""client.TrackTrace($"x {{|email:customer.Email|}}");""")]
    [InlineData("""client.TrackTrace(new Microsoft.ApplicationInsights.DataContracts.TraceTelemetry({|email:customer.Email|}));""")]
    [InlineData("""client.TrackEvent(new Microsoft.ApplicationInsights.DataContracts.EventTelemetry("x") { Properties = { ["user"] = {|email:customer.Email|} } });""")]
    [InlineData("""client.TrackAvailability(new Microsoft.ApplicationInsights.DataContracts.AvailabilityTelemetry { Message = {|email:customer.Email|} });""")]
    [InlineData("""client.TrackEvent("email", new Dictionary<string, string> { ["email"] = customer.Plan });""")]
    [InlineData("""client.GetMetric(customer.Email);""")]
    public Task Application_Insights(string statement) => LogSnippet.VerifyStatements("Microsoft.ApplicationInsights.TelemetryClient client = null!; " + statement);

    [Theory]
    [InlineData("""Sentry.SentrySdk.SetTag("user", {|email:customer.Email|});""")]
    [InlineData("""Sentry.SentrySdk.CaptureMessage("x " + {|email:customer.Email|});""")]
    [InlineData("""Sentry.SentrySdk.AddBreadcrumb("x", data: new Dictionary<string, string> { ["user"] = {|email:customer.Email|} });""")]
    [InlineData("""Sentry.SentrySdk.Logger.LogInfo("x {0}", {|email:customer.Email|});""")]
    [InlineData("""Sentry.HubExtensions.AddBreadcrumb(null!, {|email:customer.Email|});""")]
    [InlineData("""new Sentry.Scope(new Sentry.SentryOptions()).SetTag("user", {|email:customer.Email|});""")]
    [InlineData("""new Sentry.Scope(new Sentry.SentryOptions()).SetExtra("user", {|email:customer.Email|});""")]
    [InlineData("""new Sentry.Scope(new Sentry.SentryOptions()).SetExtra("email", customer.Id);""")]
    [InlineData("""Sentry.SentrySdk.SetTag("email", customer.Plan);""")]
    [InlineData("""Sentry.SentrySdk.UnsetTag(customer.Email);""")]
    public Task Sentry_errors(string statement) => LogSnippet.VerifyStatements(statement);

    [Theory]
    [InlineData("""counter.Add(1, new KeyValuePair<string, object?>("user", {|email:customer.Email|}));""")]
    [InlineData("""counter.Add(1, new("plan", customer.Plan), new("user", {|email:customer.Email|}));""")]
    [InlineData("""level.Record(1, new KeyValuePair<string, object?>("user", {|email:customer.Email|}));""")]
    [InlineData("""histogram.Record(1.5, new KeyValuePair<string, object?>("user", {|email:customer.Email|}));""")]
    [InlineData("""active.Add(-1, new KeyValuePair<string, object?>("user", {|email:customer.Email|}));""")]
    [InlineData("""var tags = new System.Diagnostics.TagList(); tags.Add("user", {|email:customer.Email|}); counter.Add(1, tags);""")]
    [InlineData("""counter.Add(1, new System.Diagnostics.TagList { { "user", {|email:customer.Email|} } });""")]
    [InlineData("""counter.Add(1, new KeyValuePair<string, object?>("email", customer.Plan));""")]
    [InlineData("""counter.Add(customer.Id);""")]
    [InlineData("""var tags = new System.Diagnostics.TagList(); tags.Add("email", customer.Id);""")]
    public Task Metrics(string statement) => LogSnippet.Verify(LogSnippet.Method(statement, """
        private static readonly System.Diagnostics.Metrics.Meter meter = new("x");
        private readonly System.Diagnostics.Metrics.Counter<int> counter = meter.CreateCounter<int>("c");
        private readonly System.Diagnostics.Metrics.Histogram<double> histogram = meter.CreateHistogram<double>("h");
        private readonly System.Diagnostics.Metrics.Gauge<int> level = meter.CreateGauge<int>("g");
        private readonly System.Diagnostics.Metrics.UpDownCounter<int> active = meter.CreateUpDownCounter<int>("a");
        """));

    [Theory]
    [InlineData("WriteEvent(1, {|email:email|});")]
    [InlineData("WriteEvent(1, id, {|email:email|});")]
    [InlineData("WriteEvent(1, id);")]
    [InlineData("""Write("x", new { id, {|email:email|} });""")]
    [InlineData("""Write("x", new { id });""")]
    public Task Event_sources(string statement) => LogSnippet.Verify($$"""
        class Events : System.Diagnostics.Tracing.EventSource { public void SignedIn(int id, string email) { {{statement}} } }
        """);

    [Fact]
    public async Task A_log_and_telemetry_in_one_method_are_findings_of_two_rules()
    {
        var found = await LogSnippet.Diagnostics(LogSnippet.Method("""
            log.LogInformation("{E}", customer.Email);
            new System.Diagnostics.Activity("x").SetTag("user", customer.Email);
            """));
        Assert.Equal(["PSH2001", "PSH2002"], found.Select(diagnostic => diagnostic.Id).Order());
    }

    [Fact]
    public Task A_type_of_the_same_name_elsewhere_is_no_telemetry() => LogSnippet.Verify("""
        namespace Own { class Activity { public void SetTag(string key, string value) { } } }
        class Service { void Run(Customer customer) => new Own.Activity().SetTag("user", customer.Email); }
        """);

    [Fact]
    public async Task A_finding_says_that_it_is_telemetry_and_the_inventory_lists_it_so()
    {
        var source = LogSnippet.Method("""new System.Diagnostics.Activity("x").SetTag("user", customer.Email);""");
        var found = Assert.Single(await LogSnippet.Diagnostics(source));
        Assert.Equal("'customer.Email' (email) is written to telemetry by 'SetTag'", found.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("PSH2002", "telemetry"), (found.Id, found.Properties["siteKind"]));
        var site = Assert.Single(await LogSnippet.Inventory(source));
        Assert.Equal(("PSH2002", "telemetry", "personal-data-sinks"), (site["rule"], site["kind"], site["population"]));
    }
}
