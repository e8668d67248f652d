namespace PromptShield;

public sealed class ToolInstallTests : IDisposable
{
    private readonly Consumer _consumer = new();

    public void Dispose() => _consumer.Dispose();

    [Fact]
    public void TheToolInstallsFromTheFeedAndScans()
    {
        _consumer.Write("App/App.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup></Project>
            """);
        _consumer.Write("App/Program.cs", """
            var user = new User { Email = args[0] };
            System.Console.WriteLine(user.Email);

            public class User
            {
                public string Email { get; set; } = "";
            }

            """);

        var installed = _consumer.Dotnet("", "tool", "install", "PromptShield.Tool", "--version", PackedPackages.Version, "--tool-path", _consumer.At("tools"));
        Assert.True(installed.ExitCode == 0, installed.Output);
        var scan = _consumer.Run(_consumer.At("tools/promptshield"), "", "scan", "App", "--output", "report");

        Assert.True(scan.ExitCode == 1, scan.Output);
        Assert.Contains("Program.cs:2:16: PSH2001: 'user.Email'", scan.Output, StringComparison.Ordinal);
        Assert.Contains("\"gate\": \"fail\"", File.ReadAllText(_consumer.At("report/promptshield-report.json")), StringComparison.Ordinal);
        Assert.True(File.Exists(_consumer.At("report/promptshield-report.html")));
    }
}
