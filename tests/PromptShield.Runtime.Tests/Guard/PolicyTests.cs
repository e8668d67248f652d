using System.Security.Cryptography;
using System.Text;

namespace PromptShield.Tests;

public sealed class PolicyTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"promptshield-{Guid.NewGuid():N}.json");

    [Fact]
    public void The_runtime_part_is_obeyed_and_the_rest_is_skipped()
    {
        var options = Read("""
            // comments are fine
            { "$schema": "./promptshield.schema.json", "version": 1, "rules": { "PSH1001": "warn" }, "waivers": [ { "x": [1] } ],
              "runtime": { "personalData": { "action": "block", "restore": false }, "evidence": { "path": "logs/evidence.jsonl" } }, }
            """);

        Assert.Equal((PersonalDataAction.Block, false), (options.Action, options.RestoreOriginals));
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "logs", "evidence.jsonl"), Assert.IsType<FileEvidenceSink>(options.Evidence).Path);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_path))), options.PolicyHash, ignoreCase: true);
    }

    [Fact]
    public void What_is_not_said_is_safe()
    {
        var options = Read("\uFEFF{\"version\":1}");
        Assert.Equal((PersonalDataAction.Replace, true, false), (options.Action, options.RestoreOriginals, options.AllowUninspectedBodies));
        Assert.EndsWith(FileEvidenceSink.DefaultFileName, Assert.IsType<FileEvidenceSink>(options.Evidence).Path, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\":1,\n \"runtime\":{\"personalData\":{\"action\":\"mask\"}}}", "(2,38): 'runtime.personalData.action' must be")]
    [InlineData("{\"version\":1,\n \"runtime\":{\"personalDate\":{}}}", "(2,28): 'runtime.personalDate' is unknown")]
    [InlineData("{\"version\":1,\"runtime\":{\"personalData\":{\"restore\":\"no\"}}}", "must be true or false")]
    [InlineData("{\"version\":1,\"runtime\":{\"evidence\":{\"path\":\"\"}}}", "must be a path")]
    [InlineData("{\"version\":1,\"runtime\":{\"evidence\":{\"file\":\"x\"}}}", "'runtime.evidence.file' is unknown")]
    [InlineData("{\"version\":1,\"runtime\":[]}", "'runtime' must be an object")]
    [InlineData("{\"version\":2}", "(1,12): 'version' must be 1")]
    [InlineData("{\"version\":\"1\"}", "'version' must be 1")]
    [InlineData("{}", "'version' is missing")]
    [InlineData("[]", "(1,1): the policy must be a JSON object")]
    [InlineData("{\"version\":1,\n\"runtime\":}", "(2,11): the policy is not valid JSON")]
    [InlineData("{\"version\":1", "not valid JSON")]
    [InlineData("{\"version\":1} {}", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    public void A_mistake_is_an_error_with_its_place(string policy, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Read(policy));
        Assert.StartsWith(_path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_file_is_an_error() => Assert.Throws<FileNotFoundException>(() => ShieldOptions.FromPolicy(_path));

    [Fact]
    public void A_shield_keeps_the_options_that_it_was_built_with()
    {
        var options = new ShieldOptions { Evidence = new EvidenceInMemory() };
        var shield = new Shield(options);
        options.Action = PersonalDataAction.Allow;
        Assert.Equal(PersonalDataAction.Replace, shield.Options.Action);
    }

    [Fact]
    public void Options_without_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Shield(new ShieldOptions { Action = (PersonalDataAction)7 }));
        Assert.Throws<ArgumentException>(() => new Shield(new ShieldOptions { Evidence = null! }));
        Assert.Throws<ArgumentNullException>(() => new Shield(null!));
    }

    [Fact]
    public void The_default_shield_is_one() => Assert.Same(Shield.Default, Shield.Default);

    public void Dispose() => File.Delete(_path);

    private ShieldOptions Read(string policy)
    {
        File.WriteAllText(_path, policy, new UTF8Encoding(false));
        return ShieldOptions.FromPolicy(_path);
    }
}
