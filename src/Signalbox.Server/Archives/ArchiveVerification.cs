using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Checkpoints;
using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Archives;

/// <summary>Holds archives and the journal against each other. Which archives there must be is said by the audit trail.</summary>
internal sealed class ArchiveVerification(IJournal journal, TextWriter console)
{
    /// <summary>Every archive that was written and not removed since: there, unchanged, sound, and what the journal holds.</summary>
    public async Task<IReadOnlyList<string>> AllAsync(ArchiveFolder folder, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var note in await NotedAsync(cancel))
        {
            if (folder.Find(note.File) is not { } path)
            {
                faults.Add($"The archive {note.File} is missing from {folder.Folder}: the audit trail says that it was written and not removed.");
            }
            else if (ArchiveFolder.HashOf(path) != note.Sha256)
            {
                faults.Add($"The archive {note.File} was changed: its hash is not the one the audit trail noted.");
            }
            else
            {
                faults.AddRange(await OneAsync(path, cancel));
            }
        }

        return faults;
    }

    /// <summary>One file, also one that was kept elsewhere.</summary>
    public async Task<IReadOnlyList<string>> OneAsync(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        try
        {
            var proven = await ArchiveFile.ReadAsync(path, cancel);
            await console.WriteLineAsync(
                $"{name}: {proven.Closing.Events} events, signed with the key {CheckpointFile.PrintOf(Convert.FromBase64String(proven.Closing.PublicKey))}.");
            return [.. (await new AnchorVerification(journal, []).AgainstAsync(proven.Anchor, cancel)).Faults
                .Select(fault => $"{fault.Stream} at event {fault.Version}: it is not what the archive {name} holds. The history was changed after it.")];
        }
        catch (InvalidDataException broken)
        {
            return [broken.Message];
        }
    }

    private async Task<IReadOnlyCollection<ArchiveNote>> NotedAsync(CancellationToken cancel)
    {
        var noted = new SortedDictionary<string, ArchiveNote>(StringComparer.Ordinal);
        await foreach (var stored in journal.ReadAsync(StreamId.Administration, 0, cancel))
        {
            if (stored.Type == nameof(ArchiveWritten) && AdministrationCodec.Events.Read(stored).After?.Deserialize(ArchiveJson.Default.ArchiveNote) is { } written)
            {
                noted[written.File] = written;
            }
            else if (stored.Type == nameof(ArchiveRemoved))
            {
                noted.Remove(AdministrationCodec.Events.Read(stored).Subject);
            }
        }

        return noted.Values;
    }
}
