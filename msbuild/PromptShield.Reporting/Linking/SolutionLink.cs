namespace PromptShield.Reporting;

/// <summary>
/// Links what libraries owe to the programs that reference them. The answer depends on the set of fragments alone, so it is the same whoever merges
/// them, and in whatever order.
/// </summary>
internal sealed class SolutionLink
{
    private readonly Dictionary<string, List<ProgramLink>> _ofPrograms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProgramLink>> _ofLibraries = new(StringComparer.Ordinal);
    private readonly List<(ProjectFragment Program, string Reference)> _missing = [];

    /// <param name="all">Every fragment, also those that are out of scope: a program is made of them too.</param>
    /// <param name="programs">The programs in scope.</param>
    public SolutionLink(IReadOnlyList<ProjectFragment> all, IEnumerable<ProjectFragment> programs)
    {
        var byProject = all.ToLookup(fragment => fragment.Project, StringComparer.Ordinal);
        foreach (var program in programs)
        {
            var libraries = LibrariesOf(program, byProject);
            var link = new ProgramLink(program, [program, .. all.Where(fragment => libraries.Contains(fragment.Project))]);
            Add(_ofPrograms, Identity(program), link);
            foreach (string library in libraries)
            {
                Add(_ofLibraries, library, link);
            }
        }
    }

    /// <summary>Programs with projects that they reference and that there is no fragment of.</summary>
    public IReadOnlyList<(ProjectFragment Program, string Reference)> Missing => _missing;

    /// <summary>The site as the programs that reference its project make it; the site itself when none does.</summary>
    public LinkedSite Judge(ProjectFragment fragment, InventorySite site)
    {
        bool isOwed = site.Guard == GuardState.Deferred || (site.Guard == GuardState.Guarded && site.Debts.Count > 0);
        var programs = isOwed ? ProgramsOf(fragment) : [];
        if (programs.Count == 0)
        {
            return new LinkedSite(site, []);
        }

        var outcomes = programs.ConvertAll(program => (Program: program, Outcome: DebtWalk.Judge(program, site)));
        var worst = outcomes[0];
        foreach (var outcome in outcomes)
        {
            worst = outcome.Outcome.State > worst.Outcome.State ? outcome : worst;
        }

        return worst.Outcome.State == LinkState.Guarded && site.Guard == GuardState.Guarded
            ? new LinkedSite(site, [])
            : new LinkedSite(Linked(site, worst.Outcome, Text(worst.Program, worst.Outcome, outcomes)), worst.Outcome.Chain);
    }

    private static InventorySite Linked(InventorySite site, LinkOutcome outcome, string text) => site with
    {
        Guard = outcome.State switch
        {
            LinkState.Guarded => GuardState.Guarded,
            LinkState.NotAnalyzed => GuardState.NotAnalyzed,
            LinkState.Undischarged => GuardState.Deferred,
            _ => GuardState.Unguarded,
        },
        Reason = outcome.Reason,
        ReasonText = text,
    };

    private static string Text(ProgramLink program, LinkOutcome outcome, List<(ProgramLink Program, LinkOutcome Outcome)> all)
    {
        string same = Names(all.Where(other => other.Outcome.State == outcome.State && other.Program.Name != program.Name));
        if (outcome.State == LinkState.Guarded)
        {
            return $"the client came through the shield in {program.Name}{(same.Length > 0 ? " and " + same : "")}";
        }

        string shielded = Names(all.Where(other => other.Outcome.State == LinkState.Guarded && other.Program.Name != program.Name));
        return string.Join("; ", outcome.Chain)
            + (same.Length > 0 ? $" (and likewise in {same})" : "")
            + (shielded.Length > 0 ? $" (in {shielded} it comes through the shield)" : "");
    }

    private static string Names(IEnumerable<(ProgramLink Program, LinkOutcome Outcome)> programs)
        => string.Join(", ", programs.Select(program => program.Program.Name).Distinct(StringComparer.Ordinal));

    private List<ProgramLink> ProgramsOf(ProjectFragment fragment) =>
    [
        .. _ofPrograms.TryGetValue(Identity(fragment), out var own) ? own : [],
        .. _ofLibraries.TryGetValue(fragment.Project, out var others) ? others : [],
    ];

    // Of a program each target framework is a program of its own; of a library all of them count.
    private static string Identity(ProjectFragment fragment)
        => string.Join("\u001f", fragment.Project, fragment.TargetFramework, fragment.Mvid, fragment.AssemblySha256);

    private HashSet<string> LibrariesOf(ProjectFragment program, ILookup<string, ProjectFragment> byProject)
    {
        var libraries = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<ProjectFragment>([program]);
        while (open.Count > 0)
        {
            foreach (string reference in open.Dequeue().References)
            {
                if (reference == program.Project || !libraries.Add(reference))
                {
                    continue;
                }

                if (!byProject.Contains(reference))
                {
                    _missing.Add((program, reference));
                }

                foreach (var fragment in byProject[reference])
                {
                    open.Enqueue(fragment);
                }
            }
        }

        return libraries;
    }

    private static void Add(Dictionary<string, List<ProgramLink>> programs, string key, ProgramLink link)
    {
        if (!programs.TryGetValue(key, out var links))
        {
            programs.Add(key, links = []);
        }

        links.Add(link);
    }
}

/// <summary>A site after linking.</summary>
/// <param name="Site">The site, with the guard state that the programs give it.</param>
/// <param name="Chain">How the client gets there; empty when nothing was linked.</param>
internal sealed record LinkedSite(InventorySite Site, IReadOnlyList<ChainStep> Chain);
