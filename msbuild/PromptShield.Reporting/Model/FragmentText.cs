using System.Text.Json;

namespace PromptShield.Reporting;

/// <summary>The JSON form of a fragment.</summary>
internal static class FragmentText
{
    private static readonly string[] PopulationNames = [.. ControlCatalog.Populations.Select(population => population.Name)];

    public static void Write(Utf8JsonWriter json, ProjectFragment fragment)
    {
        json.WriteStartObject();
        json.WriteString("schema", ProjectFragment.Schema);
        json.WriteString("project", fragment.Project);
        json.WriteString("targetFramework", fragment.TargetFramework);
        json.WriteString("outputKind", ContractNames.Of(fragment.OutputKind));
        json.WriteBoolean("isTestProject", fragment.IsTestProject);
        json.WriteString("assemblyName", fragment.AssemblyName);
        json.WriteString("mvid", fragment.Mvid);
        json.WriteString("assemblySha256", fragment.AssemblySha256);
        json.WriteString("analyzerVersion", fragment.AnalyzerVersion);
        json.WriteString("compilerVersion", fragment.CompilerVersion);
        json.WriteString("state", fragment.IsEvaluated ? "evaluated" : "not-evaluated");
        json.Array("problems", fragment.Problems, problem =>
        {
            json.WriteString("code", problem.Code);
            json.WriteString("text", problem.Text);
        });
        json.Array("sites", fragment.Sites, site => Write(json, site));
        json.Array("uses", fragment.Uses, use =>
        {
            json.WriteString("kind", use.Kind);
            json.WriteString("value", use.Value);
            json.WriteString("file", use.File);
            json.WriteNumber("line", use.Line);
        });
        json.Array("supplies", fragment.Supplies, supply => SupplyText.Write(json, supply));
        json.Strings("references", fragment.References);
        json.Array("findings", fragment.Findings, finding => Write(json, finding));
        json.Strings("switchedOff", fragment.SwitchedOff);
        json.Array("notAnalyzed", fragment.NotAnalyzed, entry =>
        {
            json.WriteString("scope", entry.Scope);
            json.WriteString("reason", entry.Reason);
            json.WriteNumber("count", entry.Count);
        });
        json.WriteEndObject();
    }

    public static ProjectFragment Read(JsonElement json)
    {
        string schema = JsonMembers.Text(json, "schema");
        if (schema != ProjectFragment.Schema)
        {
            throw new FormatException($"its schema is '{schema}', and this version reads '{ProjectFragment.Schema}'.");
        }

        return new ProjectFragment
        {
            Project = Required(json, "project"),
            TargetFramework = JsonMembers.Text(json, "targetFramework"),
            OutputKind = ContractNames.TryOutputKind(JsonMembers.Text(json, "outputKind"), out var kind) ? kind : throw Invalid("outputKind"),
            IsTestProject = JsonMembers.Flag(json, "isTestProject"),
            AssemblyName = JsonMembers.Text(json, "assemblyName"),
            Mvid = JsonMembers.Text(json, "mvid"),
            AssemblySha256 = JsonMembers.Text(json, "assemblySha256"),
            AnalyzerVersion = JsonMembers.Text(json, "analyzerVersion"),
            CompilerVersion = JsonMembers.Text(json, "compilerVersion"),
            Problems = Problems(json),
            Sites = [.. JsonMembers.RequiredArray(json, "sites").Select(Site)],
            Uses =
            [
                .. JsonMembers.Array(json, "uses").Select(use => new ModelUse(
                    OneOf(use, "kind", ModelUse.Kinds), Required(use, "value"), Required(use, "file"), Position(use, "line"))),
            ],
            Supplies = [.. JsonMembers.RequiredArray(json, "supplies").Select(SupplyText.Read)],
            References = [.. JsonMembers.RequiredArray(json, "references").Select(path => path.GetString() ?? throw Invalid("references"))],
            Findings = [.. JsonMembers.RequiredArray(json, "findings").Select(Finding)],
            SwitchedOff = [.. JsonMembers.Array(json, "switchedOff").Select(Rule)],
            NotAnalyzed =
            [
                .. JsonMembers.RequiredArray(json, "notAnalyzed").Select(entry => new NotAnalyzedCount(
                    OneOf(entry, "scope", NotAnalyzedReasons.Scopes), OneOf(entry, "reason", NotAnalyzedReasons.Codes), JsonMembers.Number(entry, "count"))),
            ],
        };
    }

