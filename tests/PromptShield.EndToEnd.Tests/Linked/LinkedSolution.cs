namespace PromptShield.Linked;

/// <summary>A library, a program and perhaps a library between them, with one model call that is marked by <c>/*call*/</c> before the name of its method.</summary>
/// <param name="Name">What is tried, as a phrase.</param>
/// <param name="Guard">The guard state that the report must give the call.</param>
/// <param name="Library">The source of the library.</param>
/// <param name="Host">The statements of the program.</param>
/// <param name="Declarations">Types that stand beside the program.</param>
/// <param name="Middle">The source of a library that references the first one; empty when there is none.</param>
/// <param name="Reason">The reason code, where it matters.</param>
/// <param name="IsIdle">The program makes no call at all, so that nothing can leak.</param>
/// <param name="IsCautious">The call is not judged guarded though nothing leaks: the report cannot know.</param>
internal sealed record LinkedSolution(
    string Name, string Guard, string Library, string Host, string Declarations = "", string Middle = "", string? Reason = null, bool IsIdle = false, bool IsCautious = false)
{
    public const string Guarded = "Guarded";
    public const string Unguarded = "Unguarded";
    public const string Deferred = "Deferred";
    public const string NotAnalyzed = "NotAnalyzed";

    public const string CallMarker = "/*call*/";

    public string HostSource =>
        $$"""
        using Acme;

        public static class Program
        {
            public static void Main()
            {
            }

            public static async Task RunAsync()
            {
        {{Host}}
                await Task.CompletedTask;
            }
        }
        {{Declarations}}
        """;

    public override string ToString() => Name;
}
