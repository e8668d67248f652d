using System.Buffers;
using System.Text;
using BenchmarkDotNet.Attributes;
using PromptShield.Detection;

namespace PromptShield.Benchmarks;

/// <summary>
/// What the search for personal data costs in 64 KB of text. The floor is a vectorised search that stops at the same characters and does nothing there.
/// </summary>
[MemoryDiagnoser]
[ShortRunJob]
public class DetectionCost
{
    private const int Length = 64 * 1024;

    private const string Prose =
        "The river had risen in the night, and by morning the lower fields lay under water as far as the mill. Nobody spoke of leaving. They carried " +
        "the chairs upstairs, counted the sacks of flour that were still dry, and waited for the ferry; it came at noon, late and half empty. ";

    private const string Values = "Write to anna.keller@example.org or call +49 30 901820, card 4111 1111 1111 1111. ";

    private static readonly SearchValues<char> Candidates = SearchValues.Create("@0123456789+(");
    private string text = "";

    public enum Kind
    {
        /// <summary>Ordinary English without digits.</summary>
        Prose,

        /// <summary>The same with an address, a telephone number and a card in each 1,024 characters.</summary>
        Values,

        /// <summary>Groups of digits and little else, as in a table of measurements.</summary>
        Digits,
    }

    [ParamsAllValues]
    public Kind Text { get; set; }

    [GlobalSetup]
    public void MakeText()
    {
        var random = new Random(7);
        var made = new StringBuilder(Length + 1024);
        while (made.Length < Length)
        {
            if (Text == Kind.Digits)
            {
                made.Append(random.Next(100_000)).Append(random.Next(4) == 0 ? '.' : ' ');
                continue;
            }

            var before = made.Length / 1024;
            made.Append(Prose);
            if (Text == Kind.Values && made.Length / 1024 > before)
            {
                made.Append(Values);
            }
        }

        text = made.ToString(0, Length);
    }

    [Benchmark(Baseline = true)]
    public int Search()
    {
        var stops = 0;
        ReadOnlySpan<char> rest = text;
        for (var offset = rest.IndexOfAny(Candidates); offset >= 0; offset = rest.IndexOfAny(Candidates))
        {
            rest = rest[(offset + 1)..];
            stops++;
        }

        return stops;
    }

    [Benchmark]
    public int Detect() => PersonalDataDetector.Instance.Detect(text)?.Count ?? 0;
}
