namespace PromptShield.Analyzers.Tests.Rules;

public sealed class EvidenceNotConfiguredTests
{
    private const string Rule = "PSH7001";

    private const string Usings = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using PromptShield;
        """;

    [Fact]
    public Task No_sink_at_all() => RuleSnippet.Verify(Rule, Usings + """
        internal class C
        {
            void M(IServiceCollection services)
            {
                _ = new ShieldOptions { {|Evidence|} = null! };
                services.AddPromptShield(o => o.{|Evidence|} = default!);
                IEvidenceSink? none = null;
                var options = new ShieldOptions();
                options.{|Evidence|} = none!;
            }
        }
        """);

    [Fact]
    public Task A_sink_of_the_program_that_drops_events() => RuleSnippet.Verify(Rule, Usings + """
        internal sealed class NoEvidence : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence) { }
        }
        internal sealed class Explicit : IEvidenceSink
        {
            void IEvidenceSink.Write(EvidenceEvent evidence) => Console.Write('.');
        }
        internal sealed class OnlySynchronous : IEvidenceSink
        {
            private readonly List<EvidenceEvent> events = [];
            public void Write(EvidenceEvent evidence) => events.Add(evidence);
            public ValueTask WriteAsync(EvidenceEvent evidence, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
        }
        internal abstract class Base : IEvidenceSink { public virtual void Write(EvidenceEvent evidence) { } }
        internal sealed class Derived : Base;
        internal class C
        {
            void M(NoEvidence handedIn)
            {
                _ = new ShieldOptions { {|Evidence|} = new NoEvidence() };
                _ = new ShieldOptions { {|Evidence|} = new Explicit() };
                _ = new ShieldOptions { {|Evidence|} = new OnlySynchronous() };
                _ = new ShieldOptions { {|Evidence|} = new Derived() };
                IEvidenceSink sink = new NoEvidence();
                _ = new ShieldOptions { {|Evidence|} = sink };
                _ = new ShieldOptions { {|Evidence|} = handedIn };
            }
        }
        """);

    [Fact]
    public Task A_sink_that_does_not_tell_when_it_fails() => RuleSnippet.Verify(Rule, Usings + """
        internal sealed class Quiet : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence)
            {
                try { File.AppendAllText("e", evidence.Target); } catch (IOException) { }
            }
        }
        internal sealed class Logging : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence)
            {
                try { File.AppendAllText("e", evidence.Target); } catch (Exception e) { Console.Error.WriteLine(e); }
            }
        }
        internal sealed class Rethrowing : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence)
            {
                try { File.AppendAllText("e", evidence.Target); } catch (Exception e) { Console.Error.WriteLine(e); throw; }
            }
        }
        internal sealed class Elsewhere : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence)
            {
                try { File.AppendAllText("e", evidence.Target); } catch (IOException) { File.AppendAllText("f", evidence.Target); }
            }
        }
        internal class C
        {
            void M()
            {
                _ = new ShieldOptions { {|Evidence|} = new Quiet() };
                _ = new ShieldOptions { {|Evidence|} = new Logging() };
                _ = new ShieldOptions { Evidence = new Rethrowing() };
                _ = new ShieldOptions { Evidence = new Elsewhere() };
            }
        }
        """);

    [Fact]
    public Task Options_that_mention_no_sink_have_one_and_other_sinks_keep_what_they_get() => RuleSnippet.Verify(Rule, Usings + """
        internal sealed class Kept : IEvidenceSink
        {
            public List<EvidenceEvent> Events { get; } = [];
            public void Write(EvidenceEvent evidence) => Events.Add(evidence);
        }
        internal sealed class Refusing : IEvidenceSink
        {
            public void Write(EvidenceEvent evidence) => throw new NotSupportedException();
        }
        internal sealed class Nothing : IEvidenceSink { public void Write(EvidenceEvent evidence) { } }
        internal sealed class Own { public IEvidenceSink? Evidence { get; set; } }
        internal class C
        {
            void M(IHostEnvironment environment, IEvidenceSink handedIn, IServiceCollection services, bool quiet)
            {
                _ = new Shield(new ShieldOptions());
                _ = new Shield(new ShieldOptions { RestoreOriginals = false });
                _ = Shield.Default;
                services.AddPromptShield();
                _ = new ShieldOptions { Evidence = new FileEvidenceSink("evidence.jsonl") };
                _ = new ShieldOptions { Evidence = new Kept() };
                _ = new ShieldOptions { Evidence = new Refusing() };
                _ = new ShieldOptions { Evidence = handedIn };
                _ = new ShieldOptions { Evidence = quiet ? new Nothing() : handedIn };
                _ = new Own { Evidence = null };
                var options = new ShieldOptions();
                if (environment.IsDevelopment()) { options.Evidence = new Nothing(); }
                options.Evidence = new Nothing();
                options.Evidence = new Kept();
            }
        }
        """);

    [Fact]
    public async Task The_messages_say_what_becomes_of_the_evidence()
    {
        var messages = await RuleSnippet.Messages(Rule, Usings + """
            internal sealed class Nothing : IEvidenceSink { public void Write(EvidenceEvent evidence) { } }
            internal sealed class Quiet : IEvidenceSink { public void Write(EvidenceEvent evidence) { try { File.AppendAllText("e", evidence.Target); } catch { } } }
            internal class C
            {
                object[] M() => [new ShieldOptions { Evidence = null! }, new ShieldOptions { Evidence = new Nothing() }, new ShieldOptions { Evidence = new Quiet() }];
            }
            """);
        Assert.Equal(
            [
                "'ShieldOptions.Evidence' leaves no evidence: it is null, and no shield can be built without a sink",
                "'ShieldOptions.Evidence' leaves no evidence: 'Nothing.Write' does nothing with the event",
                "'ShieldOptions.Evidence' leaves no evidence: 'Quiet.Write' swallows its errors, so requests leave without evidence when it cannot be written",
            ],
            messages);
    }
}
