using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>Certificates of our own making, which nobody trusts and one of which nobody needs to.</summary>
internal static class SelfSigned
{
    /// <summary>Of RFC 8737: in it stands what proves the domain.</summary>
    public const string AcmeIdentifier = "1.3.6.1.5.5.7.1.31";

    private static readonly TimeSpan PlaceholderFor = TimeSpan.FromDays(90);

    /// <summary>Takes handshakes until there is a real one.</summary>
    public static X509Certificate2 Placeholder(IReadOnlyList<string> domains, ECDsa key, DateTimeOffset now) =>
        Request("Signalbox placeholder", domains, key).CreateSelfSigned(now.AddHours(-1), now + PlaceholderFor);

    /// <summary>Proves a domain to whoever connects with the protocol acme-tls/1.</summary>
    public static X509Certificate2 Proof(string domain, string authorization, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Request("Signalbox proof", [domain], key);
        byte[] octetString = [0x04, SHA256.HashSizeInBytes, .. SHA256.HashData(Encoding.ASCII.GetBytes(authorization))];
        request.CertificateExtensions.Add(new X509Extension(AcmeIdentifier, octetString, critical: true));
        using var bare = request.CreateSelfSigned(now.AddHours(-1), now.AddDays(1));

        // Through PFX once: on some systems TLS cannot use a key that was only made in memory.
        return X509CertificateLoader.LoadPkcs12(bare.Export(X509ContentType.Pkcs12), null);
    }

    private static CertificateRequest Request(string name, IReadOnlyList<string> domains, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(Names(domains));
        return request;
    }

    public static X509Extension Names(IReadOnlyList<string> domains)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var domain in domains)
        {
            names.AddDnsName(domain);
        }

        return names.Build();
    }
}
