using System.Globalization;
using System.Reflection;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Server.Security.External;

namespace Signalbox.Server.Cli;

/// <summary>Reads the command line. Whatever it does not understand is refused with one sentence.</summary>
public static class CommandLine
{
    /// <param name="environment">Looks up a variable; null or empty is unset.</param>
    public static CommandLineResult Read(IReadOnlyList<string> arguments, Func<string, string?> environment)
    {
        var words = ReadWords.Read(arguments);
        if (words.Error is { } error)
        {
            return new CommandLineResult.Refused(error);
        }

        if (words.Options.ContainsKey(CommandOption.ShowHelp))
        {
            return new CommandLineResult.Show(HelpText.Text);
        }

        return words.Options.ContainsKey(CommandOption.Version)
            ? new CommandLineResult.Show($"signalbox {Version}")
            : Understand(words, environment);
    }

    internal static string Version { get; } =
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static CommandLineResult Understand(ReadWords words, Func<string, string?> environment)
    {
        string? Value(CommandOption option) => words.Options.TryGetValue(option, out var given)
            ? given
            : option.Environment is { } variable && environment(variable) is { Length: > 0 } set ? set : null;

        var urls = (Value(CommandOption.Urls) ?? CommandLineOptions.DefaultUrl)
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var port = 0;
        if (Problem(words, urls) is { } problem)
        {
            return new CommandLineResult.Refused(problem);
        }

        if (Value(CommandOption.Port) is { } text && !TryReadPort(text, out port))
        {
            return new CommandLineResult.Refused($"'{text}' is no port. A port is a whole number from 0 to 65535.");
        }

        var proxies = TransportWords.Proxies(Value(CommandOption.TrustedProxies), out var wrong);
        var sources = SourceList.Parse(Value(CommandOption.WebhookSources) ?? "", out var unnamed);
        var certificate = TransportWords.Certificate(Value(CommandOption.Certificate), Value(CommandOption.CertificateKey), environment);
        wrong ??= unnamed;
        var acme = AcmeWords.Read(Value, ref wrong);
        wrong ??= (words.Command == Command.Serve ? TransportWords.Problem(urls, certificate, acme) : null) ?? AddressProblem(Value);
        var keep = ReadKeep(Value(KeepingOption.BackupKeep), ref wrong);
        if (wrong is not null)
        {
            return new CommandLineResult.Refused(wrong);
        }

        var export = ReadExport(words, Value, out var unread);
        if (unread is not null)
        {
            return new CommandLineResult.Refused(unread);
        }

        return new CommandLineResult.Run(new()
        {
            Command = words.Command,
            Urls = urls,
            PublicUrl = Value(CommandOption.PublicUrl) is { } opened ? new(opened) : null,
            External = ReadExternal(Value, environment),
            DataFolder = Path.GetFullPath(Value(CommandOption.Data) ?? CommandLineOptions.DefaultDataFolder),
            Store = Value(CommandOption.Store) is { Length: > 0 } store ? store : null,
            PrivateScorers = Hosts(Value(CommandOption.PrivateScorers)),
            PrivateNotifications = Hosts(Value(CommandOption.PrivateNotifications)),
            TrustedProxies = proxies,
            Certificate = certificate,
            Acme = acme,
            WebhookSources = sources!,
            Demo = !words.Options.ContainsKey(CommandOption.NoDemo),
            Send = words.Command == Command.Send
                ? new(words.Rest is [var signal, ..] ? signal : null, Value(CommandOption.File), Value(CommandOption.Url))
                : null,
            Export = export,
            Explain = words.Command == Command.Explain
                ? new(words.Rest is [var explained, ..] ? explained : null, Value(CommandOption.File), Value(CommandOption.Strategy), Value(CommandOption.Url))
                : null,
            Backup = words.Command is Command.Backup or Command.Restore
                ? new(Path.GetFullPath(words.Rest[0]), Value(KeepingOption.PassphraseFile), words.Options.ContainsKey(KeepingOption.Replace))
                : null,
            RotateKey = words.Command == Command.RotateKey ? new(Value(CommandOption.Url)) : null,
            BackupFolder = Value(KeepingOption.BackupFolder) is { Length: > 0 } folder ? Path.GetFullPath(folder) : null,
            BackupKeep = keep,
            Checkpoint = Value(KeepingOption.Checkpoint) is { Length: > 0 } checkpoint ? Path.GetFullPath(checkpoint) : null,
            Archive = Value(KeepingOption.Archive) is { Length: > 0 } archive ? Path.GetFullPath(archive) : null,
            ArchiveFolder = Value(KeepingOption.ArchiveFolder) is { Length: > 0 } archives ? Path.GetFullPath(archives) : null,
            CheckpointUrl = Value(KeepingOption.CheckpointUrl) is { } post ? new(post) : null,
            PassphraseFile = Value(KeepingOption.PassphraseFile),
            Sandbox = words.Command == Command.Sandbox ? new(words.Rest[0], port) : null,
        });
    }

