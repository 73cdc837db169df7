using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Tests.Security.Transport.Acme;

/// <summary>A root nobody trusts but the test, and an authority below it that issues.</summary>
internal sealed class TestRoot : IDisposable
{
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 middle;

    public TestRoot(DateTimeOffset now)
    {
        Root = Authority("Test root", rootKey).CreateSelfSigned(now.AddYears(-1), now.AddYears(20));
        middle = Authority("Test authority", middleKey).Create(Root, now.AddMonths(-6), now.AddYears(10), Serial());
    }

    public X509Certificate2 Root { get; }

    /// <summary>As PEM: what was asked for, and the authority between it and the root.</summary>
    public string Issue(CertificateRequest asked, DateTimeOffset from, DateTimeOffset until)
    {
        var names = asked.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        var request = new CertificateRequest(asked.SubjectName, asked.PublicKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], false));
        using var leaf = request.Create(middle.SubjectName, X509SignatureGenerator.CreateForECDsa(middleKey), from, until, Serial());
        return $"{leaf.ExportCertificatePem()}\n{middle.ExportCertificatePem()}\n";
    }

    public void Dispose()
    {
        Root.Dispose();
        middle.Dispose();
        rootKey.Dispose();
        middleKey.Dispose();
    }

    private static byte[] Serial() => [1, .. RandomNumberGenerator.GetBytes(15)];

    private static CertificateRequest Authority(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request;
    }
}
