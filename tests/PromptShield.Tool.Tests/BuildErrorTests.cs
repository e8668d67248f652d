using PromptShield.Tool;

namespace PromptShield;

public class BuildErrorTests
{
    [Fact]
    public void ReadsPlaceCodeProjectAndTargetFramework()
        => Assert.Equal(
            new BuildError("/a b/P.csproj", "net8.0", "CS0246", "/a b/C.cs", 3, "The type 'X' could not be found [sic]"),
            BuildError.Parse("/a b/C.cs(3,9): error CS0246: The type 'X' could not be found [sic] [/a b/P.csproj::TargetFramework=net8.0]"));

    [Fact]
    public void ReadsAnErrorOfTheProjectItself()
        => Assert.Equal(
            new BuildError("/p/P.csproj", "", "NU1101", "/p/P.csproj", 0, "Unable to find package Acme. No packages exist."),
            BuildError.Parse("/p/P.csproj : error NU1101: Unable to find package Acme. No packages exist. [/p/P.csproj]"));

    [Fact]
    public void ReadsAnErrorWithoutFileOfTheCompiler()
        => Assert.Equal(
            new BuildError("/p/P.csproj", "net10.0", "CS1617", "", 0, "Invalid option '99.0' for /langversion."),
            BuildError.Parse("CSC : error CS1617: Invalid option '99.0' for /langversion. [/p/P.csproj::TargetFramework=net10.0]"));

    [Fact]
    public void AWarningIsNoError()
        => Assert.Null(BuildError.Parse("/p/C.cs(3,9): warning CS0168: The variable 'error' is declared but never used [/p/P.csproj]"));

    [Fact]
    public void An_error_of_the_common_restore_belongs_to_the_project_that_it_names()
        => Assert.Equal("/p/P.csproj", BuildError.Parse("/p/P.csproj : error NU1605: Detected package downgrade [/tmp/scan/restore.proj]")?.Project);

    [Fact]
    public void AnErrorOfEvaluationBelongsToTheProjectThatItNames()
        => Assert.Equal("/p/P.csproj", BuildError.Parse("/p/P.csproj(21,6): error MSB4004: The \"X\" property is reserved. [/tmp/scan/scan.proj]")?.Project);

    [Fact]
    public void AnErrorInASharedFileBelongsToTheProjectThatImportsIt()
        => Assert.Equal("/p/P.csproj", BuildError.Parse("/p/Common.targets(21,6): error MSB4018: The task failed. [/p/P.csproj]")?.Project);

    [Fact]
    public void An_error_of_the_compiler_belongs_to_the_project_that_was_compiled()
        => Assert.Equal("/p/P.csproj", BuildError.Parse("/p/NU.csproj.cs(1,2): error CS0103: no such name [/p/P.csproj]")?.Project);
}
