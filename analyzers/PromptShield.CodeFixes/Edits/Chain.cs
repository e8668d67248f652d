namespace PromptShield.CodeFixes;

/// <summary>Fluent call chains: walking them, adding and removing a link in the layout that the chain has.</summary>
internal static class Chain
{
    /// <summary>What the call is made on; for an extension method called as a static one, its first argument.</summary>
    public static ExpressionSyntax? Receiver(CodeScope scope, InvocationExpressionSyntax call)
    {
        var method = scope.Method(call);
        if (method is { IsExtensionMethod: true, ReducedFrom: null })
        {
            return call.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        }

        return method is { IsStatic: true } ? null : call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            MemberBindingExpressionSyntax => call.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
    }

    public static InvocationExpressionSyntax? Next(ExpressionSyntax link) =>
        link.Parent is MemberAccessExpressionSyntax access && access.Expression == link ? access.Parent as InvocationExpressionSyntax : null;

    public static string? Name(ExpressionSyntax link) =>
        (link as InvocationExpressionSyntax)?.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            _ => null,
        };

    /// <summary>The links from the last to the first; the head of the chain is not among them.</summary>
    public static IEnumerable<InvocationExpressionSyntax> LinksBackFrom(ExpressionSyntax last)
    {
        while (last is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } link)
        {
            yield return link;
            last = access.Expression;
        }
    }

    public static ExpressionSyntax Head(ExpressionSyntax last)
    {
        while (last is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access })
        {
            last = access.Expression;
        }

        return last;
    }

    /// <summary>Adds <c>.link</c> behind the expression, in a line of its own where its neighbours have one.</summary>
    public static Edit Append(Edit edit, ExpressionSyntax link, string call)
    {
        var text = Layout.Text(link);
        if (link.Parent is MemberAccessExpressionSyntax next && next.Expression == link && Layout.IsFirstInLine(text, next.OperatorToken.SpanStart))
        {
            // At the start of the next line: what is commented behind the link and above its successor stays there.
            var position = Layout.NextLine(text, link.Span.End);
            return edit.Insert(link, position, Layout.Indent(text, next.OperatorToken.SpanStart) + "." + call + Layout.LineBreak(text));
        }

        if (link is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax own } && Layout.IsFirstInLine(text, own.OperatorToken.SpanStart))
        {
            return edit.Insert(link, link.Span.End, Layout.LineBreak(text) + Layout.Indent(text, own.OperatorToken.SpanStart) + "." + call);
        }

        return edit.Insert(link, link.Span.End, "." + call);
    }

    /// <summary>Takes the link out; a line that it filled alone goes with it.</summary>
    public static Edit Remove(Edit edit, InvocationExpressionSyntax link)
    {
        var text = Layout.Text(link);
        var dot = ((MemberAccessExpressionSyntax)link.Expression).OperatorToken;
        var span = TextSpan.FromBounds(dot.SpanStart, link.Span.End);
        if (Layout.IsFirstInLine(text, dot.SpanStart) && Layout.IsLastInLine(text, link.Span.End))
        {
            span = TextSpan.FromBounds(text.Lines.GetLineFromPosition(dot.SpanStart).Start, Layout.NextLine(text, link.Span.End));
        }

        return edit.Replace(link, span, string.Empty);
    }
}
