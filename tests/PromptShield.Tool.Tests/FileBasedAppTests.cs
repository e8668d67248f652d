using System.Xml.Linq;
using PromptShield.Tool;

namespace PromptShield;

public sealed class FileBasedAppTests : IDisposable
{
    private readonly ScannedFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void UnderstandsEveryDirective()
    {
        _folder.Write("lib/lib.csproj", "<Project />").Write("parts/one.cs", "#:package Second\n").Write("parts/two.cs", "");

        var app = Read("#:sdk Microsoft.NET.Sdk.Web\n#:sdk Some.Sdk@1.2.3\n#:package OpenAI@2.15.0\n#:property A=b=c\n#:project lib\n#:include parts/*.cs\n#:exclude parts/two.cs\n");

        Assert.Null(app.Problem);
        Assert.Equal([("Microsoft.NET.Sdk.Web", ""), ("Some.Sdk", "1.2.3")], app.Sdks);
        Assert.Equal([("OpenAI", "2.15.0"), ("Second", "")], app.Packages);
        Assert.Equal([("A", "b=c")], app.Properties);
        Assert.Equal([_folder.At("lib/lib.csproj")], app.Projects);
        Assert.Equal([("Compile", _folder.At("app.cs")), ("Compile", _folder.At("parts/one.cs"))], app.Files);
        Assert.True(app.Includes(_folder.At("parts/one.cs")));
        Assert.False(app.Includes(_folder.At("parts/two.cs")));
        Assert.False(app.Includes(_folder.At("app.cs")));
    }

    [Theory]
    [InlineData("#:")]
    [InlineData("#:ref other.cs")]
    [InlineData("#:Package OpenAI@2.15.0")]
    [InlineData("#:package")]
    [InlineData("#:package OpenAI 2.15.0")]
    [InlineData("#:package OpenAI@")]
    [InlineData("#:package @2.15.0")]
    [InlineData("#:sdk A/1.0")]
    [InlineData("#:property Name")]
    [InlineData("#:property =value")]
    [InlineData("#:property a b=value")]
    [InlineData("#:property A><B=value")]
    [InlineData("#:property A=\u0001")]
    [InlineData("#:project")]
    [InlineData("#:project $(Root)/lib.csproj")]
    [InlineData("#:project .")]
    [InlineData("#:include readme.md")]
    [InlineData("#:include missing.cs")]
    public void WhatCannotBeUnderstoodIsAProblemWithItsLine(string directive)
    {
        var problem = Read("// first\n" + directive + "\n").Problem;

        Assert.NotNull(problem);
        Assert.Equal("not-loaded", problem.Code);
        Assert.Contains(directive.Contains("missing") ? "missing.cs" : "Line 2:", problem.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatCannotBeReadIsAProblem()
    {
        File.CreateSymbolicLink(_folder.At("app.cs"), _folder.At("gone.cs"));

        Assert.Contains("cannot be read", AppReader.Read(_folder.At("app.cs")).Problem!.Text, StringComparison.Ordinal);
        Assert.Equal(_folder.At("app.cs"), Assert.Single(new FolderContent(_folder.Path).Apps).Path);
    }

    [Theory]
    [InlineData("#:package xunit.v3@3.0.0", true)]
    [InlineData("#:sdk MSTest.Sdk@3.6.0", true)]
    [InlineData("#:property IsTestProject=true", true)]
    [InlineData("#:package xunit.assert@2.9.0", false)]
    [InlineData("#:property IsTestProject=false", false)]
    public void ATestProgramIsToldByItsDirectives(string directive, bool isTest) => Assert.Equal(isTest, Read(directive).IsTestProject);

    [Fact]
    public void TheTextOfAnAppCannotAddToItsProject()
    {
        var app = Read("""
            #:package A"><Exec>;B@1.0"><Exec
            #:property P=</P></PropertyGroup><Target Name="T"><Exec Command="echo" /></Target><PropertyGroup><P>
            #:project lib;*%24(evil).csproj
            """);

        Assert.Null(app.Problem);
        var project = XElement.Parse(AppProject.Text(app, _folder.At("made")));
        Assert.Empty(project.Descendants("Exec").Concat(project.Descendants("Target")));
        Assert.Equal("A\"><Exec>%3BB", project.Descendants("PackageReference").Single().Attribute("Include")!.Value);
        Assert.Equal("1.0\"><Exec", project.Descendants("PackageReference").Single().Attribute("Version")!.Value);
        Assert.StartsWith("</P></PropertyGroup>", project.Descendants("P").Single().Value, StringComparison.Ordinal);
        Assert.EndsWith("lib%3B%2A%2524%28evil%29.csproj", project.Descendants("ProjectReference").Single().Attribute("Include")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAProjectFindsByItsPlaceIsThatOfTheApp()
    {
        _folder.Write("sub/Directory.Build.props", "<Project />");
        File.Delete(_folder.At("Directory.Packages.props"));
        string outside = Directory.GetParent(_folder.Path)!.FullName;
        Assert.False(File.Exists(Path.Combine(outside, "Directory.Packages.props")));
        _folder.Write("sub/app.cs", "#:package A\n");

        var project = XElement.Parse(AppProject.Text(AppReader.Read(_folder.At("sub/app.cs")), _folder.At("made")));

        Assert.Equal(_folder.At("sub/Directory.Build.props"), project.Descendants("DirectoryBuildPropsPath").Single().Value);
        Assert.Equal(_folder.At("Directory.Build.targets"), project.Descendants("DirectoryBuildTargetsPath").Single().Value);
        Assert.Equal("false", project.Descendants("ImportDirectoryPackagesProps").Single().Value);
        Assert.Equal(_folder.At("sub"), project.Descendants("RestoreRootConfigDirectory").Single().Value);
    }

    [Fact]
    public void OfTwoThatIncludeEachOtherOneStays()
    {
        _folder.Write("a.cs", "#:include b.cs\n").Write("b.cs", "#:include a.cs\n").Write("c.cs", "#:property A=b\n");

        Assert.Equal([_folder.At("b.cs"), _folder.At("c.cs")], new FolderContent(_folder.Path).Apps.Select(app => app.Path));
    }

    [Fact]
    public void AFileThatABrokenAppIncludesIsNotLost()
    {
        _folder.Write("a.cs", "#:include b.cs\n#:unknown\n").Write("b.cs", "#:property A=b\n");

        Assert.Equal([_folder.At("a.cs"), _folder.At("b.cs")], new FolderContent(_folder.Path).Apps.Select(app => app.Path));
    }

    [Fact]
    public void LooksWhereProjectsAreLookedForAndKeepsApart()
    {
        _folder.Write("app.cs", "#:property A=b\n").Write("plain.cs", "class Plain;").Write("obj/app.cs", "#:property A=b\n").Write(".hidden/app.cs", "#:property A=b\n")
            .Write("App/App.csproj", "<Project />").Write("App/deep/script.cs", "#:property A=b\n").Write("App/plain.cs", "class Plain;").Write("tools/tool.CS", "#!dotnet\n");

        var content = new FolderContent(_folder.Path);

        Assert.Equal([_folder.At("app.cs"), _folder.At("tools/tool.CS")], content.Apps.Select(app => app.Path));
        Assert.Equal([_folder.At("App/deep/script.cs")], content.AppsBesideProjects.Select(app => app.Path));
    }

    private FileBasedApp Read(string text)
    {
        _folder.Write("app.cs", text);
        return AppReader.Read(_folder.At("app.cs"));
    }
}
