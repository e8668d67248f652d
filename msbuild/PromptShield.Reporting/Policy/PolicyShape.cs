namespace PromptShield.Reporting;

/// <summary>Version 1 of the policy: which members there are and what they may hold.</summary>
internal sealed class PolicyShape(PositionedJson root, Action<int, string, string> report, Func<int, (int Line, int Column)> placeOf)
{
    private readonly PolicyValues _values = new(report);

    public Policy Policy()
    {
        var members = _values.Object(
            root, "the policy", "$schema", "version", "scope", "rules", "controls", "personalData", "guards", "sources", "sinks", "approved", "waivers", "baseline", "runtime");
        if (members.TryGetValue("$schema", out var schema))
        {
            _values.Text(schema, "'$schema'");
        }

        Version(members);
        if (members.TryGetValue("runtime", out var runtime))
        {
            Runtime(runtime);
        }

        var (names, ignored, redactors) = members.TryGetValue("personalData", out var personalData) ? PersonalData(personalData) : ([], [], []);
        return new Policy
        {
            Scope = members.TryGetValue("scope", out var scope) ? Scope(scope) : new(),
            Rules = members.TryGetValue("rules", out var rules) ? Rules(rules) : new Dictionary<string, RuleLevel>(),
            Controls = members.TryGetValue("controls", out var controls) ? Controls(controls) : new Dictionary<string, ControlDemand>(),
            PersonalNames = names,
            IgnoredNames = ignored,
            Redactors = redactors,
            Guards = members.TryGetValue("guards", out var guards) ? Texts(guards, "'guards'", "an entry of 'guards'", Maker) : [],
            Sources = members.TryGetValue("sources", out var sources) ? Lists(sources, "sources", PolicyHandoff.Origins, MemberId) : new Dictionary<string, IReadOnlyList<string>>(),
            Sinks = members.TryGetValue("sinks", out var sinks) ? Lists(sinks, "sinks", PolicyHandoff.SinkGroups, MemberId) : new Dictionary<string, IReadOnlyList<string>>(),
            Approved = members.TryGetValue("approved", out var approved) ? Lists(approved, "approved", PolicyHandoff.Registers.Keys, Entry) : new Dictionary<string, IReadOnlyList<string>>(),
            Waivers = members.TryGetValue("waivers", out var waivers) ? new WaiverShape(_values, placeOf).Waivers(waivers) : [],
            Baseline = members.TryGetValue("baseline", out var baseline) ? RelativePath(baseline, "'baseline'") : null,
        };
    }

    private void Version(Dictionary<string, PositionedJson> members)
    {
        if (!members.TryGetValue("version", out var version))
        {
            if (root.Kind == System.Text.Json.JsonTokenType.StartObject)
            {
                _values.Report(root.Offset, PolicyErrorCodes.MissingMember, "'version' is missing: write \"version\": 1.");
            }
        }
        else if (_values.Is(version, System.Text.Json.JsonTokenType.Number, "'version'", "the number 1") && version.Number != 1)
        {
            _values.Report(version.Offset, PolicyErrorCodes.InvalidValue, "'version' must be 1: this version of PromptShield reads no other.");
        }
    }

    private PolicyScope Scope(PositionedJson value)
    {
        var members = _values.Object(value, "'scope'", "exclude", "includeTests");
        return new PolicyScope
        {
            Exclude = members.TryGetValue("exclude", out var exclude) ? Texts(exclude, "'scope.exclude'", "a pattern of 'scope.exclude'", RelativePath) : [],
            IncludeTests = members.TryGetValue("includeTests", out var includeTests) && (_values.Flag(includeTests, "'scope.includeTests'") ?? false),
        };
    }

    private Dictionary<string, RuleLevel> Rules(PositionedJson value)
    {
        var rules = new Dictionary<string, RuleLevel>(StringComparer.Ordinal);
        foreach (var member in Known(value, "'rules'", "rule", RuleCatalog.Ids))
        {
            if (_values.OneOf(member.Value, $"the level of {member.Key}", ContractNames.RuleLevelNames) is { } level && ContractNames.TryRuleLevel(level, out var known))
            {
                rules[member.Key] = known;
            }
        }

        return rules;
    }

    private Dictionary<string, ControlDemand> Controls(PositionedJson value)
    {
        var demands = new Dictionary<string, ControlDemand>(StringComparer.Ordinal);
        foreach (var control in Known(value, "'controls'", "control", [.. ControlCatalog.All.Select(control => control.Id)]))
        {
            var members = _values.Object(control.Value, $"'controls.{control.Key}'", "minimumCoverage", "required");
            demands[control.Key] = new(
                members.TryGetValue("minimumCoverage", out var minimum) ? _values.Percentage(minimum, "'minimumCoverage'") : null,
                members.TryGetValue("required", out var required) ? _values.Flag(required, "'required'") : null);
        }

        return demands;
    }

