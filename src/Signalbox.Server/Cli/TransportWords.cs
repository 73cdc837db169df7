using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Transport.Acme;

namespace Signalbox.Server.Cli;

/// <summary>The words of the command line that say how the server is reached.</summary>
internal static class TransportWords
{
    public static TrustedProxies Proxies(string? text, out string? problem)
    {
        problem = null;
        var ranges = new List<AddressRange>();
        foreach (var word in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (AddressRange.Parse(word) is { } range)
            {
                ranges.Add(range);
            }
            else
            {
                problem ??= $"'{word}' is no address of a proxy. {AddressRange.Expected}";
            }
        }

        return new(ranges);
    }

    /// <summary>A password is never a word of the command line: every user of the machine can read those.</summary>
    public static CertificateOptions? Certificate(string? file, string? keyFile, Func<string, string?> environment) => file is null ? null
        : new(Path.GetFullPath(file), keyFile is null ? null : Path.GetFullPath(keyFile), environment(CertificateOptions.PasswordVariable) is { Length: > 0 } password ? password : null);

    public static string? Problem(IEnumerable<string> urls, CertificateOptions? certificate, AcmeOptions? acme)
    {
        var secure = urls.FirstOrDefault(url => BindingAddress.Parse(url).Scheme == "https");
        return certificate is not null && acme is not null ? "The server takes its certificate from --certificate or obtains it for --acme-domains. Give one of the two."
            : secure is null && acme is not null ? "A certificate is to be obtained and no address uses it. Begin an address with https, such as --urls https://0.0.0.0:443."
            : secure is not null && certificate is null && acme is null ? $"'{secure}' needs a certificate: name its file with --certificate, and its key with --certificate-key, or have it obtained with --acme-domains."
            : secure is null && certificate is not null ? "A certificate was given and no address uses it. Begin an address with https, such as --urls https://0.0.0.0:5443."
            : null;
    }
}
