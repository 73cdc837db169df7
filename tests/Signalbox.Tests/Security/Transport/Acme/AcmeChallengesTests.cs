using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Signalbox.Server.Security.Transport.Acme;
using Xunit;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>Who asks for a proof gets it and nothing else; who does not gets the server.</summary>
public sealed class AcmeChallengesTests : IAsyncLifetime
{
    private const string Domain = "one.example.com";
    private const string Ours = "CN=Signalbox proof";
    private const string Usual = "CN=Signalbox placeholder";

    private AcmeScene scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        scene = await AcmeScene.StartAsync();
        scene.Challenges.ShowCertificate(Domain, SelfSigned.Proof(Domain, "token.thumbprint", scene.Clock.GetUtcNow()));
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Theory]
    [InlineData(Ours, Domain, "acme-tls/1")]
    [InlineData(Ours, "ONE.example.com", "acme-tls/1")]
    [InlineData(Usual, "two.example.com", "acme-tls/1")]
    [InlineData(Usual, Domain, "http/1.1")]
    [InlineData(Usual, Domain, "acme-tls/1", "http/1.1")]
    [InlineData(Usual, Domain)]
    public async Task Handshake_OfEachKind_IsShownWhatItAskedFor(string subject, string domain, params string[] protocols)
    {
        using var shown = await scene.ShownAsync(domain, protocols);
        Assert.Equal(subject, shown.Subject);
    }

    [Fact]
    public async Task Connection_OfAProof_GetsNoHttp()
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, scene.HttpsPort, Cancel);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(
            new() { TargetHost = Domain, ApplicationProtocols = [new("acme-tls/1")], RemoteCertificateValidationCallback = (_, any, _, _) => any is not null }, Cancel);
        var answered = 0;
        try
        {
            await tls.WriteAsync("GET / HTTP/1.1\r\nHost: one.example.com\r\n\r\n"u8.ToArray(), Cancel);
            answered = await tls.ReadAsync(new byte[64], Cancel);
        }
        catch (IOException)
        {
            // Cut off, which is what is wanted.
        }

        Assert.Equal(0, answered);
    }

    [Fact]
    public async Task Proof_ThatIsOver_IsNotShownAnyMore()
    {
        scene.Challenges.HideCertificate(Domain);
        await Assert.ThrowsAnyAsync<AuthenticationException>(() => scene.ShownAsync(Domain, "acme-tls/1"));

        scene.Challenges.ShowFile("token", "token.thumbprint");
        Assert.Equal("token.thumbprint", await FileAsync("token"));
        Assert.Equal("other", await FileAsync("toke"));
        Assert.Equal("other", await FileAsync("token/more"));
        scene.Challenges.HideFile("token");
        Assert.Equal("other", await FileAsync("token"));
    }

    [Fact]
    public void FirstMessage_OfAnyBytes_IsReadWithoutHarm()
    {
        var random = new Random(7);
        for (var run = 0; run < 20_000; run++)
        {
            var bytes = new byte[random.Next(0, 120)];
            random.NextBytes(bytes);
            if (bytes.Length > 7)
            {
                (bytes[0], bytes[5]) = (22, 1);
                (bytes[3], bytes[6], bytes[7]) = (0, 0, 0);
            }

            Assert.False(ClientHello.OffersOnly(new ReadOnlySequence<byte>(bytes), "acme-tls/1"u8));
        }
    }

    private async Task<string> FileAsync(string token)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://127.0.0.1:{scene.HttpPort}/.well-known/acme-challenge/{token}"), Cancel);
    }
}
