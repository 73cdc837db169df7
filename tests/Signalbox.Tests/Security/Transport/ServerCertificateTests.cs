using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Signalbox.Server.Security.Transport;
using Signalbox.Tests.Intake;
using Signalbox.Tests.Journal;
using Xunit;

namespace Signalbox.Tests.Security.Transport;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-certificate-").FullName;
    private readonly ManualClock clock = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Pem_WithItsKeyApart_IsUsed()
    {
        using var made = Make("one");
        using var certificate = ServerCertificate.Open(WritePem(made), clock);

        Assert.Equal(made.Thumbprint, certificate.Leaf.Thumbprint);
        Assert.True(certificate.Leaf.HasPrivateKey);
    }

    [Fact]
    public void Pfx_WithItsPassword_IsUsed()
    {
        using var made = Make("one");
        var file = Path.Combine(folder, "one.pfx");
        File.WriteAllBytes(file, made.Export(X509ContentType.Pkcs12, "open sesame"));
        using var certificate = ServerCertificate.Open(new(file, null, "open sesame"), clock);

        Assert.Equal(made.Thumbprint, certificate.Leaf.Thumbprint);
        var refused = Assert.Throws<InvalidDataException>(() => ServerCertificate.Open(new(file, null, "wrong"), clock));
        Assert.Contains("SIGNALBOX_CERTIFICATE_PASSWORD", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", $"{refused}{new CertificateOptions(file, null, "wrong")}", StringComparison.Ordinal);
    }

    [Fact]
    public void Files_ThatChange_AreReadAgain_AndBrokenOnesLeaveTheOneBefore()
    {
        using var first = Make("one");
        using var second = Make("two");
        var options = WritePem(first);
        using var certificate = ServerCertificate.Open(options, clock);

        File.WriteAllText(options.File, "-----BEGIN nothing");
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(first.Thumbprint, certificate.Leaf.Thumbprint);

        WritePem(second);
        Assert.Equal(first.Thumbprint, certificate.Leaf.Thumbprint);
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(second.Thumbprint, certificate.Leaf.Thumbprint);
    }

    [Fact]
    public void Files_ThatAreMissing_AreRefusedWithWhatToDo()
    {
        var refused = Assert.Throws<InvalidDataException>(() => ServerCertificate.Open(new(Path.Combine(folder, "none.pem")), clock));
        Assert.Contains("--certificate-key", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_WithACertificate_SpeaksHttps_MarksItsCookie_AndSaysToStayOnIt()
    {
        using var made = Make("signals.example.com");
        var data = RunningServer.NewFolder();
        await using (var server = await RunningServer.StartAsync(data, options => options with { Urls = ["https://127.0.0.1:0"], Certificate = WritePem(made) }))
        {
            var seen = "";
            var protocol = SslProtocols.None;
            using var handler = new SocketsHttpHandler
            {
                UseCookies = false,
                SslOptions = new() { RemoteCertificateValidationCallback = (_, certificate, _, _) => (seen = ((X509Certificate2)certificate!).Thumbprint).Length > 0 },
                PlaintextStreamFilter = (context, _) =>
                {
                    protocol = ((SslStream)context.PlaintextStream).SslProtocol;
                    return ValueTask.FromResult(context.PlaintextStream);
                },
            };
            using var http = new HttpClient(handler) { BaseAddress = server.Api.BaseAddress };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = "signals.example.com" } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal((made.Thumbprint, "max-age=31536000"), (seen, answer.Headers.GetValues("Strict-Transport-Security").Single()));
            Assert.True(protocol is SslProtocols.Tls12 or SslProtocols.Tls13, $"{protocol} was spoken.");
            Assert.Contains("secure", await CookieAsync(http, data), StringComparison.OrdinalIgnoreCase);
        }

        Directory.Delete(data, recursive: true);
    }

    /// <summary>The cookie of the first owner.</summary>
    private static async Task<string> CookieAsync(HttpClient http, string data)
    {
        var first = await File.ReadAllTextAsync(Path.Combine(data, "first-start.json"), TestContext.Current.CancellationToken);
        var token = System.Text.Json.JsonElement.Parse(first).GetProperty("setupUrl").GetString()!.Split("token=")[1];
        await PostAsync(http, "/api/v1/setup", $$"""{ "token": "{{token}}", "name": "ada", "password": "correct horse battery" }""");
        using var signedIn = await PostAsync(http, "/api/v1/session", """{ "name": "ada", "password": "correct horse battery" }""");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(cookie => cookie.StartsWith("signalbox_session=", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        return cookie;
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string body) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    private static X509Certificate2 Make(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(30));
    }

    private CertificateOptions WritePem(X509Certificate2 certificate)
    {
        var options = new CertificateOptions(Path.Combine(folder, "one.pem"), Path.Combine(folder, "one.key"));
        File.WriteAllText(options.KeyFile!, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(options.File, certificate.ExportCertificatePem());
        return options;
    }
}
