namespace PromptShield.CodeFixes;

/// <summary>One project as the edits see it: its compilation, a semantic model for each tree that was asked for.</summary>
internal sealed class CodeScope(Project project, Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];

    public Compilation Compilation => compilation;

    public CancellationToken Cancellation => cancellation;

    public static async Task<CodeScope?> CreateAsync(Project project, CancellationToken cancellation)
    {
        var compilation = await project.GetCompilationAsync(cancellation).ConfigureAwait(false);
        return compilation is null ? null : new CodeScope(project, compilation, cancellation);
    }

    /// <summary>The model of a tree of this project; null for a tree that a generator wrote or that lies elsewhere.</summary>
    public SemanticModel? EditableModel(SyntaxTree tree)
    {
        if (models.TryGetValue(tree, out var model))
        {
            return model;
        }

        if (project.GetDocument(tree) is null or SourceGeneratedDocument || !compilation.ContainsSyntaxTree(tree))
        {
            return null;
        }

        return models[tree] = compilation.GetSemanticModel(tree);
    }

    public SemanticModel Model(SyntaxNode node) => models[node.SyntaxTree];

    public ISymbol? Symbol(SyntaxNode node) => Model(node).GetSymbolInfo(node, cancellation).Symbol;

    public IMethodSymbol? Method(SyntaxNode node) => Symbol(node) as IMethodSymbol;

    public ITypeSymbol? TypeOf(ExpressionSyntax node) => Model(node).GetTypeInfo(node, cancellation).Type;

    public ITypeSymbol? ConvertedTypeOf(ExpressionSyntax node) => Model(node).GetTypeInfo(node, cancellation).ConvertedType;

    /// <summary>The shortest name of the type that binds at the node.</summary>
    public string Name(ITypeSymbol type, SyntaxNode where) =>
        type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(Model(where), where.SpanStart);
}
