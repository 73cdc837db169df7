using Signalbox.Journal;
using Signalbox.Server.Node;
using Signalbox.Server.Security;

namespace Signalbox.Server.Cli;

/// <summary>Walks every stream and every anchor and names the first thing that is wrong; exit code 1 when anything is.</summary>
internal static class VerifyCommand
{
    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        await using var journal = await OpenedStore.OpenForReadingAsync(options.Store, options.DataFolder, cancel);
        var chain = await new JournalVerification(journal).AllAsync(cancel);
        await console.WriteLineAsync($"{chain.Streams} streams, {chain.Events} events read.");
        var faults = chain.Faults.Concat(await AnchorFaultsAsync(journal, options, console, cancel)).ToList();
        foreach (var fault in faults)
        {
            await console.WriteLineAsync($"DAMAGED  {fault.Stream} at event {fault.Version}: {fault.What}");
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
}
