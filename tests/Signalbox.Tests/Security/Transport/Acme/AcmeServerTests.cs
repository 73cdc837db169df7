using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Signalbox.Server.Security.Transport.Acme;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>The whole server with an authority on loopback.</summary>
public sealed class AcmeServerTests : IDisposable
{
    private readonly string data = RunningServer.NewFolder();

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Start_OnAnEmptyFolder_ServesAPlaceholderThenItsFirstCertificate_AndARestartKeepsBoth()
    {
        await using var authority = await AcmeAuthority.StartAsync(TimeProvider.System);
        string thumbprint;
        await using (var server = await StartAsync(authority.Directory))
        {
            using (var placeholder = await AcmeScene.ShownAsync(Port(server, "https"), "signals.example.com"))
            {
                Assert.Equal("CN=Signalbox placeholder", placeholder.Subject);
            }

            // The authority looks at the server only now: until then the order stays open.
            authority.Prover.Reach(Port(server, "https"), Port(server, "http"));
            await Until.HoldsAsync(async () => await IsTrustedAsync(server, authority.Root));
            using var shown = await AcmeScene.ShownAsync(Port(server, "https"), "signals.example.com");
            thumbprint = shown.Thumbprint;
            Assert.Equal(["tls-alpn-01 signals.example.com"], authority.Proofs);
        }

        await using (var server = await StartAsync(authority.Directory))
        {
            using var shown = await AcmeScene.ShownAsync(Port(server, "https"), "signals.example.com");
            Assert.Equal(thumbprint, shown.Thumbprint);
            Assert.False(await server.Services.GetRequiredService<AcmeRenewal>().LookAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal((1, 1), (authority.AccountCount, authority.OrderCount));
        Assert.Empty(authority.Faults);
    }

    [Fact]
    public async Task PlainHttp_OfAWholeServer_ServesTheFileOfAProof()
    {
        await using var server = await StartAsync(new($"http://127.0.0.1:{FreePort()}/directory"));
        server.Services.GetRequiredService<AcmeChallenges>().ShowFile("token", "token.thumbprint");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{Port(server, "http")}/.well-known/acme-challenge/token") { Headers = { Host = "signals.example.com" } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "token.thumbprint"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Start_WhileTheAuthorityIsDown_ListensAndTrades()
    {
        await using var server = await StartAsync(new($"http://127.0.0.1:{FreePort()}/directory"));
        await Until.HoldsAsync(() => server.Services.GetRequiredService<AcmeRenewal>().NextTryAt > DateTimeOffset.MinValue);

        var (status, _) = await server.SendAsync("""{"ticker":"BTCUSDT","action":"buy","quantity":"0.01"}""");

        Assert.Equal(200, status);
        using var shown = await AcmeScene.ShownAsync(Port(server, "https"), "signals.example.com");
        Assert.Equal("CN=Signalbox placeholder", shown.Subject);
    }

    private Task<RunningServer> StartAsync(Uri directory) => RunningServer.StartAsync(data, options => options with
    {
        Urls = ["http://127.0.0.1:0", "https://127.0.0.1:0"],
        Acme = new(["signals.example.com"], null, directory, TermsAccepted: false),
    });

    private static int Port(RunningServer server, string scheme) =>
        new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single(url => url.StartsWith(scheme + ":", StringComparison.Ordinal))).Port;

    /// <summary>As a browser that trusts the test's root sees it: with the certificate in between, which the server must send.</summary>
    private static async Task<bool> IsTrustedAsync(RunningServer server, X509Certificate2 root)
    {
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new()
            {
                CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { root }, RevocationMode = X509RevocationMode.NoCheck },
            },
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, Port(server, "https"), cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var http = new HttpClient(handler);
        try
        {
            return await http.GetStringAsync(new Uri("https://signals.example.com/healthz"), TestContext.Current.CancellationToken) is { Length: > 0 };
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
