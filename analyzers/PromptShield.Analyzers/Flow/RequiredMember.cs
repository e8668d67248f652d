namespace System.Runtime.CompilerServices;

/// <summary>Lets <c>required</c> members compile for netstandard2.0, which does not define this type.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property, Inherited = false)]
internal sealed class RequiredMemberAttribute : Attribute;

/// <summary>Lets <c>required</c> members compile for netstandard2.0, which does not define this type.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    /// <summary>The name of the feature.</summary>
    public string FeatureName { get; } = featureName;
}
