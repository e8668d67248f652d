using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PromptShield.Analyzers.Catalog;
using PromptShield.Analyzers.Flow;
using PromptShield.Analyzers.Inventory;
using PromptShield.Analyzers.Rules.Walk;

namespace PromptShield.Analyzers.Rules;

/// <summary>PSH2005. A switch that copies prompts and answers into logs or traces, outside of development.</summary>
internal sealed class SensitiveContentCapture() : Rule(Descriptors.SensitiveContentCapture)
{
    private const string KernelBuilder = "Microsoft.SemanticKernel.IKernelBuilder";

    /// <inheritdoc />
    public override void Register(RuleRegistrar on, RuleContext context)
    {
        var hasModels = ReferencesModels(context.Model.Compilation);
        foreach (var property in ContentCapture.Default.Properties)
        {
            if ((hasModels || !property.NeedsModels) && context.Knows(property.Type))
            {
                on.Assignment(property.Member, (set, cancellation) => Property(set, property, context, cancellation));
            }
        }

        if (hasModels)
        {
            var levels = new TraceLogging(context.Model);
            on.Call("SetSwitch", (call, cancellation) => Switch(call, context, cancellation));
            on.Call("SetEnvironmentVariable", (call, cancellation) => Variable(call, context, cancellation));
            on.Call("UseLogging", (call, cancellation) => Logging(call, levels, context, cancellation));
            if (context.Knows(KernelBuilder))
            {
                on.Call("SetMinimumLevel", (call, cancellation) => KernelLogging(call, levels, context, cancellation));
            }
        }
    }

    private static bool ReferencesModels(Compilation compilation)
    {
        foreach (var assembly in compilation.ReferencedAssemblyNames)
        {
            if (ModelApiTable.Default.IsSdk(assembly.Name))
            {
                return true;
            }
        }

        return false;
    }

    private Site? Property(ISimpleAssignmentOperation set, CaptureProperty property, RuleContext context, CancellationToken cancellation)
    {
        var target = (IMemberReferenceOperation)set.Target;
        return !TypeNames.Is(target.Member.ContainingType, property.Type) || !IsOn(set, property, context.Model, cancellation) ||
            (property.IsOfClient && !IsOfModelClient(target)) || DevelopmentOnly.Is(set) || Overwriting.IsReplaced(set)
                ? null
                : Finding(SitePlace.OfFinding(target.Syntax, target.Member, context.Model, cancellation), property.Kind, property.Text);
    }

