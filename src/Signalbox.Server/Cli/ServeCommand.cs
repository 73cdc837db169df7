using System.Security.Cryptography;
using Signalbox.Journal;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Alerts;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Limits;
using Signalbox.Server.Api.Lines;
using Signalbox.Server.Api.Manual;
using Signalbox.Server.Api.Paper;
using Signalbox.Server.Api.Performance;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Api.Stops;
using Signalbox.Server.Backup;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Crash;
using Signalbox.Server.FirstStart;
using Signalbox.Server.Guidance;
using Signalbox.Server.Health;
using Signalbox.Server.Intake;
using Signalbox.Server.Jobs;
using Signalbox.Server.Live;
using Signalbox.Server.Node;
using Signalbox.Server.Notifications;
using Signalbox.Server.Scoring;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Transport.Acme;
using Signalbox.Server.Upkeep;
using Signalbox.Server.Web;

namespace Signalbox.Server.Cli;

/// <summary>Runs the server until it is told to stop.</summary>
internal static class ServeCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        // Commits wait for the disk on pool threads: with as many threads as cores, two commits would stall every request.
        ThreadPool.SetMinThreads(Math.Max(16, Environment.ProcessorCount * 4), 4);
        using var logs = LoggerFactory.Create(builder => builder.AddSimpleConsole(format => format.SingleLine = true));
        await using var store = await OpenedStore.OpenAsync(options.Store, options.DataFolder, TimeProvider.System, logs, cancel);
        await using var app = await StartAsync(options, store, console, cancel);
        await app.WaitForShutdownAsync(cancel);
        return ExitCodes.Done;
    }

    /// <summary>A server that listens and is ready.</summary>
    public static async Task<WebApplication> StartAsync(CommandLineOptions options, OpenedStore store, TextWriter console, CancellationToken cancel)
    {
        var key = InstanceKey.LoadOrCreate(options.DataFolder);
        var crash = CrashPlan.Find(options.DataFolder);
        var certificate = options.Acme is { } acme ? new AcmeFolder(options.DataFolder).Open(acme, TimeProvider.System)
            : options.Certificate is { } files ? ServerCertificate.Open(files, TimeProvider.System)
            : null;
        var app = await BuildAsync(options, crash?.Over(store) ?? store, new(key, certificate, options.Acme is null ? null : new(), crash), cancel);
        app.Lifetime.ApplicationStopped.Register(key.Dispose);
        app.Lifetime.ApplicationStopped.Register(() => certificate?.Dispose());
        await app.StartAsync(cancel);
        await app.Services.GetRequiredService<Welcome>().SayAsync(options, console, cancel);
        app.Services.GetRequiredService<Readiness>().Set(null);
        return app;
    }

    private static Task<WebApplication> BuildAsync(
        CommandLineOptions options, OpenedStore store, Opened opened, CancellationToken cancel) => ApiHost.BuildAsync(
        new()
        {
            Store = store.Tables,
            Journal = store.Journal,
            DataFolder = options.DataFolder,
            VaultSource = VaultSources.Of(options.DataFolder, Environment.GetEnvironmentVariable),
            Urls = options.Urls,
            Proxies = options.TrustedProxies,
            Certificate = opened.Certificate,
            Challenges = opened.Challenges,
            Services = builder =>
            {
                builder.Logging.ClearProviders().AddSimpleConsole(format => format.SingleLine = true);

                // The welcome says where it listens.
                builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
                // Nothing that trades is one of these: a screen or a backup that breaks must not leave positions unwatched.
                builder.Services.Configure<HostOptions>(host => host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
                builder.Services.AddSingleton(options.External);
                builder.Services.AddSingleton(new PasskeyOptions { PublicAddress = options.PublicUrl });
                builder.Services.AddSingleton(new ScorerOptions { PrivateHosts = options.PrivateScorers.ToHashSet() });

                builder.Services.AddSingleton(options.WebhookSources);

                // Before the node: its parts start in this order, and the tables are caught up before anything trades.
                builder.Services.AddSignalboxRecords(store.Records);
                builder.Services.AddSignalboxNode(NodeIdentity.Of(opened.Key), new AnchorSigner(opened.Key));
                opened.Crash?.Register(builder.Services);
                builder.Services.AddSignalboxLive();
                builder.Services.AddSignalboxHealth(options);
                builder.Services.AddSignalboxJobs(options.DataFolder);
                AddDesks(builder.Services);
                builder.Services.AddSignalboxKeeping(options);
                builder.Services.AddSignalboxNotifications(new() { PrivateHosts = options.PrivateNotifications.ToHashSet(), PublicAddress = options.PublicUrl });
                if (options.Acme is { } acme)
                {
                    builder.Services.AddSignalboxAcme(acme, new(options.DataFolder), opened.Challenges!, options.Urls);
                }
            },
            OpenPages = ControlCentre.Use,
            Endpoints = MapDesks,
        },
        cancel);

    private static void MapDesks(WebApplication app, RouteGroupBuilder api)
    {
        HealthEndpoints.Map(app);
        WebhookEndpoints.Map(app);
        PaperEndpoints.Map(api);
        RecordEndpoints.Map(api);
        PerformanceEndpoints.Map(api);
        DayEndpoints.Map(api);
        AlertRuleEndpoints.Map(api);
        NotificationEndpoints.Map(api);
        GateCheckEndpoints.Map(api);
        ParseEndpoints.Map(api, app.Services);
        ComposeEndpoints.Map(api);
        SignalSchema.Map(app);
        AccountEndpoints.Map(api);
        EffectiveEndpoints.Map(api);
        ManualOrderEndpoints.Map(api);
        ReplayEndpoints.Map(api);
        LineEndpoints.Map(api);
        AcknowledgementEndpoints.Map(api);
        JobEndpoints.Map(api);
        OrderChangeEndpoints.Map(api);
        ApprovalEndpoints.Map(api);
        MarketEndpoints.Map(api);
        NodeHealthEndpoints.Map(api);
        UpkeepEndpoints.Map(api);
        app.MapSignalboxLive();
        RiskEndpoints.Map(api);
        StopEndpoints.Map(api);
    }

    /// <summary>Where people and signals come in, and what answers them.</summary>
    private static void AddDesks(IServiceCollection services)
    {
        services.AddSingleton<AcknowledgementStore>();
        services.AddSingleton<AlertRuleStore>();
        services.AddSingleton<JudgedIncidents>();
        services.AddSingleton<OpenIncidents>();
        services.AddSingleton<ManualLog>();
        services.AddSingleton<ManualOrders>();
        services.AddSingleton<SignalReplay>();
        services.AddSingleton<ReceiptAnswers>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<FirstResults>();
        services.AddSingleton<StopView>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<DryRun>();
        services.AddSingleton<ParseEndpoints>();
        services.AddSingleton<DemoContent>();
        services.AddSingleton<Welcome>();
    }

    /// <summary>What is opened before the host is built.</summary>
    private sealed record Opened(ECDsa Key, ServerCertificate? Certificate, AcmeChallenges? Challenges, CrashPlan? Crash);
}
