using Signalbox.Server.Security.Transport.Acme;

namespace Signalbox.Server.Cli;

/// <summary>The options of a certificate that the server obtains itself.</summary>
internal static class AcmeOption
{
    public static readonly CommandOption Domains = new("--acme-domains", "<names>", "SIGNALBOX_ACME_DOMAINS", [Command.Serve],
        "obtain the certificate for HTTPS by ACME, for these names, separated by ','");

    public static readonly CommandOption Email = new("--acme-email", "<address>", "SIGNALBOX_ACME_EMAIL", [Command.Serve],
        "where the certificate authority may write to (default: nowhere)");

    public static readonly CommandOption Directory = new("--acme-directory", "<url>", "SIGNALBOX_ACME_DIRECTORY", [Command.Serve],
        $"the certificate authority's directory (default {AcmeOptions.DefaultDirectory})");

    public static readonly CommandOption AcceptTerms = new("--acme-accept-terms", null, "SIGNALBOX_ACME_ACCEPT_TERMS", [Command.Serve],
        "agree to the certificate authority's terms of service; the variable says yes");

    public static readonly IReadOnlyList<CommandOption> All = [Domains, Email, Directory, AcceptTerms];
}
