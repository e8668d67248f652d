using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>
/// PSH6001: a key of a provider in the code. Text that has the form of a key is found wherever it stands; a key without such a form where a client
/// takes its credential; and what a system prompt calls a password, because a model repeats its instructions to whoever asks cleverly.
/// </summary>
internal sealed class HardCodedModelCredential() : Rule(Descriptors.HardCodedModelCredential)
{
    private const string CredentialsOfHttp = "System.Net.Http.Headers.AuthenticationHeaderValue";
    private const string HeadersOfHttp = "System.Net.Http.Headers.HttpHeaders";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        on.Text((literal, cancellation) => Text(literal, literal.Token.ValueText, context, cancellation));
        on.Piece((piece, cancellation) => Text(piece, piece.TextToken.ValueText, context, cancellation));

        var values = new CredentialValues(context.Model);
        if (context.HasModels)
        {
            RegisterMembers(on, values, context);
        }

        if (context.Knows(HeadersOfHttp))
        {
            on.Creation("AuthenticationHeaderValue", (creation, cancellation) => Authentication(creation, values, context, cancellation));
            on.Call("Add", (call, cancellation) => Header(call, values, context, cancellation));
            on.Call("TryAddWithoutValidation", (call, cancellation) => Header(call, values, context, cancellation));
        }
    }

    /// <summary>Asks for the members by name, each once; whether the compilation knows their types, which costs more, the judgement sees.</summary>
    private void RegisterMembers(RuleRegistrar on, CredentialValues values, RuleContext context)
    {
        var seen = new HashSet<(bool IsCreation, string Name)>();
        foreach (var member in CredentialMembers.Default.All)
        {
            var isCreation = member.Member == ".ctor";
            var name = isCreation ? member.Type.Substring(member.Type.LastIndexOf('.') + 1) : member.Member;
            if (seen.Add((isCreation, name)))
            {
                Register(on, name, isCreation, isProperty: member.Member == member.Parameter, values, context);
            }
        }
    }

    private void Register(RuleRegistrar on, string name, bool isCreation, bool isProperty, CredentialValues values, RuleContext context)
    {
        if (isCreation)
        {
            on.Creation(name, (creation, cancellation) => Arguments(creation.Constructor, creation.Arguments, values, context, cancellation));
        }
        else if (isProperty)
        {
            on.Assignment(name, (assignment, cancellation) => Property(assignment, values, context, cancellation));
        }
        else
        {
            on.Call(name, (call, cancellation) => Arguments(call.TargetMethod, call.Arguments, values, context, cancellation));
        }
    }

    private Site? Text(SyntaxNode node, string text, RuleContext context, CancellationToken cancellation) =>
        CredentialShapes.Default.Find(text) is { } shape
            ? Finding(SitePlace.OfFinding(node, null, context.Model, cancellation), "code", $"the text has the form of a key of {shape.Issuer} ('{shape.Prefix}…')")
            : null;

    private Site? Arguments(
        IMethodSymbol? method, IEnumerable<IArgumentOperation> arguments, CredentialValues values, RuleContext context, CancellationToken cancellation)
    {
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.Explicit && argument.Parameter is { } parameter && CredentialMembers.Default.Find(parameter) is { } member &&
                (member.Role != CredentialRole.Message || CredentialValues.IsInstruction(arguments)) &&
                Judge(argument.Value, member, method, values, context, cancellation) is { } site)
            {
                return site;
            }
        }

        return null;
    }

    private Site? Property(ISimpleAssignmentOperation assignment, CredentialValues values, RuleContext context, CancellationToken cancellation) =>
        assignment.Target is IMemberReferenceOperation target && CredentialMembers.Default.Find(target.Member) is { } member
            ? Judge(assignment.Value, member, target.Member, values, context, cancellation)
            : null;

    private Site? Judge(IOperation value, CredentialMember member, ISymbol? about, CredentialValues values, RuleContext context, CancellationToken cancellation)
    {
        if (member.Role == CredentialRole.Credential)
        {
            return values.HoldsSecret(value, cancellation) ? Found(value, about, $"'{member.Parameter}' has a value that stands in the code", context, cancellation) : null;
        }

        return values.SecretIn(value, cancellation) is { } name
            ? Found(value, about, $"the instructions tell the model {Article(name)} {name}, which it can repeat", context, cancellation)
            : null;
    }

    private Site? Authentication(IObjectCreationOperation creation, CredentialValues values, RuleContext context, CancellationToken cancellation)
    {
        if (!TypeNames.Is(creation.Type, CredentialsOfHttp))
        {
            return null;
        }

        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Name == "parameter")
            {
                return HeaderValue(argument.Value, creation.Constructor, "Authorization", values, context, cancellation);
            }
        }

        return null;
    }

    private Site? Header(IInvocationOperation call, CredentialValues values, RuleContext context, CancellationToken cancellation) =>
        call.Arguments.Length == 2 && TypeNames.IsOrInherits(call.TargetMethod.ContainingType, HeadersOfHttp) &&
        call.Arguments[0].Value.ConstantValue is { HasValue: true, Value: string header } && CredentialMembers.Default.IsHeader(header)
            ? HeaderValue(call.Arguments[1].Value, call.TargetMethod, header, values, context, cancellation)
            : null;

    private Site? HeaderValue(IOperation value, ISymbol? about, string header, CredentialValues values, RuleContext context, CancellationToken cancellation) =>
        values.HoldsSecret(value, cancellation) && context.Model.Service(static model => new ProviderTraffic(model)).Surrounds(value.Syntax, cancellation)
            ? Found(value, about, $"the header '{header}' of requests to a provider has a value that stands in the code", context, cancellation)
            : null;

    private Site Found(IOperation value, ISymbol? about, string text, RuleContext context, CancellationToken cancellation) =>
        Finding(SitePlace.OfFinding(value.Syntax, about, context.Model, cancellation), "code", text);

    private static string Article(string name) => name[0] is 'a' ? "an" : "a";
}
