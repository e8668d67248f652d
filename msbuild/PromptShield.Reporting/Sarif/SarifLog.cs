using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptShield.Reporting;

/// <summary>Collects from the runs of a log what the report needs.</summary>
internal sealed class SarifLog
{
    private const string InventoryRule = "PSH9001";
    private const string AnalyzerException = "AD0001";

    // The analyzer's full name stands in the message, whatever its language.
    private static readonly Regex OwnAnalyzer = new(@"(?<![\w.])PromptShield\.", RegexOptions.CultureInvariant);
    private static readonly Regex CompilerCode = new(@"^CS[0-9]{4,5}$", RegexOptions.CultureInvariant);

    public HashSet<string> Rules { get; } = new(StringComparer.Ordinal);

    /// <summary>Rules of ours that NoWarn, a configuration file or a rule set switched off for all of the code or for some of it: their findings are gone.</summary>
    public SortedSet<string> SwitchedOff { get; } = new(StringComparer.Ordinal);

    public List<Finding> Findings { get; } = [];

    public List<CompileError> CompileErrors { get; } = [];

    public List<string> AnalyzerFailures { get; } = [];

    public IReadOnlyDictionary<string, string?>? Inventory { get; private set; }

    public string CompilerVersion { get; private set; } = "";

    public void Add(JsonElement run)
    {
        var driver = JsonMembers.Object(JsonMembers.Object(run, "tool"), "driver");
        CompilerVersion = JsonMembers.Text(driver, "version");
        foreach (var rule in JsonMembers.Array(driver, "rules"))
        {
            string id = JsonMembers.Text(rule, "id");
            Rules.Add(id);
            if (JsonMembers.Array(JsonMembers.Object(rule, "properties"), "suppressionKinds").Any(kind => kind.ValueKind == JsonValueKind.String && kind.GetString() == "external"))
            {
                SwitchOff(id);
            }
        }

        foreach (var configured in JsonMembers.Array(run, "invocations").SelectMany(invocation => JsonMembers.Array(invocation, "ruleConfigurationOverrides")))
        {
            if (JsonMembers.Object(configured, "configuration") is { ValueKind: JsonValueKind.Object } configuration &&
                configuration.TryGetProperty("enabled", out var enabled) && enabled.ValueKind == JsonValueKind.False)
            {
                SwitchOff(JsonMembers.Text(JsonMembers.Object(configured, "descriptor"), "id"));
            }
        }

        foreach (var result in JsonMembers.Array(run, "results"))
        {
            AddResult(result);
        }
    }

    private void SwitchOff(string rule)
    {
        if (rule != InventoryRule && rule.StartsWith("PSH", StringComparison.Ordinal))
        {
            SwitchedOff.Add(rule);
        }
    }

    private void AddResult(JsonElement result)
    {
        string rule = JsonMembers.Text(result, "ruleId");
        if (rule == InventoryRule)
        {
            Inventory = Properties(result);
        }
        else if (rule.StartsWith("PSH", StringComparison.Ordinal))
        {
            Findings.Add(Finding(rule, result));
        }
        else if (rule == AnalyzerException)
        {
            string message = Message(result);
            if (OwnAnalyzer.IsMatch(message))
            {
                AnalyzerFailures.Add(message);
            }
        }
        else if (JsonMembers.Text(result, "level") == "error" && CompilerCode.IsMatch(rule) && Suppression(result) is null)
        {
            var (file, line, _) = Place(result);
            CompileErrors.Add(new(rule, file, line, Message(result)));
        }
    }

    private static Finding Finding(string rule, JsonElement result)
    {
        var (file, line, column) = Place(result);

        // SARIF leaves the level out where it is the default.
        string level = JsonMembers.Text(result, "level") is { Length: > 0 } text ? text : "warning";
        return new Finding
        {
            Rule = rule,
            Level = ContractNames.TryFindingLevel(level, out var known) ? known : FindingLevel.Note,
            File = file,
            Line = line,
            Column = column,
            Message = Message(result),
            Suppression = Suppression(result),
        };
    }

    private static string Message(JsonElement result) => JsonMembers.Text(JsonMembers.Object(result, "message"), "text");

    private static (string File, int Line, int Column) Place(JsonElement result)
    {
        foreach (var location in JsonMembers.Array(result, "locations"))
        {
            var physical = JsonMembers.Object(location, "physicalLocation");
            var region = JsonMembers.Object(physical, "region");
            string file = FilePath(JsonMembers.Text(JsonMembers.Object(physical, "artifactLocation"), "uri"));
            return (file, JsonMembers.Number(region, "startLine"), JsonMembers.Number(region, "startColumn"));
        }

        return ("", 0, 0);
    }

    private static string FilePath(string uri)
    {
        if (!uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            return Uri.UnescapeDataString(uri);
        }

        // Uri.LocalPath answers by the rules of the machine that it runs on; a log of Windows is read on Linux too.
        string path = Uri.UnescapeDataString(uri.Substring(5));
        if (!path.StartsWith("//", StringComparison.Ordinal))
        {
            return path;
        }

        path = path.Substring(2);
        bool isLocal = path.StartsWith("/", StringComparison.Ordinal);
        bool hasDrive = isLocal && path.Length > 2 && path[2] == ':';
        return hasDrive ? path.Substring(1) : isLocal ? path : "//" + path;
    }

    private static FindingSuppression? Suppression(JsonElement result)
    {
        foreach (var suppression in JsonMembers.Array(result, "suppressions"))
        {
            string type = JsonMembers.Text(JsonMembers.Object(suppression, "properties"), "suppressionType");
            string how = type.StartsWith("Pragma", StringComparison.OrdinalIgnoreCase) ? "pragma"
                : type.StartsWith("SuppressMessage", StringComparison.OrdinalIgnoreCase) ? "attribute"
                : type.StartsWith("DiagnosticSuppressor", StringComparison.OrdinalIgnoreCase) ? "suppressor"
                : JsonMembers.Text(suppression, "kind") == "external" ? "external"
                : "unknown";
            string justification = JsonMembers.Text(suppression, "justification");
            return new(how, justification.Length == 0 && how == "suppressor" ? type : justification);
        }

        return null;
    }

    private static Dictionary<string, string?> Properties(JsonElement result)
    {
        var properties = new Dictionary<string, string?>(StringComparer.Ordinal);
        var custom = JsonMembers.Object(JsonMembers.Object(result, "properties"), "customProperties");
        if (custom.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in custom.EnumerateObject())
            {
                properties[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString() : null;
            }
        }

        return properties;
    }
}
