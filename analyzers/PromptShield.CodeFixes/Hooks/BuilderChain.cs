namespace PromptShield.CodeFixes;

/// <summary>
/// <c>.UsePromptShield()</c> on a chat client or embedding builder. What is added later lies further inside: the shield is
/// last before <c>Build()</c>, so that it also sees what function invocation and other middleware add.
/// </summary>
internal static class BuilderChain
{
    private const string Use = ShieldApi.UseShield + "()";

    /// <summary>Middleware that adds no content to a request and may lie inside the shield.</summary>
    private static readonly HashSet<string> MayFollow = ["UseLogging", "UseOpenTelemetry", "UseDistributedCache"];

    public static Edit? OnBuild(ShieldPlan plan, InvocationExpressionSyntax build) =>
        Chain.Receiver(plan.Scope, build) is { } last ? Placed(plan, last) : null;

    public static Edit? OnCreation(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor) => FromLink(plan, creation);

    public static Edit? OnLink(ShieldPlan plan, InvocationExpressionSyntax link) => FromLink(plan, link);

    private static Edit? FromLink(ShieldPlan plan, ExpressionSyntax link)
    {
        var last = BuilderUse.LastLink(plan.Scope, link);
        if (Chain.Next(last) is not null)
        {
            return Placed(plan, last);
        }

        if (BuilderUse.Variable(plan.Scope, last) is not { } variable)
        {
            return Placed(plan, last);
        }

        // The chain goes on in other statements: the builder ends where it is built, or, if it is a registration, with the last of them.
        var uses = BuilderUse.Of(plan.Scope, variable, last).ToList();
        var builds = uses.Where(use => Chain.Next(use) is not null).ToList();
        var edit = new Edit();
        foreach (var end in builds.Count > 0 ? builds : [uses.LastOrDefault() ?? last])
        {
            edit.And(Placed(plan, end));
        }

        return edit;
    }

    private static Edit Placed(ShieldPlan plan, ExpressionSyntax last)
    {
        var edit = new Edit();
        var call = Use;
        var isInside = false;
        foreach (var link in Chain.LinksBackFrom(last))
        {
            var name = Chain.Name(link)!;
            if (name == ShieldApi.UseShield)
            {
                if (!isInside)
                {
                    return new Edit();
                }

                call = ((MemberAccessExpressionSyntax)link.Expression).Name.ToString() + link.ArgumentList;
                Chain.Remove(edit, link);
                break;
            }

            isInside |= name.StartsWith("Use", StringComparison.Ordinal) && !MayFollow.Contains(name);
        }

        if (call == Use && BuilderUse.ShieldStatement(plan.Scope, last, ShieldApi.UseShield) is { } statement)
        {
            Statements.Remove(edit, statement);
        }

        return Chain.Append(edit, last, call).ImportShield(last);
    }
}