    // A fragment that says "not-evaluated" without a reason must not pass for one that is evaluated.
    private static EvidenceProblem[] Problems(JsonElement json)
    {
        EvidenceProblem[] problems =
        [
            .. JsonMembers.RequiredArray(json, "problems").Select(problem => new EvidenceProblem(OneOf(problem, "code", NotAnalyzedReasons.Codes), JsonMembers.Text(problem, "text"))),
        ];
        return JsonMembers.Text(json, "state") == (problems.Length == 0 ? "evaluated" : "not-evaluated") ? problems : throw Invalid("state");
    }

    private static void Write(Utf8JsonWriter json, InventorySite site)
    {
        json.WriteString("population", site.Population);
        json.WriteString("kind", site.Kind);
        json.WriteString("file", site.File);
        json.WriteNumber("line", site.Line);
        json.WriteNumber("column", site.Column);
        json.WriteString("symbol", site.Symbol);
        json.WriteString("api", site.Api);
        json.WriteNumber("ordinal", site.Ordinal);
        json.WriteString("sdk", site.Sdk);
        json.WriteString("provider", site.Provider);
        json.WriteString("guard", ContractNames.Of(site.Guard));
        json.WriteString("reason", site.Reason);
        json.WriteString("reasonText", site.ReasonText);
        json.WriteString("owedTo", site.OwedTo);
        json.Strings("dataClasses", site.DataClasses);
        json.WriteString("rule", site.Rule);
        json.WriteString("origin", site.Origin);
        json.Strings("debts", site.Debts);
    }

    private static InventorySite Site(JsonElement json) => new()
    {
        Population = OneOf(json, "population", PopulationNames),
        Kind = OneOf(json, "kind", ContractNames.SiteKinds),
        File = Required(json, "file"),
        Line = Position(json, "line"),
        Column = Position(json, "column"),
        Symbol = JsonMembers.Text(json, "symbol"),
        Api = Required(json, "api"),
        Ordinal = JsonMembers.Number(json, "ordinal") is >= 0 and int ordinal ? ordinal : throw Invalid("ordinal"),
        Sdk = JsonMembers.Text(json, "sdk"),
        Provider = JsonMembers.Text(json, "provider"),
        Guard = ContractNames.TryGuard(JsonMembers.Text(json, "guard"), out var guard) && guard is not (GuardState.Waived or GuardState.Baselined)
            ? guard
            : throw Invalid("guard"),
        Reason = OneOf(json, "reason", ContractNames.ReasonCodes),
        ReasonText = JsonMembers.Text(json, "reasonText"),
        OwedTo = JsonMembers.Text(json, "owedTo"),
        DataClasses = [.. JsonMembers.Array(json, "dataClasses").Select(DataClass)],
        Rule = OneOf(json, "rule", RuleCatalog.Ids),
        Origin = JsonMembers.Text(json, "origin"),
        Debts = [.. JsonMembers.RequiredArray(json, "debts").Select(debt => debt.GetString() ?? throw Invalid("debts"))],
    };

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteString("rule", finding.Rule);
        json.WriteString("level", ContractNames.Of(finding.Level));
        json.WriteString("file", finding.File);
        json.WriteNumber("line", finding.Line);
        json.WriteNumber("column", finding.Column);
        json.WriteString("message", finding.Message);
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("suppressed");
            json.WriteString("how", suppression.How);
            json.WriteString("justification", suppression.Justification);
            json.WriteEndObject();
        }
    }

    private static Finding Finding(JsonElement json)
    {
        var suppressed = JsonMembers.Object(json, "suppressed");
        return new Finding
        {
            Rule = Required(json, "rule"),
            Level = ContractNames.TryFindingLevel(JsonMembers.Text(json, "level"), out var level) ? level : throw Invalid("level"),
            File = JsonMembers.Text(json, "file"),
            Line = JsonMembers.Number(json, "line"),
            Column = JsonMembers.Number(json, "column"),
            Message = JsonMembers.Text(json, "message"),
            Suppression = suppressed.ValueKind == JsonValueKind.Object
                ? new(Required(suppressed, "how"), JsonMembers.Text(suppressed, "justification"))
                : null,
        };
    }

    private static string Rule(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : throw Invalid("switchedOff");

    private static string DataClass(JsonElement json)
        => json.ValueKind == JsonValueKind.String && ContractNames.DataClasses.Contains(json.GetString()) ? json.GetString()! : throw Invalid("dataClasses");

    internal static string Required(JsonElement json, string name) => JsonMembers.Text(json, name) is { Length: > 0 } text ? text : throw Invalid(name);

    internal static int Position(JsonElement json, string name) => JsonMembers.Number(json, name) is > 0 and int position ? position : throw Invalid(name);

    internal static string OneOf(JsonElement json, string name, IReadOnlyList<string> allowed)
        => JsonMembers.Text(json, name) is var text && allowed.Contains(text) ? text : throw Invalid(name);

    internal static FormatException Invalid(string name) => new($"'{name}' is missing or not allowed.");
}
