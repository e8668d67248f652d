using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PromptShield.Analyzers.Catalog;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PromptShield.Analyzers.Inventory;

namespace PromptShield.Analyzers.Flow;

/// <summary>
/// What is known about one compilation, shared by all rules and computed on demand. Thread-safe: rules run concurrently.
/// Lives as long as the compilation does.
/// </summary>
internal sealed class CompilationModel
{
    private static readonly ConditionalWeakTable<Compilation, CompilationModel> Cache = new();
    private static readonly ConditionalWeakTable<Compilation, CompilationModel>.CreateValueCallback Create = static compilation => new CompilationModel(compilation);

    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> semanticModels = new();
    private readonly ConcurrentDictionary<SyntaxNode, MemberFlow> flows = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> invocations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> assignments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<SimpleNameSyntax>> handedOver = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxNode, IOperation?> operations = new();
    private readonly ConcurrentDictionary<SyntaxNode, ISymbol?> written = new();
    private readonly ConcurrentDictionary<Type, object> services = new();
    private readonly Lazy<CompilationIndex> index;

    private CompilationModel(Compilation compilation)
    {
        Compilation = compilation;
        index = new Lazy<CompilationIndex>(() => new CompilationIndex(compilation));
        IsExecutable = compilation.Options.OutputKind is
            OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;
    }

    /// <summary>The compilation.</summary>
    public Compilation Compilation { get; }

    /// <summary>Whether the output starts a program, so that nobody else composes it.</summary>
    public bool IsExecutable { get; }

    /// <summary>What the policy says; nothing where no analyzer handed one in.</summary>
    public AnalyzerPolicy Policy { get; private set; } = AnalyzerPolicy.Empty;

    /// <summary>The model of <paramref name="compilation"/>, under the policy in the additional files of <paramref name="options"/>.</summary>
    public static CompilationModel Of(Compilation compilation, AnalyzerOptions options, CancellationToken cancellation)
    {
        // All analyzers of a compilation get the same files: whoever comes first sets what the others would.
        var model = Of(compilation);
        if (model.Policy == AnalyzerPolicy.Empty)
        {
            model.Policy = PolicyFiles.Read(options.AdditionalFiles, cancellation);
        }

        return model;
    }

    /// <summary>The model of <paramref name="compilation"/>, made on first use.</summary>
    public static CompilationModel Of(Compilation compilation) => Cache.GetValue(compilation, Create);

    /// <summary>A part of the model that another layer adds, made once: bound catalogues, memoised judgements.</summary>
    public T Service<T>(Func<CompilationModel, T> create)
        where T : class =>
        services.TryGetValue(typeof(T), out var existing) ? (T)existing : (T)services.GetOrAdd(typeof(T), create(this));

    /// <summary>The finders of this compilation's sites.</summary>
    public ImmutableArray<ISiteFinder> SiteFinders => Service(static model => new SiteFinderSet(model)).Finders;

    /// <summary>The finder of model calls.</summary>
    public ISiteFinder ModelCalls => Service(static model => new ModelCallFinder(model));

    /// <summary>The semantic model of <paramref name="tree"/>, one per tree, so that binding is shared by all questions.</summary>
    public SemanticModel SemanticModelOf(SyntaxTree tree) =>
        semanticModels.TryGetValue(tree, out var model) ? model : semanticModels.GetOrAdd(tree, CreateSemanticModel(tree));

