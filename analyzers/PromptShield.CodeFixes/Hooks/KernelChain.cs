namespace PromptShield.CodeFixes;

/// <summary><c>builder.AddPromptShield()</c> before a kernel is built: it decorates the model services that were added so far.</summary>
internal static class KernelChain
{
    private const string Add = ShieldApi.AddShield + "()";

    public static Edit? OnBuild(ShieldPlan plan, InvocationExpressionSyntax build)
    {
        if (build.Expression is not MemberAccessExpressionSyntax { Expression: var last })
        {
            return null;
        }

        return last is IdentifierNameSyntax builder ? BeforeBuild(plan, build, builder) : InChain(last);
    }

    public static Edit? OnLink(ShieldPlan plan, InvocationExpressionSyntax link)
    {
        var last = BuilderUse.LastLink(plan.Scope, link);
        if (Chain.Next(last) is { } build)
        {
            return OnBuild(plan, build);
        }

        return BuilderUse.Variable(plan.Scope, last) is { } variable && OnVariable(plan, variable, last) is { } edit ? edit : InChain(last);
    }

    /// <summary>Shields where the builder in the variable is built; null where it is not built here.</summary>
    public static Edit? OnVariable(ShieldPlan plan, ISymbol variable, SyntaxNode near)
    {
        Edit? all = null;
        foreach (var use in BuilderUse.Of(plan.Scope, variable, near))
        {
            if (Chain.Next(use) is { } build && Chain.Name(build) == "Build" && OnBuild(plan, build) is { } edit)
            {
                all = all?.And(edit) ?? edit;
            }
        }

        return all;
    }

    private static Edit InChain(ExpressionSyntax last)
    {
        var edit = new Edit();
        foreach (var link in Chain.LinksBackFrom(last))
        {
            if (Chain.Name(link) == ShieldApi.AddShield)
            {
                if (link == last)
                {
                    return edit;
                }

                Chain.Remove(edit, link);
            }
        }

        return Chain.Append(edit, last, Add).ImportShield(last);
    }

    private static Edit BeforeBuild(ShieldPlan plan, InvocationExpressionSyntax build, IdentifierNameSyntax builder)
    {
        if (build.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax } statement
            || statement is LocalFunctionStatementSyntax
            || build.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { ExpressionBody: not null })
        {
            return InChain(builder);
        }

        var edit = new Edit();
        if (BuilderUse.ShieldStatement(plan.Scope, builder, ShieldApi.AddShield) is { } early)
        {
            if (early == Previous(statement))
            {
                return edit;
            }

            Statements.Remove(edit, early);
        }

        return Statements.InsertBefore(edit, statement, $"{builder}.{Add};").ImportShield(build);
    }

    private static StatementSyntax? Previous(StatementSyntax statement)
    {
        var siblings = statement.Parent is GlobalStatementSyntax { Parent: CompilationUnitSyntax unit }
            ? unit.Members.OfType<GlobalStatementSyntax>().Select(global => global.Statement)
            : statement.Parent!.ChildNodes().OfType<StatementSyntax>();
        return siblings.TakeWhile(sibling => sibling != statement).LastOrDefault();
    }
}
