namespace PromptShield.CodeFixes;

/// <summary>OllamaSharp: the client is given an HTTP client that goes through the shield.</summary>
internal static class OllamaConnection
{
    public static Edit? OnClient(ShieldPlan plan, BaseObjectCreationExpressionSyntax creation, IMethodSymbol constructor)
    {
        if (constructor.Parameters.FirstOrDefault() is not { } first || Arguments.Of(creation.ArgumentList, first) is not { } argument)
        {
            return null;
        }

        if (KnownTypes.Is(first.Type, KnownTypes.HttpClient))
        {
            return plan.Shield(argument.Expression);
        }

        var uri = plan.Scope.Compilation.GetTypeByMetadataName("System.Uri");
        var overload = constructor.ContainingType.InstanceConstructors.FirstOrDefault(
            other => other.Parameters.Length > 1 && KnownTypes.Is(other.Parameters[0].Type, KnownTypes.HttpClient));
        if (uri is null || overload is null)
        {
            return null;
        }

        var edit = new Edit().ImportShield(creation);
        if (argument.NameColon is { } name)
        {
            edit.Replace(name.Name, name.Name.Span, overload.Parameters[0].Name);
        }

        return first.Type.SpecialType == SpecialType.System_String
            ? edit.Wrap(argument.Expression, $"{ShieldApi.CreateClient}(new {plan.Scope.Name(uri, creation)}(", "))")
            : KnownTypes.Is(first.Type, "System.Uri") ? edit.Wrap(argument.Expression, ShieldApi.CreateClient + "(", ")")
            : null;
    }
}