    /// <summary>
    /// Whether <paramref name="symbol"/> is written in this compilation. An editor and a design-time scan also show the source of referenced
    /// projects; a build sees their metadata, and all three must judge alike.
    /// </summary>
    public bool Declares(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences is { IsEmpty: false } references && Compilation.ContainsSyntaxTree(references[0].SyntaxTree);

    /// <summary><paramref name="location"/> if a diagnostic of this compilation may name it, else null.</summary>
    public Location? Own(Location? location) => location?.SourceTree is { } tree && Compilation.ContainsSyntaxTree(tree) ? location : null;

    /// <summary>
    /// The operation of <paramref name="node"/> in the ordinary operation tree; null for code of another project. Remembered, because each parameter of
    /// a class looks at all the places that may create one.
    /// </summary>
    public IOperation? OperationOf(SyntaxNode node, CancellationToken cancellation)
    {
        if (operations.TryGetValue(node, out var known))
        {
            return known;
        }

        var operation = Compilation.ContainsSyntaxTree(node.SyntaxTree) ? SemanticModelOf(node.SyntaxTree).GetOperation(SyntaxShape.Unwrap(node), cancellation) : null;
        return operations.GetOrAdd(node, operation);
    }

    /// <summary>The field, property or variable that <paramref name="target"/>, the written side of an assignment of this compilation, names.</summary>
    public ISymbol? WrittenBy(SyntaxNode target, CancellationToken cancellation) =>
        written.TryGetValue(target, out var known)
            ? known
            : written.GetOrAdd(target, SemanticModelOf(target.SyntaxTree).GetSymbolInfo(target, cancellation).Symbol?.OriginalDefinition);

    /// <summary>The definitions of a local or parameter that can reach <paramref name="reference"/>.</summary>
    /// <param name="variable">The local or parameter that is referred to.</param>
    /// <param name="reference">An operation of the ordinary tree that reads it.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="withCalls">Treat a call on the variable as a definition (<see cref="DefinitionKind.Call"/>): for builders and options, which calls change.</param>
    public Definitions Reaching(ISymbol variable, IOperation reference, CancellationToken cancellation, bool withCalls = false)
    {
        var root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        if (!flows.TryGetValue(root.Syntax, out var flow))
        {
            flow = flows.GetOrAdd(root.Syntax, new MemberFlow(root, SemanticModelOf(root.Syntax.SyntaxTree), cancellation));
        }

        return flow.Reaching(variable, reference.Syntax, withCalls);
    }

    /// <summary>How many bodies were asked about and are too large to analyse.</summary>
    public int TooLargeBodies
    {
        get
        {
            var count = 0;
            foreach (var flow in flows)
            {
                count += flow.Value.IsTooLarge ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>The definitions of a field or property of this compilation.</summary>
    public Definitions Assigned(ISymbol member, CancellationToken cancellation) => MemberDefinitions.Of(member, this, cancellation);

    /// <summary>Calls anywhere whose callee is spelled <paramref name="name"/>, in the order of the trees.</summary>
    public ImmutableArray<SyntaxNode> Invocations(string name) =>
        invocations.TryGetValue(name, out var known) ? known : invocations.GetOrAdd(name, ImmutableArray.CreateRange(index.Value.Invocations(name)));

    /// <summary>Places where a method that is spelled <paramref name="name"/> would be handed over without being called.</summary>
    public IReadOnlyList<SimpleNameSyntax> HandedOver(string name) =>
        handedOver.TryGetValue(name, out var known) ? known : handedOver.GetOrAdd(name, index.Value.HandedOver(name));

    /// <summary>
    /// Creations anywhere that can be of a type spelled <paramref name="typeName"/>. Those without a name come once for each name of the type;
    /// callers only look at them again.
    /// </summary>
    public IEnumerable<SyntaxNode> Creations(string typeName)
    {
        foreach (var node in index.Value.Creations(typeName))
        {
            yield return node;
        }

        foreach (var alias in index.Value.Aliases(typeName))
        {
            foreach (var node in index.Value.Creations(alias))
            {
                yield return node;
            }
        }
    }

    /// <summary>
    /// Assignments anywhere whose target's last name is <paramref name="name"/>. Besides assignment expressions these are elements of tuples that are
    /// assigned, arguments by reference, and expressions that take a reference (<see cref="SyntaxShape.WrittenOperand"/>).
    /// </summary>
    public ImmutableArray<SyntaxNode> Assignments(string name) =>
        assignments.TryGetValue(name, out var known) ? known : assignments.GetOrAdd(name, ImmutableArray.CreateRange(index.Value.Assignments(name)));

    /// <summary>Those of the assignments to <paramref name="name"/> that stand inside a declaration of <paramref name="type"/>.</summary>
    public IReadOnlyList<SyntaxNode> AssignmentsIn(INamedTypeSymbol type, string name) => index.Value.AssignmentsIn(type, name);

#pragma warning disable RS1030 // A question across files needs models of trees that are not being analysed; each is made once per compilation and shared.
    private SemanticModel CreateSemanticModel(SyntaxTree tree) => Compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
}
