namespace PromptShield.Analyzers.Tests.Catalog;

/// <summary>One entry of the survey of SDKs: what the catalogue of model APIs must know, or why it need not.</summary>
internal sealed record ModelApiFact(
    string Group, string Category, string Kind, string Sdk, string Assembly, string Type, string Method, IReadOnlyList<string> DocumentationIds, string Source)
{
    /// <summary>The category of what sends content to a model by itself.</summary>
    public const string ModelCall = "model-call";

    /// <summary>The group of what resolves by documentation id in a package that the tests reference.</summary>
    public const string Package = "package";

    /// <summary>Every entry, in the order of the survey.</summary>
    public static IReadOnlyList<ModelApiFact> All { get; } = Read();

    private static List<ModelApiFact> Read()
    {
        using var reader = new StreamReader(typeof(ModelApiFact).Assembly.GetManifestResourceStream("model-api-facts.txt")!);
        var facts = new List<ModelApiFact>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            var fields = line.Split('|');
            Assert.True(fields.Length == 9, "Not a fact: " + line);
            facts.Add(new(
                fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6], fields[7].Split(' ', StringSplitOptions.RemoveEmptyEntries), fields[8]));
        }

        return facts;
    }
}