    private Site? Switch(IInvocationOperation call, RuleContext context, CancellationToken cancellation) =>
        TypeNames.Is(call.TargetMethod.ContainingType, "System.AppContext") &&
        ConstantValues.Of(ParameterValues.Of(call, 0), context.Model, cancellation) is string name && ContentCapture.Default.OfSwitch(name) is { } text &&
        ConstantValues.Of(ParameterValues.Of(call, 1), context.Model, cancellation) is true && !DevelopmentOnly.Is(call)
            ? Finding(SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation), "telemetry", "with '" + name + "' " + text)
            : null;

    private Site? Variable(IInvocationOperation call, RuleContext context, CancellationToken cancellation) =>
        TypeNames.Is(call.TargetMethod.ContainingType, "System.Environment") &&
        ConstantValues.Of(ParameterValues.Of(call, 0), context.Model, cancellation) is string name && ConstantValues.Of(ParameterValues.Of(call, 1), context.Model, cancellation) is string value &&
        ContentCapture.Default.OfVariable(name, value) is { } text && !DevelopmentOnly.Is(call)
            ? Finding(SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation), "telemetry", "with '" + name + "' " + text)
            : null;

    /// <summary>Middleware that logs whole messages at the level Trace, where code lets its logger trace.</summary>
    private Site? Logging(IInvocationOperation call, TraceLogging levels, RuleContext context, CancellationToken cancellation)
    {
        if (!BuilderProvenance.IsMiddlewareBuilder(CallProvenance.Receiver(call)?.Type) || !ModelApiTable.Default.IsSdk(call.TargetMethod.ContainingAssembly.Name) ||
            Category(call) is not { } category || levels.Of(category, cancellation) is not { } level || DevelopmentOnly.Is(call))
        {
            return null;
        }

        return Finding(
            SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
            "log",
            "at the level Trace, which the code sets, it logs whole messages",
            (SyntaxShape.ReferencedName(level) ?? level).GetLocation());
    }

    /// <summary>The level Trace for the services of a kernel, whose model services log whole conversations at it.</summary>
    private Site? KernelLogging(IInvocationOperation call, TraceLogging levels, RuleContext context, CancellationToken cancellation) =>
        levels.Sets(call, cancellation) && IsForKernel(call)
            ? Finding(
                SitePlace.OfFinding(call.Syntax, call.TargetMethod, context.Model, cancellation),
                "log",
                "at the level Trace a kernel logs whole conversations, and what functions get and return")
            : null;

    /// <summary>Whether a call stands in a function that is given to <c>AddLogging</c> on the services of a kernel builder.</summary>
    private static bool IsForKernel(IInvocationOperation call)
    {
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IInvocationOperation { TargetMethod.Name: "AddLogging" } add)
            {
                return CallProvenance.Receiver(add) is IPropertyReferenceOperation { Instance: { } builder } && TypeNames.IsOrInherits(builder.Type, KernelBuilder);
            }
        }

        return false;
    }

    /// <summary>The category that the middleware logs under: the name of its type; null when it is given a factory that logs nothing.</summary>
    private static string? Category(IInvocationOperation call)
    {
        string? category = null;
        foreach (var argument in call.Arguments)
        {
            var value = argument.Value is IConversionOperation conversion ? conversion.Operand : argument.Value;
            if (TypeNames.Is(value.Type, "Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory"))
            {
                return null;
            }

            if (argument.Parameter?.Type is INamedTypeSymbol { Name: "Action", TypeArguments: { Length: 1 } middleware })
            {
                category = TypeNames.Of(middleware[0].OriginalDefinition);
            }
        }

        return category;
    }

    private static bool IsOn(ISimpleAssignmentOperation set, CaptureProperty property, CompilationModel model, CancellationToken cancellation)
    {
        var value = ConstantValues.Of(set.Value, model, cancellation);
        var declared = set.Target.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: var inner } ? inner[0] : set.Target.Type;
        if (value is null or bool || declared is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type)
        {
            return value is true;
        }

        foreach (var name in property.Values)
        {
            // Of flags, each that is set is enough.
            if (type.GetMembers(name) is { Length: 1 } members && members[0] is IFieldSymbol { ConstantValue: { } constant } &&
                (constant.Equals(value) || (IsFlags(type) && (Number(constant) & Number(value)) != 0)))
            {
                return true;
            }
        }

        return false;
    }

    private static long Number(object constant) => Convert.ToInt64(constant, CultureInfo.InvariantCulture);

    private static bool IsFlags(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (TypeNames.Is(attribute.AttributeClass, "System.FlagsAttribute"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the options that hold the switch are those of a client of a model SDK: storage and key vaults have the same.</summary>
    private static bool IsOfModelClient(IMemberReferenceOperation target)
    {
        if (target.Instance is IPropertyReferenceOperation { Instance: { } holder })
        {
            return IsOfModelSdk(holder.Type);
        }

        for (var parent = target.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is IObjectCreationOperation creation && !SymbolEqualityComparer.Default.Equals(creation.Type, target.Member.ContainingType))
            {
                return IsOfModelSdk(creation.Type);
            }
        }

        return false;
    }

    private static bool IsOfModelSdk(ITypeSymbol? type) => type?.ContainingAssembly is { } assembly && ModelApiTable.Default.IsSdk(assembly.Name);
}
