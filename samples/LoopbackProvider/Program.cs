using Loopback;

await LoopbackProvider.Build(args).RunAsync();
