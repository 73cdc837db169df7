using System.Security.Cryptography;
using Signalbox.Journal;
using Signalbox.Server.Archives;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Node;
using Signalbox.Server.Security;

namespace Signalbox.Server.Cli;

/// <summary>
/// Walks every stream, every anchor, every checkpoint and every archive, and names the first thing that is wrong; exit code 1 when anything
/// is. A checkpoint or an archive that was kept elsewhere proves the journal without trusting anything of this machine.
/// </summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        await using var journal = await OpenedStore.OpenForReadingAsync(options.Store, options.DataFolder, cancel);
        var chain = await new JournalVerification(journal).AllAsync(cancel);
        await console.WriteLineAsync($"{chain.Streams} streams, {chain.Events} events read.");
        var faults = chain.Faults
            .Concat(await AnchorFaultsAsync(journal, options, console, cancel))
            .Select(fault => $"{fault.Stream} at event {fault.Version}: {fault.What}")
            .Concat(await CheckpointFaultsAsync(journal, options, console, cancel))
            .Concat(await ArchiveFaultsAsync(journal, options, console, cancel))
            .ToList();
        foreach (var fault in faults)
        {
            await console.WriteLineAsync($"DAMAGED  {fault}");
        }

        await console.WriteLineAsync(faults.Count == 0 ? "The journal is sound." : "Restore the journal from a backup, or keep this copy as evidence.");
        return faults.Count == 0 ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static async Task<IReadOnlyList<StreamFault>> AnchorFaultsAsync(
        IJournal journal, CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        if (!File.Exists(Path.Combine(options.DataFolder, InstanceKey.FileName)))
        {
            await console.WriteLineAsync($"There is no {InstanceKey.FileName} in {options.DataFolder}, so anchors are not checked.");
            return [];
        }

        using var key = InstanceKey.LoadOrCreate(options.DataFolder);
        var signer = new AnchorSigner(key);
        var anchors = await new AnchorVerification(journal, [signer.PublicKey]).AllAsync(cancel);
        await console.WriteLineAsync($"{anchors.Events} anchors over {anchors.Streams} streams checked.");
        return anchors.Faults;
    }

    private static Task<IReadOnlyList<string>> ArchiveFaultsAsync(
        IJournal journal, CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        var archives = new ArchiveVerification(journal, console);
        return options.Archive is { } one ? archives.OneAsync(one, cancel) : archives.AllAsync(new(options.ArchiveFolderOrDefault), cancel);
    }

    private static async Task<IReadOnlyList<string>> CheckpointFaultsAsync(
        IJournal journal, CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        var files = options.Checkpoint is { } one ? [one] : new CheckpointFolder(options.DataFolder).Files;
        var faults = new List<string>();
        var previous = HashChain.Origin;
        foreach (var file in files)
        {
            try
            {
                var kept = CheckpointFile.Read(file);
                if (options.Checkpoint is null && !kept.Anchor.Previous.Span.SequenceEqual(previous.Span))
                {
                    faults.Add($"{Path.GetFileName(file)} does not follow the checkpoint before it: one was removed or changed.");
                }

                faults.AddRange((await new AnchorVerification(journal, []).AgainstAsync(kept.Anchor, cancel)).Faults
                    .Select(fault => $"{fault.Stream} at event {fault.Version}: it is not what {Path.GetFileName(file)} saw. The history was changed after it."));
                await console.WriteLineAsync($"{Path.GetFileName(file)}: {kept.Anchor.Heads.Count} streams, signed with the key {CheckpointFile.PrintOf(kept.PublicKey.Span)}.");
                previous = SHA256.HashData(await File.ReadAllBytesAsync(file, cancel));
            }
            catch (InvalidDataException unreadable)
            {
                faults.Add(unreadable.Message);
            }
        }

        return faults;
    }
}
