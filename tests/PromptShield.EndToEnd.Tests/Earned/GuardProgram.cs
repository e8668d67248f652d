namespace PromptShield.Earned;

/// <summary>A small program with one model call, marked by <c>/*call*/</c> before the name of its method.</summary>
/// <param name="Name">What is tried, as a phrase.</param>
/// <param name="Guard">The guard state that the call must be judged to have; null: the rules do not say, but if it leaks then not <c>Guarded</c>.</param>
/// <param name="Body">The statements of an async method.</param>
/// <param name="Declarations">Types that stand beside it.</param>
/// <param name="Reason">The reason code, where the rules name one.</param>
/// <param name="Caught">
/// The order is wrong and judged so, but nothing leaks: the shield also wraps the tools that it meets in the options of a request.
/// </param>
/// <param name="ReportedElsewhere">The marked call is guarded; what leaks, leaks through another call, which must be listed as <c>Unguarded</c> with this reason.</param>
internal sealed record GuardProgram(
    string Name, string? Guard, string Body, string Declarations = "", string? Reason = null, bool Caught = false, string? ReportedElsewhere = null)
{
    public const string Guarded = "Guarded";
    public const string Unguarded = "Unguarded";

    public const string CallMarker = "/*call*/";

    public string Source =>
        $$"""
        public static class Program
        {
            public static async Task RunAsync()
            {
        {{Body}}
                await Task.CompletedTask;
            }
        }
        {{Declarations}}
        """;

    public override string ToString() => Name;
}
