using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>Looks at the server as an authority does. Every name leads to this machine, and the well-known ports to those of the test.</summary>
internal sealed class AcmeProver
{
    private const string AcmeIdentifier = "1.3.6.1.5.5.7.1.31";

    private readonly TaskCompletionSource<(int Https, int Http)> ports = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Reach(int https, int http) => ports.TrySetResult((https, http));

    /// <summary>Why the domain is not proven; null where it is.</summary>
    public async Task<string?> FaultAsync(string kind, string domain, string token, string authorization)
    {
        var (https, http) = await ports.Task;
        return kind == "http-01" ? await FileFaultAsync(http, domain, token, authorization) : await HandshakeFaultAsync(https, domain, authorization);
    }

    private static async Task<string?> FileFaultAsync(int port, string domain, string token, string authorization)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/.well-known/acme-challenge/{token}") { Headers = { Host = domain } };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.StatusCode == HttpStatusCode.OK && text == authorization ? null : $"The file was answered with {(int)answer.StatusCode}.";
    }

    private static async Task<string?> HandshakeFaultAsync(int port, string domain, string authorization)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, port);
        using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = domain,
            ApplicationProtocols = [new("acme-tls/1")],
            RemoteCertificateValidationCallback = (_, any, _, _) => any is not null,
        });
        var shown = (X509Certificate2)tls.RemoteCertificate!;
        byte[] expected = [0x04, 0x20, .. SHA256.HashData(Encoding.ASCII.GetBytes(authorization))];
        return tls.NegotiatedApplicationProtocol != new SslApplicationProtocol("acme-tls/1") ? "Another protocol was negotiated."
            : !shown.IssuerName.RawData.AsSpan().SequenceEqual(shown.SubjectName.RawData) ? "It is not self-signed."
            : shown.Extensions.OfType<X509SubjectAlternativeNameExtension>().SingleOrDefault()?.EnumerateDnsNames().ToList() is not [var only] || only != domain ? "It names something else."
            : shown.Extensions.SingleOrDefault(each => each.Oid?.Value == AcmeIdentifier) is not { Critical: true } proof ? "It has no critical proof."
            : !proof.RawData.AsSpan().SequenceEqual(expected) ? "Its proof is of something else."
            : null;
    }
}
