namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>Which certificate the server obtains by itself, and from whom (ACME, RFC 8555).</summary>
/// <param name="Domains">In lower case; the certificate names them all.</param>
/// <param name="Email">Where the certificate authority may write to; null: nowhere.</param>
/// <param name="Directory">The authority's directory. Default: <see cref="DefaultDirectory"/>.</param>
/// <param name="TermsAccepted">Whether the operator agreed to the terms of service that the directory names.</param>
public sealed record AcmeOptions(IReadOnlyList<string> Domains, string? Email, Uri Directory, bool TermsAccepted)
{
    public const string DefaultDirectory = "https://acme-v02.api.letsencrypt.org/directory";

    /// <summary>What one order may name with the authorities there are.</summary>
    public const int DomainsMax = 100;

    internal string DomainList => string.Join(", ", Domains);

    /// <summary>HTTPS, or this machine: on any other line somebody could answer in the authority's name.</summary>
    internal static bool IsDirectory(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
