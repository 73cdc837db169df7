using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Transport.Acme;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Server.Security.External;

namespace Signalbox.Server.Cli;

/// <summary>What the command line and the environment ask for; the command line wins.</summary>
public sealed record CommandLineOptions
{
    public const string DefaultUrl = "http://127.0.0.1:5080";
    public const string DefaultDataFolder = "data";

    public Command Command { get; init; } = Command.Serve;

    /// <summary>Where to listen. Default: <see cref="DefaultUrl"/>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [DefaultUrl];

    /// <summary>The address people open. Null: whatever address a request was sent to.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Who else may sign people in. Default: nobody.</summary>
    public ExternalOptions External { get; init; } = new();

    /// <summary>As a full path. Default: <see cref="DefaultDataFolder"/> in the working folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>A PostgreSQL connection string; null is SQLite in the data folder.</summary>
    public string? Store { get; init; }

    /// <summary>Whether a first start sets up a paper account to try. Default: yes.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>Hosts in private networks that gates may ask. Default: none.</summary>
    public IReadOnlyList<string> PrivateScorers { get; init; } = [];

    /// <summary>Hosts in private networks that notifications may be sent to. Default: none.</summary>
    public IReadOnlyList<string> PrivateNotifications { get; init; } = [];

    /// <summary>Reverse proxies that are believed. Default: none.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    /// <summary>For HTTPS. Default: none.</summary>
    public CertificateOptions? Certificate { get; init; }

    /// <summary>A certificate for HTTPS that the server obtains itself. Default: none.</summary>
    public AcmeOptions? Acme { get; init; }

    /// <summary>The addresses of named webhook senders. Default: those their makers document.</summary>
    public SourceList WebhookSources { get; init; } = SourceList.Documented;

    /// <summary>Set for <see cref="Command.Send"/>.</summary>
    public SendOptions? Send { get; init; }

    /// <summary>Set for <see cref="Command.Export"/>.</summary>
    public ExportOptions? Export { get; init; }

    public ExplainOptions? Explain { get; init; }

    /// <summary>Set for <see cref="Command.Backup"/> and <see cref="Command.Restore"/>.</summary>
    public BackupOptions? Backup { get; init; }

    /// <summary>Set for <see cref="Command.RotateKey"/>.</summary>
    public RotateKeyOptions? RotateKey { get; init; }

    /// <summary>A checkpoint to verify against; null: those in the data folder.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>An archive to verify against; null: those the audit trail names.</summary>
    public string? Archive { get; init; }

    /// <summary>Where the monthly archives lie; null: in the data folder.</summary>
    public string? ArchiveFolder { get; init; }

    internal string ArchiveFolderOrDefault => ArchiveFolder ?? Path.Combine(DataFolder, Archives.ArchiveFolder.Name);

    /// <summary>Where each day's checkpoint is posted to as well; null: nowhere.</summary>
    public Uri? CheckpointUrl { get; init; }

    /// <summary>Where the server writes its daily backups; null: it writes none.</summary>
    public string? BackupFolder { get; init; }

    /// <summary>Daily backups that stay. Default 14.</summary>
    public int BackupKeep { get; init; } = 14;

    /// <summary>Where the passphrase of the daily backups is; null: in the environment.</summary>
    public string? PassphraseFile { get; init; }

    /// <summary>Set for <see cref="Command.Sandbox"/>.</summary>
    public SandboxOptions? Sandbox { get; init; }
}

/// <param name="Text">The signal itself; null reads it from the file, or from standard input without one.</param>
/// <param name="Url">The webhook; null takes the one of the first start.</param>
public sealed record SendOptions(string? Text, string? File, string? Url);

/// <param name="Table">One of <see cref="Tables"/>.</param>
/// <param name="File">Null: standard output.</param>
public sealed record ExportOptions(string Table, bool AsJson, string? File, DateTimeOffset? Since, DateTimeOffset? Until)
{
    public static readonly IReadOnlyList<string> Tables = ["signals", "trades", "orders", "fills"];
}

/// <param name="Name">Which venue's sandbox.</param>
/// <param name="Port">0 takes a free one.</param>
public sealed record SandboxOptions(string Name, int Port);

/// <summary>What a command line comes to.</summary>
public abstract record CommandLineResult
{
    public sealed record Run(CommandLineOptions Options) : CommandLineResult;

    /// <summary>A text to show; the program is done and ends with 0.</summary>
    public sealed record Show(string Text) : CommandLineResult;

    /// <summary>One sentence on what is wrong; the program ends with <see cref="ExitCodes.Usage"/>.</summary>
    public sealed record Refused(string Message) : CommandLineResult;
}
