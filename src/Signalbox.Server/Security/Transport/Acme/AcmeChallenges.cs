using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>
/// What this server shows a certificate authority that looks whether a domain leads here: a file on plain HTTP (http-01), or a
/// certificate for those who ask for the protocol acme-tls/1 and nothing else (tls-alpn-01, RFC 8737).
/// </summary>
public sealed class AcmeChallenges
{
    public const string Http = "http-01";
    public const string Tls = "tls-alpn-01";

    private const string Folder = "/.well-known/acme-challenge";
    private const string Mark = "signalbox-acme-tls";
    private static readonly SslApplicationProtocol Protocol = new("acme-tls/1");

    private readonly ConcurrentDictionary<string, string> files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, X509Certificate2> certificates = new(StringComparer.OrdinalIgnoreCase);

    internal void ShowFile(string token, string authorization) => files[token] = authorization;

    internal void HideFile(string token) => files.TryRemove(token, out _);

    internal void ShowCertificate(string domain, X509Certificate2 certificate) => certificates[domain] = certificate;

    /// <summary>Not disposed of: a handshake may be using it.</summary>
    internal void HideCertificate(string domain) => certificates.TryRemove(domain, out _);

    /// <summary>Goes before everything else that answers, and needs no sign-in.</summary>
    internal Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        // Such a connection is for the handshake alone: who asked for another protocol gets no HTTP.
        if (http.Features.Get<IConnectionItemsFeature>()?.Items.ContainsKey(Mark) == true)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        if (!files.IsEmpty && HttpMethods.IsGet(http.Request.Method) && http.Request.Path.StartsWithSegments(Folder, StringComparison.Ordinal, out var token)
            && token.Value is { Length: > 1 } named && files.TryGetValue(named[1..], out var authorization))
        {
            http.Response.ContentType = "application/octet-stream";
            return http.Response.WriteAsync(authorization, http.RequestAborted);
        }

        return next(http);
    }

    /// <summary>The handshake's callbacks know the name that is asked for but not the protocol, so the first message is looked at before.</summary>
    internal void Watch(HttpsConnectionAdapterOptions https) => https.TlsClientHelloBytesCallback = (connection, hello) =>
    {
        if (!certificates.IsEmpty && ClientHello.OffersOnly(hello, Protocol.Protocol.Span))
        {
            connection.Items[Mark] = true;
        }
    };

    /// <summary>Takes over the handshakes of those who look for a proof.</summary>
    internal void TakeOver(ConnectionContext connection, SslServerAuthenticationOptions tls, ServerCertificate otherwise)
    {
        if (connection.Items.ContainsKey(Mark))
        {
            tls.ApplicationProtocols = [Protocol];
            tls.AllowTlsResume = false;
            tls.ServerCertificateContext = null;
            tls.ServerCertificateSelectionCallback = (_, domain) => certificates.GetValueOrDefault(domain ?? "") ?? otherwise.Leaf;
        }
    }
}
