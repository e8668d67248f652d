using System.CommandLine;
using PromptShield.Tool;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
return await CommandLine.Root(Console.Out, Console.Error).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, stop.Token).ConfigureAwait(false);
