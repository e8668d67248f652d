using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;

namespace PromptShield.Analyzers.Flow.Content;

/// <summary>
/// Variables that a member hands to a model as a whole: those are prompts under another name. A variable that is only part of a text that is sent is none.
/// Thread-safe.
/// </summary>
internal sealed class SentTexts(CompilationModel compilation)
{
    private readonly ConcurrentDictionary<SyntaxNode, HashSet<string>> known = new();

    /// <summary><see cref="ContentLabels.Prompt"/> if the variable's member sends it to a model.</summary>
    public ContentLabels Of(ISymbol variable, IOperation reference, ContentLabels wanted, CancellationToken cancellation)
    {
        if ((wanted & ContentLabels.Prompt) == 0)
        {
            return ContentLabels.None;
        }

        var member = SyntaxShape.ContainingMember(reference.Syntax);
        var names = known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, Find(member, cancellation));
        return names.Contains(variable.Name) ? ContentLabels.Prompt : ContentLabels.None;
    }

    private HashSet<string> Find(SyntaxNode member, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in member.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && SyntaxShape.CalleeName(call) is { } callee && ModelApiTable.Default.Named(callee.Identifier.ValueText).Count > 0
                && compilation.OperationOf(call, cancellation) is IInvocationOperation operation && compilation.ModelCalls.Judge(operation, cancellation) is not null)
            {
                foreach (var argument in call.ArgumentList.Arguments)
                {
                    Collect(argument.Expression, names);
                }
            }
        }

        return names;
    }

    private static void Collect(SyntaxNode expression, HashSet<string> names)
    {
        switch (expression)
        {
            case IdentifierNameSyntax name:
                names.Add(name.Identifier.ValueText);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments }:
                foreach (var argument in arguments.Arguments)
                {
                    Collect(argument.Expression, names);
                }

                break;
            case CollectionExpressionSyntax collection:
                foreach (var element in collection.Elements)
                {
                    Collect(element is ExpressionElementSyntax item ? item.Expression : element, names);
                }

                break;
            case ImplicitArrayCreationExpressionSyntax array:
                foreach (var item in array.Initializer.Expressions)
                {
                    Collect(item, names);
                }

                break;
        }
    }
}