    private static string[] Hosts(string? text) => (text ?? "").ToLowerInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int ReadKeep(string? text, ref string? problem)
    {
        var keep = 14;
        if (text is not null && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out keep) && keep is >= 1 and <= 10_000))
        {
            problem ??= $"'{text}' is no number of backups to keep. Give one from 1 to 10000.";
        }

        return keep;
    }

    private static string? AddressProblem(Func<CommandOption, string?> value) =>
        value(KeepingOption.CheckpointUrl) is { } post && !(Uri.TryCreate(post, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            ? $"'{post}' is no address to post checkpoints to. Write it like https://archive.example/checkpoints."
        : value(CommandOption.PublicUrl) is { } address && !IsPublicUrl(address)
            ? $"'{address}' is no address people open. Give one such as https://signalbox.example."
        : value(CommandOption.OidcIssuer) is { } issuer && (!IsIssuer(issuer) || value(CommandOption.OidcClient) is null)
            ? "An issuer is an HTTPS address, and --oidc-client must say what it calls this installation."
        : null;

    private static bool IsPublicUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) && url.PathAndQuery == "/";

    private static bool IsIssuer(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback);

    private static ExternalOptions ReadExternal(Func<CommandOption, string?> value, Func<string, string?> environment) =>
        value(CommandOption.OidcIssuer) is not { } issuer ? new() : new()
        {
            Issuer = new(issuer),
            ClientId = value(CommandOption.OidcClient)!,
            ClientSecret = environment(ExternalOptions.SecretVariable) is { Length: > 0 } secret ? secret : null,
            PublicAddress = value(CommandOption.PublicUrl) is { } address ? new(address) : null,
        };

    private static ExportOptions? ReadExport(ReadWords words, Func<CommandOption, string?> value, out string? problem)
    {
        problem = null;
        if (words.Command != Command.Export)
        {
            return null;
        }

        if (words.Rest is not [var table, ..] || !ExportOptions.Tables.Contains(table))
        {
            problem = $"Name what to export: signalbox export <{string.Join('|', ExportOptions.Tables)}>.";
            return null;
        }

        var format = value(CommandOption.Format) ?? "csv";
        problem = format is "csv" or "json" ? null : $"'{format}' is no format. Choose csv or json.";
        var since = ReadTime(value(CommandOption.Since), ref problem);
        var until = ReadTime(value(CommandOption.Until), ref problem);
        return new(table, format == "json", value(CommandOption.Out), since, until);
    }

    private static DateTimeOffset? ReadTime(string? text, ref string? problem)
    {
        if (text is null)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time.ToUniversalTime();
        }

        problem ??= $"'{text}' is no time. Write it like 2026-01-31 or 2026-01-31T09:00:00Z.";
        return null;
    }

    private static string? Problem(ReadWords words, string[] urls)
    {
        if (words.Command == Command.Sandbox && words.Rest.Count == 0)
        {
            return "Name the sandbox to start: signalbox sandbox <name>.";
        }

        if (words.Command is Command.Backup or Command.Restore && words.Rest.Count == 0)
        {
            return $"Name the file: signalbox {ReadWords.Name(words.Command)} <file>.";
        }

        if (words.Command is Command.Send or Command.Explain && words.Rest.Count > 0 && words.Options.ContainsKey(CommandOption.File))
        {
            return "Give either a text or a file, not both.";
        }

        if (words.Options.TryGetValue(CommandOption.Data, out var folder) && string.IsNullOrWhiteSpace(folder))
        {
            return "The option '--data' needs a folder: --data <folder>.";
        }

        return words.Command != Command.Serve ? null
            : urls.Length == 0 ? "The option '--urls' needs an address such as http://127.0.0.1:5080."
            : urls.FirstOrDefault(url => !IsAddress(url)) is { } wrong ? $"'{wrong}' is no address to listen on. Write it like http://127.0.0.1:5080."
            : null;
    }

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool TryReadPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= ushort.MaxValue;
}
