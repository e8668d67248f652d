using System.Text;

namespace PromptShield.Analyzers.Tests.Guarding;

/// <summary>Reads the inventory's tab-separated text back, as a second implementation of its format.</summary>
internal static class Table
{
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var lines = text.Split('\n');
        var names = lines[0].Split('\t');
        var rows = new List<IReadOnlyDictionary<string, string>>();
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split('\t');
            Assert.Equal(names.Length, fields.Length);
            rows.Add(names.Zip(fields, static (name, field) => (name, field)).ToDictionary(static pair => pair.name, static pair => Unescape(pair.field)));
        }

        return rows;
    }

    private static string Unescape(string field)
    {
        var text = new StringBuilder();
        for (var i = 0; i < field.Length; i++)
        {
            text.Append(field[i] != '\\' ? field[i] : field[++i] switch { 't' => '\t', 'n' => '\n', 'r' => '\r', var other => other });
        }

        return text.ToString();
    }
}
