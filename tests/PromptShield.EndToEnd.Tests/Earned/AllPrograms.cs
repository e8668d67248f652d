namespace PromptShield.Earned;

/// <summary>Every program, by its name.</summary>
internal static class AllPrograms
{
    private static readonly Dictionary<string, GuardProgram> s_byName = new GuardProgram[][]
    {
        FlowPrograms.All,
        OwnerPrograms.All,
        OpenAIPrograms.All,
        BuilderPrograms.All,
        RegistrationPrograms.All,
        WirePrograms.All,
        CornerPrograms.All,
        EscapePrograms.All,
    }.SelectMany(programs => programs).ToDictionary(program => program.Name);

    public static IEnumerable<TheoryDataRow<string>> Names => s_byName.Keys.Select(name => new TheoryDataRow<string>(name));

    public static GuardProgram Of(string name) => s_byName[name];
}
