using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;

namespace PromptShield.Analyzers.Inventory;

/// <summary>
/// The endpoints and models that the code names, for whoever writes the registers of a policy: a list of what is in use, not of what is wrong with it.
/// Thread-safe.
/// </summary>
internal sealed class ModelUses(CompilationModel compilation)
{
    private const string Header = "kind\tvalue\tfile\tline";
    private static readonly string[] Schemes = ["https://", "http://", "wss://", "ws://"];

    private static readonly HashSet<string> Parameters = new(StringComparer.Ordinal)
    {
        "model", "modelId", "modelName", "defaultModel", "defaultModelId", "deployment", "deploymentName", "deploymentOrModelName",
    };

    private static readonly HashSet<string> Members = new(StringComparer.Ordinal) { "Model", "ModelId", "DeploymentName", "DefaultModelId", "SelectedModel" };

    private readonly ConcurrentDictionary<(string Kind, string Value, string File, int Line), bool> uses = new();
    private readonly AddressValues texts = new(compilation);

    /// <summary>The kinds of operation that can name a model.</summary>
    public ImmutableArray<OperationKind> Operations { get; } = ImmutableArray.Create(OperationKind.Argument, OperationKind.SimpleAssignment);

    /// <summary>The kinds of syntax that can name an endpoint.</summary>
    public ImmutableArray<SyntaxKind> Texts { get; } = ImmutableArray.Create(SyntaxKind.StringLiteralExpression, SyntaxKind.InterpolatedStringExpression);

    /// <summary>Looks for the name of a model in an argument or assignment to a member of an SDK.</summary>
    public void Look(IOperation operation, CancellationToken cancellation)
    {
        switch (operation)
        {
            case IArgumentOperation { ArgumentKind: ArgumentKind.Explicit, Parameter: { } parameter } argument when Parameters.Contains(parameter.Name) && IsOfSdk(parameter):
                Add(argument.Value, cancellation);
                break;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: var property } } assignment when Members.Contains(property.Name) && IsOfSdk(property):
                Add(assignment.Value, cancellation);
                break;
        }
    }

    /// <summary>Looks for the host of a provider in a text.</summary>
    public void Look(SyntaxNode text)
    {
        var address = text is InterpolatedStringExpressionSyntax interpolated ? AddressOf(interpolated) : ((LiteralExpressionSyntax)text).Token.ValueText;
        foreach (var scheme in Schemes)
        {
            if (address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && HostOf(address, scheme.Length) is { } host)
            {
                // A host that serves nothing but models needs no path.
                if (ProviderHosts.Default.Match(address) is not null || ProviderHosts.Default.Match(scheme + host) is not null)
                {
                    Add("endpoint", host, text);
                }

                return;
            }
        }
    }

    /// <summary>The uses as tab-separated text under a header, sorted, each place once.</summary>
    public string Write()
    {
        var rows = new List<string>();
        foreach (var use in uses.Keys)
        {
            rows.Add(use.Kind + "\t" + SiteTable.Escaped(use.Value) + "\t" + SiteTable.Escaped(use.File) + "\t" + use.Line.ToString(CultureInfo.InvariantCulture));
        }

        rows.Sort(StringComparer.Ordinal);
        rows.Insert(0, Header);
        return string.Join("\n", rows);
    }

    private static bool IsOfSdk(ISymbol symbol) => symbol.ContainingAssembly is { } assembly && ModelApiTable.Default.IsSdk(assembly.Name);

    private static string AddressOf(InterpolatedStringExpressionSyntax interpolated)
    {
        var text = new StringBuilder();
        foreach (var part in interpolated.Contents)
        {
            text.Append(part is InterpolatedStringTextSyntax piece ? piece.TextToken.ValueText : ProviderHosts.Unknown.ToString());
        }

        return text.ToString();
    }

    /// <summary>The host without its port; <c>*</c> for a first label that the source does not show; null when it does not show more.</summary>
    private static string? HostOf(string address, int start)
    {
        var end = address.IndexOfAny(['/', ':', '?', '#'], start);
        var host = end < 0 ? address.Substring(start) : address.Substring(start, end - start);
        var unknown = host.LastIndexOf(ProviderHosts.Unknown);
        var dot = unknown < 0 ? -1 : host.IndexOf('.', unknown);
        return unknown < 0 ? (host.Length > 0 ? host : null) : dot < 0 ? null : "*" + host.Substring(dot);
    }

    private void Add(IOperation value, CancellationToken cancellation)
    {
        foreach (var text in texts.Of(value, cancellation))
        {
            if (text.Length > 0 && text.IndexOf(ProviderHosts.Unknown) < 0)
            {
                Add("model", text, value.Syntax);
            }
        }
    }

    private void Add(string kind, string value, SyntaxNode place)
    {
        var position = SiteTable.Position(place.GetLocation());
        uses.TryAdd((kind, value, position.Path, position.StartLinePosition.Line + 1), true);
    }
}
