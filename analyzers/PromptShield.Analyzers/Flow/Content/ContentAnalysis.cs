using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>All that following content in one compilation needs, made once and shared. Thread-safe.</summary>
internal sealed class ContentAnalysis
{
    private readonly ContentTable table = ContentTable.Default;
    private readonly PersonalDataCalls calls;
    private readonly EntryPoints entries;
    private readonly SentTexts sent;
    private readonly ConcurrentDictionary<ITypeSymbol, ContentLabels> types = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ContentLabels> members = new(SymbolEqualityComparer.Default);

    private ContentAnalysis(CompilationModel model)
    {
        Model = model;
        Callers = new ArgumentSources(model);
        calls = new PersonalDataCalls(model, model.Policy, PersonalDataLexicon.With(model.Policy));
        entries = new EntryPoints(model);
        sent = new SentTexts(model);
    }

    /// <summary>The compilation.</summary>
    public CompilationModel Model { get; }

    /// <summary>What callers pass for parameters.</summary>
    public ArgumentSources Callers { get; }

    /// <summary>Which variables are written at all.</summary>
    public WrittenNames Written { get; } = new();

    /// <summary>Which methods others call, and with what.</summary>
    public EntryPoints Entries => entries;

    /// <summary>Finished summaries of source methods, by what was looked for.</summary>
    public ConcurrentDictionary<(IMethodSymbol Method, ContentLabels Wanted, string Group), ContentValue> Summaries { get; } = new();

    /// <summary>The analysis of <paramref name="model"/>.</summary>
    public static ContentAnalysis Of(CompilationModel model) => model.Service(static shared => new ContentAnalysis(shared));

    /// <summary>What the value of <paramref name="operation"/> is made of, as far as a sink of <paramref name="group"/> asks.</summary>
    public ContentValue Evaluate(IOperation operation, ContentLabels wanted, string group, CancellationToken cancellation) =>
        new ContentFlow(this, wanted, group, cancellation).Evaluate(operation);

    /// <summary>What the operation is by itself, wherever its parts come from.</summary>
    public ContentLabels SourceOf(IOperation operation, ContentLabels wanted, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                var labels = OfMember(call.TargetMethod.ReducedFrom ?? call.TargetMethod) & wanted;
                if ((labels & ContentLabels.Retrieved) != 0 && ProgramFiles.Reads(call, Model, cancellation))
                {
                    labels &= ~ContentLabels.Retrieved;
                }

                return (wanted & ContentLabels.Answer) != 0 && IsAnswer(call, cancellation) ? labels | ContentLabels.Answer : labels;
            case IMemberReferenceOperation { Member: IPropertySymbol or IFieldSymbol } member:
                return OfMember(member.Member) & wanted;
            case IParameterReferenceOperation parameter:
                return (entries.Of(parameter.Parameter, cancellation) | sent.Of(parameter.Parameter, parameter, wanted, cancellation)) & wanted;
            case ILocalReferenceOperation local:
                return sent.Of(local.Local, local, wanted, cancellation) & wanted;
            default:
                return ContentLabels.None;
        }
    }

    /// <summary>What every value of the operation's type is; nothing for an object that is made right here.</summary>
    public ContentLabels OfType(IOperation operation)
    {
        if (operation.Type is not { } type || operation is IObjectCreationOperation or IWithOperation)
        {
            return ContentLabels.None;
        }

        return types.TryGetValue(type, out var labels) ? labels : types.GetOrAdd(type, table.OfType(ContentTypes.Unwrapped(type)));
    }

    /// <summary>
    /// Whether a member tells about an answer and holds nothing that was said: no matter for who keeps it. For who acts on it, it is the model's choice all the same.
    /// </summary>
    public bool IsAbout(ISymbol member, string group) => group is "store" or "output" && member is IPropertySymbol && table.IsAbout(member.Name);

    /// <summary>Whether what the method gives is safe for sinks of the group.</summary>
    public bool Clears(IMethodSymbol method, string group) =>
        table.Cleans(method, group) || (group == "store" && calls.EffectOf(method, null) is CallEffect.Redacts or CallEffect.Hides);

    private ContentLabels OfMember(ISymbol member)
    {
        member = member.OriginalDefinition;
        return members.TryGetValue(member, out var labels) ? labels : members.GetOrAdd(member, table.OfMember(member) | Declared(member));
    }

    private ContentLabels Declared(ISymbol member) =>
        Model.Policy.Sources.Count > 0 && member.GetDocumentationCommentId() is { } id && Model.Policy.Sources.TryGetValue(id, out var labels) ? labels : ContentLabels.None;

    private bool IsAnswer(IInvocationOperation call, CancellationToken cancellation) =>
        Model.ModelCalls.Judge(call, cancellation) is { Kind: "chat" or "completion" or "agent" or "realtime" or "http" };
}
