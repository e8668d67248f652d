namespace PromptShield.Linked;

/// <summary>Every solution, by its name.</summary>
internal static class AllSolutions
{
    private static readonly Dictionary<string, LinkedSolution> s_byName = new LinkedSolution[][]
    {
        HandedInSolutions.All,
        ContainerSolutions.All,
        ComposedSolutions.All,
        HiddenWays.All,
    }.SelectMany(solutions => solutions).ToDictionary(solution => solution.Name);

    public static IEnumerable<TheoryDataRow<string>> Names => s_byName.Keys.Select(name => new TheoryDataRow<string>(name));

    public static LinkedSolution Of(string name) => s_byName[name];
}
