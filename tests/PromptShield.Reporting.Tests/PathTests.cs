using PromptShield.Reporting;

namespace PromptShield;

public class PathTests
{
    [Theory]
    [InlineData("samples/**", "samples/A/A.csproj", true)]
    [InlineData("samples", "samples/A/A.csproj", true)]
    [InlineData("samples/", "samples/A/A.csproj", true)]
    [InlineData("samples/**", "src/samples/A.csproj", false)]
    [InlineData("**/samples/**", "src/samples/A.csproj", true)]
    [InlineData("**/samples/**", "samples/A.csproj", true)]
    [InlineData("samples", "samples2/A.csproj", false)]
    [InlineData("**/*.g.cs", "src/A/B.g.cs", true)]
    [InlineData("**/*.g.cs", "src/A/B.cs", false)]
    [InlineData("src/*/Old?.cs", "src/A/Old1.cs", true)]
    [InlineData("src/*/Old?.cs", "src/A/B/Old1.cs", false)]
    [InlineData("src/**/B/**/*.cs", "src/x/B/y/B/z.cs", true)]
    [InlineData("Samples/**", "samples/A.cs", false)]
    [InlineData("**", "a.cs", true)]
    public void Patterns_match_segments(string pattern, string path, bool expected)
        => Assert.Equal(expected, PathPattern.Matches(pattern, path));

    [Theory]
    [InlineData("/repo/src/A/B.cs", "src/A/B.cs")]
    [InlineData("B.cs", "src/A/B.cs")]
    [InlineData("../Shared/C.cs", "src/Shared/C.cs")]
    [InlineData("/repo/src/A/../D.cs", "src/D.cs")]
    [InlineData("/repository/E.cs", "../repository/E.cs")]
    [InlineData("/_/src/A/B.cs", "src/A/B.cs")]
    [InlineData("/_1/Gen/F.cs", "src/A/obj/Gen/F.cs")]
    [InlineData("", "")]
    public void Paths_are_relative_to_the_root_with_maps_undone(string path, string expected)
        => Assert.Equal(expected, new SourcePaths("/repo", "/repo/src/A", "/repo/src/A/obj/=/_1/,/repo/=/_/").RelativeToRoot(path));

    [Theory]
    [InlineData(@"C:\repo\src\A\B.cs", "src/A/B.cs")]
    [InlineData(@"c:\Repo\src\A\B.cs", "src/A/B.cs")]
    [InlineData(@"B.cs", "src/A/B.cs")]
    [InlineData(@"D:\other\B.cs", "D:/other/B.cs")]
    public void Paths_of_another_operating_system_are_understood(string path, string expected)
        => Assert.Equal(expected, new SourcePaths(@"C:\repo\", @"C:\repo\src\A").RelativeToRoot(path));

    [Theory]
    [InlineData("/repo", "'/repo/src/A.cs' and /repository/B.cs", "'src/A.cs' and /repository/B.cs")]
    [InlineData(@"C:\repo", @"in C:\repo\A.cs or C:/repo/B.cs", "in A.cs or B.cs")]
    [InlineData("/", "/a.cs", "/a.cs")]
    public void Messages_do_not_say_where_the_root_is(string root, string message, string expected)
        => Assert.Equal(expected, new SourcePaths(root, root).WithoutRoot(message));

    [Fact]
    public void The_repository_root_is_the_nearest_folder_that_holds_git()
    {
        using var folder = new TemporaryFolder();
        string nested = Directory.CreateDirectory(Path.Combine(folder.Path, "a", "b")).FullName;
        File.WriteAllText(Path.Combine(folder.Path, "a", ".git"), "gitdir: elsewhere");

        Assert.Equal(Path.Combine(folder.Path, "a"), SourcePaths.RepositoryRoot(nested));
    }
}
