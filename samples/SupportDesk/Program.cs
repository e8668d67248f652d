using SupportDesk;

await SupportDeskApp.Build(args).RunAsync();
