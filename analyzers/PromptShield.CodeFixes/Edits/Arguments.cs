namespace PromptShield.CodeFixes;

/// <summary>Argument lists: which argument a parameter takes, adding one more.</summary>
internal static class Arguments
{
    public static ArgumentSyntax? Of(ArgumentListSyntax? list, IParameterSymbol parameter)
    {
        if (list is null)
        {
            return null;
        }

        for (var i = 0; i < list.Arguments.Count; i++)
        {
            var argument = list.Arguments[i];
            if (argument.NameColon is { } name ? name.Name.Identifier.ValueText == parameter.Name : i == parameter.Ordinal)
            {
                return argument;
            }
        }

        return null;
    }

    /// <summary>Adds a value for the parameter, by name where its position does not say which it is.</summary>
    public static Edit Append(Edit edit, ArgumentListSyntax list, IParameterSymbol parameter, string value)
    {
        if (list.Arguments.Count == 0)
        {
            return edit.Insert(list, list.OpenParenToken.Span.End, Named(value, parameter, 0, list));
        }

        var last = list.Arguments.Last();
        var text = Layout.Text(list);
        var separator = list.Arguments.Count > 1 && Layout.IsFirstInLine(text, last.SpanStart)
            ? "," + Layout.LineBreak(text) + Layout.Indent(text, last.SpanStart)
            : ", ";
        return edit.Insert(list, last.Span.End, separator + Named(value, parameter, list.Arguments.Count, list));
    }

    private static string Named(string value, IParameterSymbol parameter, int position, ArgumentListSyntax list) =>
        position == parameter.Ordinal && list.Arguments.All(argument => argument.NameColon is null) ? value : $"{parameter.Name}: {value}";
}
