using System.Globalization;
using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>The report as <c>promptshield-report.json</c>, version 1.</summary>
public static class ReportJson
{
    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(Report report, string path) => WholeFile.Write(path, Text(report));

    /// <summary>The text of the file: the same report always gives the same bytes.</summary>
    public static string Text(Report report) => JsonText.Of(json => Write(json, report));

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteString("schema", Report.Schema);
        json.WriteString("gate", ContractNames.Of(report.Gate));
        json.Array("gateReasons", report.GateReasons, reason => Write(json, reason));
        json.Array("controls", report.Controls, control => Write(json, control));
        json.Array("populations", report.Populations, population =>
        {
            json.WriteString("name", population.Name);
            json.WriteString("definition", population.Definition);
            json.WriteNumber("count", population.Items.Count);
            json.Array("items", population.Items, item => Write(json, item));
        });
        json.Array("findings", report.Findings, finding => Write(json, finding));
        json.Array("notAnalyzed", report.NotAnalyzed, entry =>
        {
            json.WriteString("scope", entry.Scope);
            json.WriteString("reason", entry.Reason);
            json.WriteNumber("count", entry.Count);
            json.WriteString("project", entry.Project);
            json.WriteString("text", entry.Text);
        });
        json.Array("excluded", report.Excluded, entry =>
        {
            json.WriteString("scope", entry.Scope);
            json.WriteString("reason", entry.Reason);
            json.WriteNumber("count", entry.Count);
            json.WriteString("path", entry.Path);
            if (entry.Sites is { } sites)
            {
                json.WriteNumber("sites", sites);
            }
        });
        json.Array("waivers", report.Waivers, entry =>
        {
            WriteMembers(json, entry.Waiver);
            json.WriteString("status", entry.Status);
        });
        if (report.Policy is { } policy)
        {
            json.WriteStartObject("policy");
            json.WriteString("path", policy.Path);
            json.WriteString("sha256", policy.Sha256);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("policy");
        }

        Write(json, report.Run);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GateReason reason)
    {
        json.WriteString("code", reason.Code);
        json.WriteString("text", reason.Text);
        json.OptionalString("site", reason.SiteId);
        json.OptionalString("control", reason.Control);
        json.OptionalString("rule", reason.Rule);
        json.OptionalString("file", reason.File);
        json.OptionalNumber("line", reason.Line);
        json.OptionalNumber("column", reason.Column);
    }

    private static void Write(Utf8JsonWriter json, ReportControl control)
    {
        json.WriteString("id", control.Definition.Id);
        json.WriteString("title", control.Definition.Title);
        json.Strings("trustServicesCriteria", control.Definition.TrustServicesCriteria);
        json.WriteString("result", ContractNames.Of(control.Result));
        json.WriteNumber("population", control.Population);
        json.WriteNumber("guarded", control.Guarded);
        json.WriteNumber("violating", control.Violating);
        json.WriteNumber("deferred", control.Deferred);
        json.WriteNumber("waived", control.Waived);
        json.WriteNumber("baselined", control.Baselined);
        json.WriteNumber("notAnalyzed", control.NotAnalyzed);
        json.Strings("siteIds", control.SiteIds);
        json.Strings("findingSiteIds", control.FindingSiteIds);
    }

    private static void Write(Utf8JsonWriter json, ReportItem item)
    {
        var site = item.Site;
        json.WriteString("siteId", item.SiteId);
        json.WriteString("kind", site.Kind);
        json.WriteString("project", item.Project);
        json.Strings("targetFrameworks", item.TargetFrameworks);
        json.WriteString("file", site.File);
        json.WriteNumber("line", site.Line);
        json.WriteNumber("column", site.Column);
        json.WriteString("symbol", site.Symbol);
        json.WriteString("api", site.Api);
        json.WriteNumber("ordinal", site.Ordinal);
        json.WriteString("sdk", site.Sdk);
        json.WriteString("provider", site.Provider);
        json.WriteString("guard", ContractNames.Of(item.Guard));
        if (item.StateBefore is { } before)
        {
            json.WriteString("stateBefore", ContractNames.Of(before));
        }

        json.WriteString("reason", item.Reason);
        json.WriteString("reasonText", item.ReasonText);
        json.OptionalString("owedTo", site.OwedTo);
        if (item.Chain.Count > 0)
        {
            json.Array("chain", item.Chain, step =>
            {
                json.WriteString("text", step.Text);
                json.OptionalString("file", step.File);
                json.OptionalNumber("line", step.Line);
                json.OptionalNumber("column", step.Column);
            });
        }

        json.OptionalString("origin", site.Origin);
        json.Strings("dataClasses", site.DataClasses);
        json.Strings("controls", item.Controls);
        json.Strings("rules", item.Rules);
        if (item.Waiver is { } waiver)
        {
            json.WriteStartObject("waiver");
            WriteMembers(json, waiver);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("waiver");
        }
    }

    private static void WriteMembers(Utf8JsonWriter json, Waiver waiver)
    {
        json.WriteString("siteId", waiver.SiteId);
        json.WriteString("rule", waiver.Rule);
        json.WriteString("owner", waiver.Owner);
        json.WriteString("approver", waiver.Approver);
        json.WriteString("reason", waiver.Reason);
        json.WriteString("expires", waiver.Expires);
    }

    private static void Write(Utf8JsonWriter json, ReportFinding entry)
    {
        var finding = entry.Finding;
        json.WriteString("rule", finding.Rule);
        json.WriteString("level", ContractNames.Of(finding.Level));
        json.WriteString("project", entry.Project);
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteString("message", finding.Message);
        json.OptionalString("siteId", entry.SiteId);
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppressed");
            json.WriteString("how", suppression.How);
            json.WriteString("justification", suppression.Justification);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("suppressed");
        }
    }

    private static void Write(Utf8JsonWriter json, RunInfo run)
    {
        json.WriteStartObject("run");
        json.WriteString("tool", run.Tool);
        json.WriteString("toolVersion", run.ToolVersion);
        json.OptionalString("started", run.Started?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.OptionalString("configuration", run.Configuration);
        json.OptionalString("commit", run.Commit);
        json.Array("assemblies", run.Assemblies, assembly =>
        {
            json.WriteString("project", assembly.Project);
            json.WriteString("targetFramework", assembly.TargetFramework);
            json.WriteString("name", assembly.Name);
            json.OptionalString("mvid", assembly.Mvid);
            json.OptionalString("sha256", assembly.Sha256);
            json.OptionalString("analyzerVersion", assembly.AnalyzerVersion);
            json.OptionalString("compilerVersion", assembly.CompilerVersion);
        });
        json.WriteEndObject();
    }
}
