namespace PromptShield.CodeFixes.Tests;

/// <summary>Semantic Kernel: the builder decorates the model services that were added before.</summary>
internal static class KernelCases
{
    public static readonly FixCase[] All =
    [
        new("A builder in a variable gets a statement before it is built",
            """
            using Microsoft.SemanticKernel;

            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", "k");

            // ready
            var kernel = [|builder.Build()|];
            await kernel.InvokePromptAsync("hi");
            """,
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", "k");

            builder.AddPromptShield();
            // ready
            var kernel = builder.Build();
            await kernel.InvokePromptAsync("hi");
            """),
        new("The creation of a builder leads to where it is built",
            """
            using Microsoft.SemanticKernel;

            internal static class Program
            {
                public static object Ask() => Make().InvokePromptAsync("hi");

                public static Kernel Make()
                {
                    var builder = [|Kernel.CreateBuilder()|];
                    builder.AddOpenAIChatCompletion("m", "k");
                    return builder.Build();
                }
            }
            """,
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            internal static class Program
            {
                public static object Ask() => Make().InvokePromptAsync("hi");

                public static Kernel Make()
                {
                    var builder = Kernel.CreateBuilder();
                    builder.AddOpenAIChatCompletion("m", "k");
                    builder.AddPromptShield();
                    return builder.Build();
                }
            }
            """),
        new("A chain",
            """
            using Microsoft.SemanticKernel;

            var kernel = [|Kernel.CreateBuilder()
                .AddOpenAIChatCompletion("m", "k")
                .Build()|];
            await kernel.InvokePromptAsync("hi");
            """,
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            var kernel = Kernel.CreateBuilder()
                .AddOpenAIChatCompletion("m", "k")
                .AddPromptShield()
                .Build();
            await kernel.InvokePromptAsync("hi");
            """),
        new("A builder that a local function builds has no statement before it",
            """
            using Microsoft.SemanticKernel;

            internal static class Program
            {
                public static object Ask() => Make().InvokePromptAsync("hi");

                public static Kernel Make()
                {
                    return Built(Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k"));

                    static Kernel Built(IKernelBuilder builder) => [|builder.Build()|];
                }
            }
            """,
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            internal static class Program
            {
                public static object Ask() => Make().InvokePromptAsync("hi");

                public static Kernel Make()
                {
                    return Built(Kernel.CreateBuilder().AddOpenAIChatCompletion("m", "k"));

                    static Kernel Built(IKernelBuilder builder) => builder.AddPromptShield().Build();
                }
            }
            """) { IsReported = false },
        new("A shield that is added too early is moved",
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            var builder = Kernel.CreateBuilder();
            builder.AddPromptShield();
            builder.AddOpenAIChatCompletion("m", "k");
            var kernel = [|builder.Build()|];
            await kernel.InvokePromptAsync("hi");
            """,
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", "k");
            builder.AddPromptShield();
            var kernel = builder.Build();
            await kernel.InvokePromptAsync("hi");
            """),
        new("A kernel among the services",
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            var services = new ServiceCollection();
            [|services.AddKernel()|].AddOpenAIChatCompletion("m", "k");
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddKernel().AddOpenAIChatCompletion("m", "k").AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """),
        new("A completion service among the services is decorated",
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            var services = new ServiceCollection();
            [|services.AddOpenAIChatCompletion("m", "k")|];
            await services.BuildServiceProvider().GetRequiredService<Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService>().GetChatMessageContentsAsync([]);
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddOpenAIChatCompletion("m", "k").AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService>().GetChatMessageContentsAsync([]);
            """),
    ];

    public static readonly FixCase[] Untouched =
    [
        FixCase.Untouched("A builder that is shielded right before it is built",
            """
            using Microsoft.SemanticKernel;
            using PromptShield;

            var builder = Kernel.CreateBuilder();
            builder.AddOpenAIChatCompletion("m", "k");
            builder.AddPromptShield();
            var kernel = [|builder.Build()|];
            """),
    ];
}
