namespace PromptShield.CodeFixes;

/// <summary>Where a missing <c>using</c> goes: beside its peers, in their order, below a file's header.</summary>
internal static class UsingDirective
{
    private static readonly string[] HeaderWords = ["copyright", "licen", "spdx", "auto-generated"];

    /// <summary>The change that imports the namespace; null when it is visible at the position already.</summary>
    public static TextChange? Missing(SyntaxTree tree, int position, string @namespace, SourceText text, Compilation? compilation, CancellationToken cancellation)
    {
        if (tree.GetRoot(cancellation) is not CompilationUnitSyntax root)
        {
            return null;
        }

        var enclosing = root.FindToken(position).Parent?.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().ToList() ?? [];
        if (root.Usings.Any(Imports)
            || enclosing.Exists(scope => IsWithin(scope, @namespace) || scope.Usings.Any(Imports))
            || IsGlobal(compilation, Imports, cancellation))
        {
            return null;
        }

        var usings = root.Usings.Count == 0
            ? enclosing.Find(scope => scope.Usings.Count > 0)?.Usings ?? root.Usings
            : root.Usings;
        return Change(root, usings, @namespace, text);

        bool Imports(UsingDirectiveSyntax directive) =>
            directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None)
            && directive.Name?.ToString().Replace("global::", string.Empty) == @namespace;
    }

    private static bool IsWithin(BaseNamespaceDeclarationSyntax declaration, string @namespace)
    {
        var name = string.Join(".", declaration.AncestorsAndSelf().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(scope => scope.Name.ToString()));
        return name == @namespace || name.StartsWith(@namespace + ".", StringComparison.Ordinal);
    }

    private static bool IsGlobal(Compilation? compilation, Func<UsingDirectiveSyntax, bool> imports, CancellationToken cancellation)
    {
        foreach (var tree in compilation?.SyntaxTrees ?? [])
        {
            if (tree.GetRoot(cancellation) is CompilationUnitSyntax root
                && root.Usings.Any(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None) && imports(directive)))
            {
                return true;
            }
        }

        return false;
    }

    private static TextChange Change(CompilationUnitSyntax root, SyntaxList<UsingDirectiveSyntax> usings, string @namespace, SourceText text)
    {
        var line = $"using {@namespace};{Layout.LineBreak(text)}";

        // A directive below an #if may not be compiled: only the ones above count as peers.
        var peers = usings.Where(IsPlain).TakeWhile(directive => !HasCondition(directive)).ToList();
        if (peers.Count == 0)
        {
            var global = usings.LastOrDefault(directive => !directive.GlobalKeyword.IsKind(SyntaxKind.None));
            return new TextChange(new TextSpan(global is null ? HeaderEnd(root, text) : Layout.NextLine(text, global.Span.End), 0), global is null && usings.Count == 0 ? line + Layout.LineBreak(text) : line);
        }

        var indent = Layout.Indent(text, peers[0].SpanStart);
        var systemFirst = peers.FindLastIndex(IsSystem) < peers.FindIndex(peer => !IsSystem(peer)) || !peers.Exists(peer => !IsSystem(peer));
        var above = peers.FindLastIndex(peer => (systemFirst && IsSystem(peer)) || string.Compare(peer.Name!.ToString(), @namespace, StringComparison.OrdinalIgnoreCase) < 0);
        var position = above < 0
            ? text.Lines.GetLineFromPosition(peers[0].SpanStart).Start
            : Layout.NextLine(text, peers[above].Span.End);
        return new TextChange(new TextSpan(position, 0), indent + line);
    }

    private static bool IsPlain(UsingDirectiveSyntax directive) =>
        directive.Alias is null && directive.Name is not null
        && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.GlobalKeyword.IsKind(SyntaxKind.None);

    private static bool HasCondition(UsingDirectiveSyntax directive) =>
        directive.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia));

    private static bool IsSystem(UsingDirectiveSyntax directive) => directive.Name!.ToString() is var name && (name == "System" || name.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>Behind directives that must stand first and behind a licence header; before a comment that belongs to the code.</summary>
    private static int HeaderEnd(CompilationUnitSyntax root, SourceText text)
    {
        var start = root.Externs.Count > 0 ? root.Externs.Last().FullSpan.End : 0;
        if (start > 0)
        {
            return start;
        }

        var end = 0;
        var comment = 0;
        var isHeader = false;
        foreach (var trivia in root.GetFirstToken(includeZeroWidth: true).LeadingTrivia)
        {
            if (trivia.IsKind(SyntaxKind.IfDirectiveTrivia) || trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            {
                break;
            }

            if (trivia.IsDirective)
            {
                (end, comment, isHeader) = (trivia.FullSpan.End, 0, false);
            }
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                comment = trivia.Span.End;
                var words = trivia.ToString();
                isHeader |= HeaderWords.Any(word => words.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
                end = isHeader ? Layout.NextLine(text, comment) : end;
            }
            else if (trivia.IsKind(SyntaxKind.EndOfLineTrivia) && comment > 0 && Layout.IsBlankLine(text, trivia.SpanStart))
            {
                end = trivia.FullSpan.End;
                comment = 0;
            }
        }

        return end;
    }
}