    private (IReadOnlyList<string> Names, IReadOnlyList<string> Ignored, IReadOnlyList<string> Redactors) PersonalData(PositionedJson value)
    {
        var members = _values.Object(value, "'personalData'", "names", "ignore", "redactors");
        var names = members.TryGetValue("names", out var n) ? Texts(n, "'personalData.names'", "a name of 'personalData.names'", Identifier) : [];
        var ignored = members.TryGetValue("ignore", out var i) ? Texts(i, "'personalData.ignore'", "a name of 'personalData.ignore'", Identifier) : [];
        foreach (string both in names.Intersect(ignored, StringComparer.Ordinal))
        {
            _values.Report(i!.Offset, PolicyErrorCodes.InvalidValue, $"'{both}' stands in both 'personalData.names' and 'personalData.ignore'.");
        }

        return (names, ignored, members.TryGetValue("redactors", out var r) ? Texts(r, "'personalData.redactors'", "a method of 'personalData.redactors'", MethodId) : []);
    }

    private Dictionary<string, IReadOnlyList<string>> Lists(
        PositionedJson value, string name, IEnumerable<string> members, Func<PositionedJson, string, string?> read) => _values
        .Object(value, $"'{name}'", [.. members])
        .ToDictionary(
            list => list.Key,
            list => (IReadOnlyList<string>)Texts(list.Value, $"'{name}.{list.Key}'", $"an entry of '{name}.{list.Key}'", read),
            StringComparer.Ordinal);

    private void Runtime(PositionedJson value)
    {
        var members = _values.Object(value, "'runtime'", "personalData", "evidence");
        if (members.TryGetValue("personalData", out var personalData))
        {
            var parts = _values.Object(personalData, "'runtime.personalData'", "action", "restore");
            if (parts.TryGetValue("action", out var action))
            {
                _values.OneOf(action, "'runtime.personalData.action'", ["replace", "block", "allow"]);
            }

            if (parts.TryGetValue("restore", out var restore))
            {
                _values.Flag(restore, "'runtime.personalData.restore'");
            }
        }

        if (members.TryGetValue("evidence", out var evidence))
        {
            var parts = _values.Object(evidence, "'runtime.evidence'", "path");
            if (parts.TryGetValue("path", out var path))
            {
                _values.Text(path, "'runtime.evidence.path'");
            }
        }
    }

    private IEnumerable<KeyValuePair<string, PositionedJson>> Known(PositionedJson value, string what, string noun, IReadOnlyList<string> known)
    {
        foreach (var member in _values.Map(value, what))
        {
            if (known.Contains(member.Key))
            {
                yield return member;
            }
            else
            {
                int offset = value.Members.First(candidate => candidate.Name == member.Key).Offset;
                _values.Report(offset, PolicyErrorCodes.UnknownId, $"'{member.Key}' is no {noun} of this version; known are: {string.Join(", ", known)}.");
            }
        }
    }

    private List<string> Texts(PositionedJson value, string list, string what, Func<PositionedJson, string, string?> read)
    {
        var texts = new List<string>();
        foreach (var element in _values.List(value, list))
        {
            if (read(element, what) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private string? RelativePath(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.RelativePath, "must be a relative path with forward slashes that does not leave its folder");

    private string? Identifier(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.Identifier, "must be an identifier: no blank, no '#'");

    private string? Entry(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.Entry, "must be a name: no '#', and no blanks but single ones between words");

    private string? MethodId(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.MethodId, "must be the documentation id of a method, such as M:Acme.Masking.Mask(System.String)");

    private string? Maker(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.MakerId, "must be the documentation id of a method or constructor, such as M:Acme.Ai.Guarded(Microsoft.Extensions.AI.IChatClient)");

    private string? MemberId(PositionedJson value, string what) => Checked(
        value, what, PolicyPatterns.MemberId, "must be the documentation id of a method, property or field, such as M:Acme.Search.Find(System.String)");

    private string? Checked(PositionedJson value, string what, System.Text.RegularExpressions.Regex pattern, string demand)
    {
        if (_values.Text(value, what) is not { } text)
        {
            return null;
        }

        if (pattern.IsMatch(text))
        {
            return text;
        }

        _values.Report(value.Offset, PolicyErrorCodes.InvalidValue, $"{what} {demand}.");
        return null;
    }
}
