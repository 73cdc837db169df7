using System.Globalization;
using Signalbox.Server.Backup;

namespace Signalbox.Server.Cli;

/// <param name="File">The backup to write or to read.</param>
/// <param name="PassphraseFile">Null: the passphrase is in the environment.</param>
/// <param name="Replace">For a restore: data that is there may go.</param>
public sealed record BackupOptions(string File, string? PassphraseFile, bool Replace);

/// <summary>Writes a backup, also beside a running server, or puts one back while no server runs.</summary>
internal static class BackupCommand
{
    public static Task<int> WriteAsync(CommandLineOptions options, TextWriter console, TextWriter errors, CancellationToken cancel) =>
        SayingAsync(errors, async () =>
        {
            var asked = options.Backup!;
            var bytes = await BackupFile.WriteAsync(
                asked.File, new(options.DataFolder, options.Store), Passphrase.Read(asked.PassphraseFile, Environment.GetEnvironmentVariable),
                CommandLine.Version, TimeProvider.System.GetUtcNow(), asked.Replace, cancel);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Wrote {asked.File}: {bytes:N0} bytes, read back and sound."));
        });

    public static Task<int> RestoreAsync(CommandLineOptions options, TextWriter console, TextWriter errors, CancellationToken cancel) =>
        SayingAsync(errors, async () =>
        {
            var asked = options.Backup!;
            var restored = await RestoredFile.ReadAsync(
                asked.File, new(options.DataFolder, options.Store), Passphrase.Read(asked.PassphraseFile, Environment.GetEnvironmentVariable),
                asked.Replace, TimeProvider.System.GetUtcNow(), cancel);
            await console.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"Restored the state of {restored.Manifest.At:u}. Start the server: it projects what happened from the journal again and asks the venues what happened since."));
            await console.WriteLineAsync(restored.Access.Words);
        });

    private static async Task<int> SayingAsync(TextWriter errors, Func<Task> work)
    {
        try
        {
            await work();
            return ExitCodes.Done;
        }
        catch (BackupException refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
    }
}
