using static PromptShield.Earned.GuardProgram;

namespace PromptShield.Earned;

/// <summary>Builder chains and wrappers of Microsoft.Extensions.AI: what is added later is nearer to the wire.</summary>
internal static class BuilderPrograms
{
    public static readonly GuardProgram[] All =
    [
        new("builder with the shield alone", Guarded, """
            IChatClient client = Target.Raw().AsBuilder().UsePromptShield().Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("builder without the shield", Unguarded, """
            IChatClient client = Target.Raw().AsBuilder().UseLogging(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("shield after function invocation", Guarded, """
            IChatClient client = Target.Raw().AsBuilder().UseFunctionInvocation().UsePromptShield().Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("shield before function invocation", Unguarded, """
            IChatClient client = Target.Raw().AsBuilder().UsePromptShield().UseFunctionInvocation().Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """, Reason: "shield-before-function-invocation", Caught: true),
        new("logging after the shield", Guarded, """
            IChatClient client = Target.Raw().AsBuilder().UseFunctionInvocation().UsePromptShield()
                .UseLogging(Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance).UseOpenTelemetry().Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("own middleware after the shield", Unguarded, """
            IChatClient client = Target.Raw().AsBuilder().UsePromptShield().Use(inner => new Signing(inner)).Build();
            await client./*call*/GetResponseAsync("hello");
            """, Reason: "middleware-inside-shield"),
        new("own middleware before the shield", Guarded, """
            IChatClient client = Target.Raw().AsBuilder().Use(inner => new Signing(inner)).UsePromptShield().Build();
            await client./*call*/GetResponseAsync("hello");
            """),
        new("options configured after the shield", Unguarded, """
            IChatClient client = Target.Raw().AsBuilder().UsePromptShield().ConfigureOptions(options => options.Instructions = Target.Prompt).Build();
            await client./*call*/GetResponseAsync("hello");
            """, Reason: "middleware-inside-shield"),
        new("builder in a local, right order", Guarded, """
            ChatClientBuilder builder = new(Target.Raw());
            builder.UseFunctionInvocation();
            builder.UsePromptShield();
            IChatClient client = builder.Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("builder in a local, wrong order", Unguarded, """
            ChatClientBuilder builder = new(Target.Raw());
            builder.UsePromptShield();
            builder.UseFunctionInvocation();
            IChatClient client = builder.Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """, Caught: true),
        new("builder in a local, shield on one branch", Unguarded, """
            ChatClientBuilder builder = new(Target.Raw());
            if (!Target.Yes) { builder.UsePromptShield(); }
            IChatClient client = builder.Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("built before the shield was added", Unguarded, """
            ChatClientBuilder builder = new(Target.Raw());
            IChatClient client = builder.Build();
            builder.UsePromptShield();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
        new("suffix over function invocation", null, """
            IChatClient client = Target.Raw().AsBuilder().UseFunctionInvocation().Build().Shielded();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("suffix over a function-invoking client made by hand", null, """
            IChatClient client = new FunctionInvokingChatClient(Target.Raw()).Shielded();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("suffix over own middleware", null, """
            IChatClient client = new Signing(Target.Raw()).Shielded();
            await client./*call*/GetResponseAsync("hello");
            """),
        new("static type over function invocation", null, """
            PromptShieldChatClient client = new(new FunctionInvokingChatClient(Target.Raw()));
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("function-invoking client over a shielded one", Guarded, """
            IChatClient client = new FunctionInvokingChatClient(Target.Raw().Shielded());
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("builder over a shielded client", Guarded, """
            IChatClient client = Target.Raw().Shielded().AsBuilder().UseFunctionInvocation().Build();
            await client./*call*/GetResponseAsync(Target.AskForTool, Target.WithTool());
            """),
        new("middleware that leaves the shield out", null, """
            IChatClient client = Target.Raw().AsBuilder().Use(inner => Target.Raw()).UsePromptShield().Build();
            await client./*call*/GetResponseAsync(Target.Prompt);
            """),
    ];
}
