using Signalbox.Server.Security.External;

namespace Signalbox.Server.Cli;

/// <summary>An option the program knows.</summary>
/// <param name="Name">With its dashes.</param>
/// <param name="Value">What stands for its value in the help; null for a switch.</param>
/// <param name="Environment">The variable that sets it where the command line does not.</param>
/// <param name="Commands">The commands that take it; empty: all.</param>
internal sealed record CommandOption(string Name, string? Value, string? Environment, IReadOnlyList<Command> Commands, string Help)
{
    public static readonly CommandOption Urls = new("--urls", "<urls>", "SIGNALBOX_URLS", [Command.Serve],
        $"where to listen, separated by ';' (default {CommandLineOptions.DefaultUrl})");

    public static readonly CommandOption PublicUrl = new("--public-url", "<url>", "SIGNALBOX_PUBLIC_URL", [Command.Serve],
        "the address people open, where a proxy stands before the server; passkeys are made for it, and notifications link to it");

    public static readonly CommandOption OidcIssuer = new("--oidc-issuer", "<url>", "SIGNALBOX_OIDC_ISSUER", [Command.Serve],
        $"an OpenID Connect issuer that may sign people in; its secret is in {ExternalOptions.SecretVariable} alone");

    public static readonly CommandOption OidcClient = new("--oidc-client", "<id>", "SIGNALBOX_OIDC_CLIENT", [Command.Serve],
        "what that issuer calls this installation");

    public static readonly CommandOption Data = new("--data", "<folder>", "SIGNALBOX_DATA", [],
        $"the data folder (default ./{CommandLineOptions.DefaultDataFolder})");

    public static readonly CommandOption Store = new("--store", "<connection string>", "SIGNALBOX_STORE",
        [Command.Serve, Command.Verify, Command.Rebuild, Command.Export, Command.Backup, Command.Restore], "a PostgreSQL; without it SQLite in the data folder");

    public static readonly CommandOption NoDemo = new("--no-demo", null, null, [Command.Serve],
        "do not set up a paper account at the first start");

    public static readonly CommandOption PrivateScorers = new("--private-scorers", "<hosts>", "SIGNALBOX_PRIVATE_SCORERS", [Command.Serve],
        "hosts in private networks that gates may ask, separated by ';'");

    public static readonly CommandOption PrivateNotifications = new("--private-notifications", "<hosts>", "SIGNALBOX_PRIVATE_NOTIFICATIONS", [Command.Serve],
        "hosts in private networks that notifications may be sent to, separated by ';'");

    public static readonly CommandOption TrustedProxies = new("--trusted-proxies", "<ranges>", "SIGNALBOX_TRUSTED_PROXIES", [Command.Serve],
        "addresses of reverse proxies whose X-Forwarded headers are believed, separated by ','");

    public static readonly CommandOption Certificate = new("--certificate", "<path>", "SIGNALBOX_CERTIFICATE", [Command.Serve],
        "the certificate for HTTPS, PEM or PFX; read again when it changes");

    public static readonly CommandOption CertificateKey = new("--certificate-key", "<path>", "SIGNALBOX_CERTIFICATE_KEY", [Command.Serve],
        "its private key, PEM; a password stands in SIGNALBOX_CERTIFICATE_PASSWORD alone");

    public static readonly CommandOption WebhookSources = new("--webhook-sources", "<name=ranges>", "SIGNALBOX_WEBHOOK_SOURCES", [Command.Serve],
        "addresses that named webhook senders use now, such as trendspider=203.0.113.7,203.0.113.8;mine=198.51.100.0/24");

    public static readonly CommandOption File = new("--file", "<path>", null, [Command.Send, Command.Explain], "take the signal from this file");

    public static readonly CommandOption Url = new("--url", "<url>", null, [Command.Send, Command.Explain, Command.RotateKey],
        "the webhook to send to, or the server to ask (default: the one of the first start)");

    public static readonly CommandOption Strategy = new("--strategy", "<id>", null, [Command.Explain],
        "ask the running server what this strategy's accounts would do; needs SIGNALBOX_TOKEN or the first start's folder");

    public static readonly CommandOption Port = new("--port", "<number>", null, [Command.Sandbox],
        "the port to listen on (default: a free one)");

    public static readonly CommandOption Format = new("--format", "<csv|json>", null, [Command.Export], "how to write it (default csv)");

    public static readonly CommandOption Out = new("--out", "<path>", null, [Command.Export], "the file to write (default: standard output)");

    public static readonly CommandOption Since = new("--since", "<time>", null, [Command.Export], "not before this time, such as 2026-01-31 or 2026-01-31T09:00:00Z");

    public static readonly CommandOption Until = new("--until", "<time>", null, [Command.Export], "before this time");

    public static readonly CommandOption ShowHelp = new("--help", null, null, [], "show this text");

    public static readonly CommandOption Version = new("--version", null, null, [], "show the version");

    public static readonly IReadOnlyList<CommandOption> All = [
        Urls, PublicUrl, OidcIssuer, OidcClient, Data, Store, NoDemo, PrivateScorers, PrivateNotifications, TrustedProxies, Certificate, CertificateKey, .. AcmeOption.All, WebhookSources, File, Url, Strategy, Port, Format, Out, Since, Until,
        .. KeepingOption.All, ShowHelp, Version];

    public bool Serves(Command command) => Commands.Count == 0 || Commands.Contains(command);
}
