using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>The certificate in the folder.</summary>
/// <param name="Directory">Who issued it; null: it is the placeholder.</param>
internal sealed record AcmeCertificate(string? Directory, IReadOnlyList<string> Domains, DateTimeOffset From, DateTimeOffset Until)
{
    private const string Heading = "Issued by way of ";

    /// <summary>A line above a PEM is for people, and here for this as well: it says whether another directory has been chosen since.</summary>
    public static string Headed(Uri directory, string pem) => $"{Heading}{directory}\n{pem}";

    /// <exception cref="CryptographicException">It is no certificate.</exception>
    public static AcmeCertificate Parse(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var first = end < 0 ? text : text[..end];
        using var leaf = X509Certificate2.CreateFromPem(text);
        return new(
            first.StartsWith(Heading, StringComparison.Ordinal) ? first[Heading.Length..].Trim() : null,
            DomainsOf(leaf), leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());
    }

    public static IReadOnlyList<string> DomainsOf(X509Certificate2 leaf) =>
        [.. leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames())];

    /// <summary>When a third of its time is left, or it is not the one that is wanted.</summary>
    public bool IsDue(AcmeOptions options, DateTimeOffset now) =>
        Directory != options.Directory.ToString() || !Names(options.Domains) || now >= Until - (Until - From) / 3;

    public bool Names(IReadOnlyList<string> domains) => Domains.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(domains);
}
