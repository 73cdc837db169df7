using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Transport.Acme;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api;

/// <summary>What a host is made of.</summary>
public sealed record ApiHostParts
{
    public required ITransactionalStore Store { get; init; }

    public required IJournal Journal { get; init; }

    /// <summary>Where keys and files of this node lie.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where to listen; port 0 takes a free one.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The proxies whose word on a request's sender is believed.</summary>
    public TrustedProxies Proxies { get; init; } = TrustedProxies.None;

    /// <summary>For the addresses that begin with https; null where there are none.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>What a certificate authority is shown; null where the server obtains no certificate itself.</summary>
    public AcmeChallenges? Challenges { get; init; }

    /// <summary>Where the vault's master keys come from. Default: the key file in the data folder.</summary>
    public IVaultSource? VaultSource { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Further services of the process; they may replace options.</summary>
    public Action<WebApplicationBuilder> Services { get; init; } = _ => { };

    /// <summary>Middleware that goes before authentication: static pages.</summary>
    public Action<WebApplication> OpenPages { get; init; } = _ => { };

    /// <summary>Endpoints of other stages: the API's group takes those below /api/v1.</summary>
    public Action<WebApplication, RouteGroupBuilder> Endpoints { get; init; } = (_, _) => { };
}

/// <summary>Puts configuration, security and the API into one web server, each step in the order it needs.</summary>
public static class ApiHost
{
    /// <summary>
    /// The framework would watch the working folder for changed settings files, with everything below it: each write to a
    /// journal there would wake the watcher.
    /// </summary>
    private const string Unwatched = "--hostBuilder:reloadConfigOnChange=false";

    /// <summary>A host that is ready to start: the tables are there, the vault is open, the catalogue is loaded.</summary>
    public static async Task<WebApplication> BuildAsync(ApiHostParts parts, CancellationToken cancel)
    {
        await ConfigurationSchema.EnsureAsync(parts.Store, cancel);
        var source = parts.VaultSource ?? new VaultKeyFile(Path.Combine(parts.DataFolder, VaultStart.FileName));
        var vault = await VaultStart.OpenAsync(parts.Store, source, parts.DataFolder, parts.Clock, cancel);
        var news = new AdministrationNews();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [Unwatched] });
        builder.WebHost.UseUrls([.. parts.Urls]);
        builder.WebHost.UseKestrelHttpsConfiguration();

        // A request goes on where its bytes were read: handing it to another thread costs a signal more than reading it.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel => Restrain(kestrel, parts.Certificate, parts.Challenges));
        builder.Services.AddSingleton(parts.Clock);
        builder.Services.AddSingleton(source);
        builder.Services.AddSingleton(news);
        parts.Services(builder);
        builder.Services
            .AddSignalboxConfiguration(new AuditedStore(parts.Store, new(vault, parts.Clock), news), parts.Journal, vault)
            .AddSignalboxSecurity()
            .AddSignalboxApi();
        var app = builder.Build();
        parts.Certificate?.LogTo(app.Services.GetRequiredService<ILogger<ServerCertificate>>());
        app.UseSignalboxTransport(parts.Proxies);
        if (parts.Challenges is { } challenges)
        {
            app.Use(challenges.AnswerAsync);
        }

        app.UseSignalboxErrors();
        parts.OpenPages(app);
        app.UseSignalboxSecurity();
        parts.Endpoints(app, app.MapSignalboxApi());
        await app.Services.GetRequiredService<CatalogueHolder>().RefreshAsync(cancel);
        await app.Services.GetRequiredService<VaultRotation>().FinishAsync(new(Actor.Server, "A rotation was interrupted."), cancel);
        return app;
    }

    private static void Restrain(KestrelServerOptions kestrel, ServerCertificate? certificate, AcmeChallenges? challenges)
    {
        // The version of a server helps only those who look for its faults.
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            certificate?.Use(https, challenges);
        });
    }
}
