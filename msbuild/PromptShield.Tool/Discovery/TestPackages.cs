namespace PromptShield.Tool;

/// <summary>Packages that only test projects reference.</summary>
internal static class TestPackages
{
    private static readonly string[] Names =
    [
        "Microsoft.NET.Test.Sdk", "Microsoft.Testing.Platform.MSBuild", "MSTest", "MSTest.TestAdapter", "MSTest.TestFramework",
        "NUnit", "NUnit3TestAdapter", "TUnit", "xunit", "xunit.core", "xunit.runner.visualstudio", "xunit.v3", "xunit.v3.core",
    ];

    private static readonly string[] Assemblies =
    [
        "Microsoft.VisualStudio.TestPlatform.TestFramework", "MSTest.TestFramework", "nunit.framework", "TUnit.Core", "xunit.core", "xunit.v3.core",
    ];

    private static readonly string[] Families = ["xunit.v3.mtp-"];

    /// <summary>True when the package makes its project a test project.</summary>
    public static bool IsTestFramework(string package)
        => Names.Contains(package, StringComparer.OrdinalIgnoreCase)
            || Families.Any(family => package.StartsWith(family, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when a project SDK makes test projects, with or without its version (<c>MSTest.Sdk/3.6.0</c>).</summary>
    public static bool IsTestSdk(string sdk) => sdk.Split(['/', ';'], 2)[0].Equals("MSTest.Sdk", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when an assembly that references this one is a test assembly.</summary>
    public static bool IsTestAssembly(string assembly) => Assemblies.Contains(assembly, StringComparer.OrdinalIgnoreCase);
}
