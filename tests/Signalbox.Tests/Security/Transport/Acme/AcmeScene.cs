using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Transport.Acme;
using Signalbox.Tests.Upkeep;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>An authority, and a listener of our own that it looks at; what renews is asked by the test, with a clock of its own.</summary>
internal sealed class AcmeScene : IAsyncDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("signalbox-acme-").FullName;
    private readonly List<AcmeRenewal> renewals = [];
    private readonly WebApplication app;

    private AcmeScene(AcmeAuthority authority, ShiftedClock clock)
    {
        (Authority, Clock, Told) = (authority, clock, new(clock));
        Folder = new(data);
        Options = new(["one.example.com", "two.example.com"], "ops@example.com", authority.Directory, TermsAccepted: true);
        Certificate = Folder.Open(Options, clock);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0", "https://127.0.0.1:0");
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https => Certificate.Use(https, Challenges)));
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        app = builder.Build();
        app.Use(Challenges.AnswerAsync);
        app.Run(http => http.Response.WriteAsync("other"));
    }

    public AcmeAuthority Authority { get; }

    public ShiftedClock Clock { get; }

    public Told Told { get; }

    public KeptLog Log { get; } = new();

    public AcmeFolder Folder { get; }

    public AcmeChallenges Challenges { get; } = new();

    public AcmeOptions Options { get; set; }

    public ServerCertificate Certificate { get; }

    public int HttpPort => new Uri(app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal))).Port;

    public int HttpsPort => new Uri(app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))).Port;

    public string FileText(string name) => File.ReadAllText(Path.Combine(data, "acme", name));

    public string PathOf(string name) => Path.Combine(data, "acme", name);

    public static async Task<AcmeScene> StartAsync()
    {
        var clock = new ShiftedClock();
        var scene = new AcmeScene(await AcmeAuthority.StartAsync(clock), clock);
        await scene.app.StartAsync();
        scene.Authority.Prover.Reach(scene.HttpsPort, scene.HttpPort);
        return scene;
    }

    /// <summary>As a start of the server makes it.</summary>
    public AcmeRenewal Renewal(params IReadOnlyList<string> kinds)
    {
        var renewal = new AcmeRenewal(
            Options, Folder, Challenges, new(kinds.Count > 0 ? kinds : [AcmeChallenges.Tls, AcmeChallenges.Http]), Told.Board,
            app.Services.GetRequiredService<IHostApplicationLifetime>(), Clock, app.Services.GetRequiredService<ILogger<AcmeRenewal>>());
        renewals.Add(renewal);
        return renewal;
    }

    /// <summary>The certificate that a browser is shown now.</summary>
    public Task<X509Certificate2> ShownAsync(string domain = "one.example.com", params IReadOnlyList<string> protocols) => ShownAsync(HttpsPort, domain, protocols);

    public static async Task<X509Certificate2> ShownAsync(int port, string domain, params IReadOnlyList<string> protocols)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = domain,
            ApplicationProtocols = [.. protocols.Select(protocol => new SslApplicationProtocol(protocol))],
            RemoteCertificateValidationCallback = (_, any, _, _) => any is not null,
        });
        return X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
    }

    public async ValueTask DisposeAsync()
    {
        renewals.ForEach(renewal => renewal.Dispose());
        await app.DisposeAsync();
        await Authority.DisposeAsync();
        Certificate.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
