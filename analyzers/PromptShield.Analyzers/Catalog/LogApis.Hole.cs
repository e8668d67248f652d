namespace PromptShield.Analyzers.Catalog;

/// <summary>One hole of a message template: <c>{Name}</c>, <c>{@Name}</c>, <c>{0,5:N2}</c>.</summary>
internal readonly struct LogHole(string name, bool isDestructured)
{
    /// <summary>The name without operator, alignment and format.</summary>
    public string Name { get; } = name;

    /// <summary>Whether <c>@</c> asks for all members.</summary>
    public bool IsDestructured { get; } = isDestructured;

    /// <summary>Adds the holes of <paramref name="template"/> in order; doubled braces are text.</summary>
    public static void Read(string template, List<LogHole> into)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                continue;
            }

            if (i + 1 < template.Length && template[i + 1] == '{')
            {
                i++;
                continue;
            }

            var end = template.IndexOf('}', i);
            if (end < 0)
            {
                return;
            }

            var start = i + 1;
            var isDestructured = start < end && template[start] == '@';
            if (start < end && template[start] is '@' or '$')
            {
                start++;
            }

            var stop = start;
            while (stop < end && template[stop] is not (',' or ':'))
            {
                stop++;
            }

            into.Add(new LogHole(template.Substring(start, stop - start), isDestructured));
            i = end;
        }
    }
}
