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
        new("A kernel beside a completion service: each registration is decorated",
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            var services = new ServiceCollection();
            [|services.AddKernel().AddOpenAIChatCompletion("m", "k")|];
            services.AddOpenAIChatCompletion("m2", "k");
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddKernel().AddOpenAIChatCompletion("m", "k").AddPromptShield();
            services.AddOpenAIChatCompletion("m2", "k").AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """),
        new("A kernel behind a completion service: each registration is decorated",
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            var services = new ServiceCollection();
            services.AddOpenAIChatCompletion("m2", "k");
            [|services.AddKernel().AddOpenAIChatCompletion("m", "k")|];
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddOpenAIChatCompletion("m2", "k").AddPromptShield();
            services.AddKernel().AddOpenAIChatCompletion("m", "k").AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Kernel>().InvokePromptAsync("hi");
            """),
        new("A kernel and a completion service that methods register are shielded, what is shielded below is left",
            """
            using System.Threading.Tasks;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            public static class Registration
            {
                public static void AddOne(IServiceCollection services)
                {
                    var kernel = services.AddKernel();
                    kernel.AddOpenAIChatCompletion("m", "k");
                }

                public static void AddTwo(IServiceCollection services) => [|services.AddOpenAIChatCompletion("m2", "k")|];

                public static void AddThree(IServiceCollection services)
                {
                    services.AddOpenAIChatCompletion("m3", "k");
                    services.AddPromptShield();
                }

                public static Kernel Own()
                {
                    var builder = Kernel.CreateBuilder();
                    builder.AddOpenAIChatCompletion("m4", "k");
                    builder.Services.AddOpenAIChatCompletion("m5", "k");
                    return builder.Build();
                }
            }

            public sealed class Caller(Kernel kernel)
            {
                public Task<FunctionResult> Ask() => kernel.InvokePromptAsync("hi");
            }
            """,
            """
            using System.Threading.Tasks;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            public static class Registration
            {
                public static void AddOne(IServiceCollection services)
                {
                    var kernel = services.AddKernel();
                    kernel.AddOpenAIChatCompletion("m", "k").AddPromptShield();
                }

                public static void AddTwo(IServiceCollection services) => services.AddOpenAIChatCompletion("m2", "k").AddPromptShield();

                public static void AddThree(IServiceCollection services)
                {
                    services.AddOpenAIChatCompletion("m3", "k");
                    services.AddPromptShield();
                }

                public static Kernel Own()
                {
                    var builder = Kernel.CreateBuilder();
                    builder.AddOpenAIChatCompletion("m4", "k");
                    builder.Services.AddOpenAIChatCompletion("m5", "k");
                    return builder.Build();
                }
            }

            public sealed class Caller(Kernel kernel)
            {
                public Task<FunctionResult> Ask() => kernel.InvokePromptAsync("hi");
            }
            """) { IsReported = false },
        new("A kernel and a completion service of one method",
            """
            using System.Threading.Tasks;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            public static class Registration
            {
                public static void Add(IServiceCollection s)
                {
                    [|s.AddKernel().AddOpenAIChatCompletion("m", "k")|];
                    s.AddOpenAIChatCompletion("m2", "k");
                }

                public static void Other(IServiceCollection services) => services.AddOpenAIChatCompletion("m3", "k");
            }

            public sealed class Caller(Kernel kernel)
            {
                public Task<FunctionResult> Ask() => kernel.InvokePromptAsync("hi");
            }
            """,
            """
            using System.Threading.Tasks;
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            public static class Registration
            {
                public static void Add(IServiceCollection s)
                {
                    s.AddKernel().AddOpenAIChatCompletion("m", "k").AddPromptShield();
                    s.AddOpenAIChatCompletion("m2", "k").AddPromptShield();
                }

                public static void Other(IServiceCollection services) => services.AddOpenAIChatCompletion("m3", "k").AddPromptShield();
            }

            public sealed class Caller(Kernel kernel)
            {
                public Task<FunctionResult> Ask() => kernel.InvokePromptAsync("hi");
            }
            """),
        new("Completion services without a kernel: the other is left",
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;

            var services = new ServiceCollection();
            services.AddOpenAIChatCompletion("m", "k", serviceId: "unused");
            [|services.AddOpenAIChatCompletion("m", "k")|];
            await services.BuildServiceProvider().GetRequiredService<Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService>().GetChatMessageContentsAsync([]);
            """,
            """
            using Microsoft.Extensions.DependencyInjection;
            using Microsoft.SemanticKernel;
            using PromptShield;

            var services = new ServiceCollection();
            services.AddOpenAIChatCompletion("m", "k", serviceId: "unused");
            services.AddOpenAIChatCompletion("m", "k").AddPromptShield();
            await services.BuildServiceProvider().GetRequiredService<Microsoft.SemanticKernel.ChatCompletion.IChatCompletionService>().GetChatMessageContentsAsync([]);
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
