namespace PromptShield.CodeFixes.Tests;

/// <summary>Where <c>using PromptShield;</c> goes, and when it stays away.</summary>
public class UsingDirectiveTests
{
    private const string Line = "using PromptShield;\n";

    [Theory]
    [InlineData("// Copyright (c) Acme.\n// Licensed under MIT.\n", "\n")]
    [InlineData("#nullable enable\n", "")]
    public Task Goes_below_a_header(string header, string rest) =>
        Check($"{header}{rest}class C {{ object o = [|new OpenAI.Chat.ChatClient(\"m\", \"k\")|]; }}\n", $"{header}{rest}{Line}\nclass C {{ object o = new OpenAI.Chat.ChatClient(\"m\", \"k\").Shielded(); }}\n");

    [Fact]
    public Task Goes_above_a_comment_that_belongs_to_the_code() =>
        Check("// Talks.\nclass C { object o = [|new OpenAI.Chat.ChatClient(\"m\", \"k\")|]; }\n", $"{Line}\n// Talks.\nclass C {{ object o = new OpenAI.Chat.ChatClient(\"m\", \"k\").Shielded(); }}\n");

    [Fact]
    public Task Goes_between_its_peers_with_system_first() =>
        Check("using System;\nusing OpenAI.Chat;\nusing Serilog;\n\nclass C { ChatClient o = [|new(\"m\", \"k\")|]; }\n", $"using System;\nusing OpenAI.Chat;\n{Line}using Serilog;\n\nclass C {{ ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }}\n");

    [Fact]
    public Task Goes_to_the_usings_inside_a_namespace() =>
        Check("namespace N\n{\n    using OpenAI.Chat;\n\n    class C { ChatClient o = [|new(\"m\", \"k\")|]; }\n}\n", "namespace N\n{\n    using OpenAI.Chat;\n    using PromptShield;\n\n    class C { ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }\n}\n");

    [Fact]
    public Task Goes_to_each_namespace_block_that_needs_it() =>
        Check(
            "namespace N\n{\n    using OpenAI.Chat;\n\n    class C { ChatClient o = [|new(\"m\", \"k\")|]; }\n}\n\nnamespace M\n{\n    using OpenAI.Chat;\n\n    class C { ChatClient o = [|new(\"m\", \"k\")|]; }\n}\n",
            "namespace N\n{\n    using OpenAI.Chat;\n    using PromptShield;\n\n    class C { ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }\n}\n\nnamespace M\n{\n    using OpenAI.Chat;\n    using PromptShield;\n\n    class C { ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }\n}\n");

    [Fact]
    public Task Stays_out_of_a_conditional_block() =>
        Check("using OpenAI.Chat;\n#if OTHER\nusing Nothing;\n#endif\nusing Serilog;\n\nclass C { ChatClient o = [|new(\"m\", \"k\")|]; }\n", $"using OpenAI.Chat;\n{Line}#if OTHER\nusing Nothing;\n#endif\nusing Serilog;\n\nclass C {{ ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }}\n");

    [Fact]
    public Task Keeps_the_line_breaks_of_the_file() =>
        Check("using OpenAI.Chat;\r\n\r\nclass C { ChatClient o = [|new(\"m\", \"k\")|]; }\r\n", "using OpenAI.Chat;\r\nusing PromptShield;\r\n\r\nclass C { ChatClient o = new ChatClient(\"m\", \"k\").Shielded(); }\r\n");

    [Theory]
    [InlineData("global using PromptShield;\n")]
    [InlineData("using PromptShield;\n")]
    [InlineData("using global::PromptShield;\n")]
    public Task Stays_away_when_the_namespace_is_imported(string import) =>
        Check($"{import}class C {{ object o = [|new OpenAI.Chat.ChatClient(\"m\", \"k\")|]; }}\n", $"{import}class C {{ object o = new OpenAI.Chat.ChatClient(\"m\", \"k\").Shielded(); }}\n");

    [Fact]
    public Task Stays_away_inside_the_namespace() =>
        Check("namespace PromptShield.Samples;\nclass C { object o = [|new OpenAI.Chat.ChatClient(\"m\", \"k\")|]; }\n", "namespace PromptShield.Samples;\nclass C { object o = new OpenAI.Chat.ChatClient(\"m\", \"k\").Shielded(); }\n");

    [Theory]
    [InlineData("using P = PromptShield;\n")]
    [InlineData("using static PromptShield.ShieldedClients;\n")]
    public Task An_alias_or_a_static_import_is_not_enough(string import) =>
        Check($"{import}class C {{ object o = [|new OpenAI.Chat.ChatClient(\"m\", \"k\")|]; }}\n", $"{Line}{import}class C {{ object o = new OpenAI.Chat.ChatClient(\"m\", \"k\").Shielded(); }}\n");

    private static async Task Check(string before, string after)
    {
        var solution = Workshop.Solution(Markup.Strip(before));
        await solution.AssertCompilesAsync();
        var findings = new MarkedFindings("PSH1001", new Dictionary<string, List<TextSpan>> { ["Program.cs"] = Markup.Spans(before) });

        var changed = await Fixing.AllAsync(new ShieldModelClient(), solution, findings);

        Assert.Equal(after, await changed.TextAsync("Program.cs"));
        await changed.AssertCompilesAsync();
    }
}
