using System.Xml.Linq;

namespace PromptShield;

public class PackageContentTests
{
    [Fact]
    public void TheAnalyzerPackageHoldsAnalyzersFixesTargetsAndTasksAndNothingElse()
        => Assert.Equal(
            [
                "PromptShield.Analyzers.nuspec",
                "README.md",
                "analyzers/dotnet/roslyn4.8/cs/PromptShield.Analyzers.dll",
                "analyzers/dotnet/roslyn4.8/cs/PromptShield.CodeFixes.dll",
                "build/PromptShield.Analyzers.props",
                "build/PromptShield.Analyzers.targets",
                "buildTransitive/PromptShield.Analyzers.props",
                "buildTransitive/PromptShield.Analyzers.targets",
                "tasks/net472/Microsoft.Bcl.AsyncInterfaces.dll",
                "tasks/net472/PromptShield.Build.dll",
                "tasks/net472/PromptShield.Reporting.dll",
                "tasks/net472/System.Buffers.dll",
                "tasks/net472/System.Collections.Immutable.dll",
                "tasks/net472/System.Memory.dll",
                "tasks/net472/System.Numerics.Vectors.dll",
                "tasks/net472/System.Reflection.Metadata.dll",
                "tasks/net472/System.Runtime.CompilerServices.Unsafe.dll",
                "tasks/net472/System.Text.Encodings.Web.dll",
                "tasks/net472/System.Text.Json.dll",
                "tasks/net472/System.Threading.Tasks.Extensions.dll",
                "tasks/net472/System.ValueTuple.dll",
                "tasks/net8.0/PromptShield.Build.dll",
                "tasks/net8.0/PromptShield.Reporting.dll",
            ],
            PackedPackages.Entries("PromptShield.Analyzers"));

    [Fact]
    public void TheRuntimePackageHoldsTheLibraryForBothFrameworksAndTheCopyOfThePolicy()
        => Assert.Equal(
            [
                "PromptShield.Runtime.nuspec",
                "README.md",
                "build/PromptShield.Runtime.targets",
                "buildTransitive/PromptShield.Runtime.targets",
                "lib/net10.0/PromptShield.Runtime.dll",
                "lib/net10.0/PromptShield.Runtime.xml",
                "lib/net8.0/PromptShield.Runtime.dll",
                "lib/net8.0/PromptShield.Runtime.xml",
            ],
            PackedPackages.Entries("PromptShield.Runtime"));

    [Fact]
    public void TheMetaPackageIsItsDependencies()
        => Assert.Equal(["PromptShield.nuspec", "README.md"], PackedPackages.Entries("PromptShield"));

    [Fact]
    public void TheToolPackageHoldsWhatAScanInjects()
        => Assert.Equal(
            [
                "tools/net10.0/any/inject/PromptShield.Analyzers.dll",
                "tools/net10.0/any/inject/PromptShield.Scan.Paths.targets",
                "tools/net10.0/any/inject/PromptShield.Scan.targets",
            ],
            PackedPackages.Entries("PromptShield.Tool").Where(entry => entry.Contains("/inject/", StringComparison.Ordinal)));

    [Fact]
    public void TheAnalyzerPackageIsForDevelopmentAndDependsOnNothing()
    {
        var nuspec = PackedPackages.Nuspec("PromptShield.Analyzers");

        Assert.Equal("true", Assert.Single(nuspec.Descendants(), element => element.Name.LocalName == "developmentDependency").Value);
        Assert.DoesNotContain(nuspec.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void TheMetaPackageHandsOnAnalyzersAndTargetsToItsConsumer()
    {
        XElement[] groups = [.. PackedPackages.Nuspec("PromptShield").Descendants().Where(element => element.Name.LocalName == "group")];

        Assert.Equal(["net10.0", "net8.0"], groups.Select(group => (string?)group.Attribute("targetFramework")));
        Assert.All(groups, group => Assert.Equal(
            [("PromptShield.Analyzers", "All", null), ("PromptShield.Runtime", "All", null)],
            group.Elements().Select(dependency => ((string?)dependency.Attribute("id"), (string?)dependency.Attribute("include"), (string?)dependency.Attribute("exclude")))));
    }
}
