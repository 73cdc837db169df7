using Signalbox.Journal;
using Signalbox.Server.Api;
using Signalbox.Server.FirstStart;
using Signalbox.Server.Intake;
using Signalbox.Server.Node;
using Signalbox.Server.Security;

namespace Signalbox.Server.Cli;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        // Commits wait for the disk on pool threads: with as many threads as cores, two commits would stall every request.
        ThreadPool.SetMinThreads(Math.Max(16, Environment.ProcessorCount * 4), 4);
        using var key = InstanceKey.LoadOrCreate(options.DataFolder);
        var signer = new AnchorSigner(key);
        using var logs = LoggerFactory.Create(builder => builder.AddSimpleConsole(format => format.SingleLine = true));
        await using var store = await OpenedStore.OpenAsync(options.Store, options.DataFolder, TimeProvider.System, logs, cancel);
        await using var app = await BuildAsync(options, store, NodeIdentity.Of(key), signer, cancel);
        await app.StartAsync(cancel);
        await app.Services.GetRequiredService<Welcome>().SayAsync(options, console, cancel);
        app.Services.GetRequiredService<Readiness>().Set(null);
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }

    private static Task<WebApplication> BuildAsync(
        CommandLineOptions options, OpenedStore store, NodeIdentity identity, AnchorSigner signer, CancellationToken cancel) => ApiHost.BuildAsync(
        new()
        {
            Store = store.Tables,
            Journal = store.Journal,
            DataFolder = options.DataFolder,
            Urls = options.Urls,
            Services = builder =>
            {
                builder.Logging.ClearProviders().AddSimpleConsole(format => format.SingleLine = true);
                builder.Services.AddSignalboxNode(identity, signer);
                builder.Services.AddSingleton<Readiness>();
                builder.Services.AddSingleton<FirstResults>();
                builder.Services.AddSingleton<WebhookEndpoints>();
                builder.Services.AddSingleton<DemoContent>();
                builder.Services.AddSingleton<Welcome>();
            },
            Endpoints = (app, api) =>
            {
                HealthEndpoints.Map(app);
                WebhookEndpoints.Map(app);
            },
        },
        cancel);
}
