using Signalbox.Journal;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// Opens the vault at start and proves that the key file belongs to the database: a new key beside old secrets would only
/// be noticed when an order needs them.
/// </summary>
public static class VaultStart
{
    public const string FileName = "vault.key";
    private const string Setting = "vault";
    private const string Proof = "signalbox";

    private static readonly VaultOwner Owner = new("settings", Setting, "value");

    public static async Task<Vault> OpenAsync(ITransactionalStore store, string dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        var file = new VaultKeyFile(Path.Combine(dataFolder, FileName));
        var proof = await store.ReadAsync(scope => SettingTable.FindAsync(scope, Setting), cancel);
        if (proof is not null)
        {
            return Prove(file, proof);
        }

        Directory.CreateDirectory(dataFolder);
        var vault = new Vault(file.Exists ? file.Read() : file.Create());
        return Prove(file, await KeepProofAsync(store, vault, clock, cancel));
    }

    private static Vault Prove(VaultKeyFile file, string proof)
    {
        if (!file.Exists)
        {
            throw new VaultException($"The key file {file.Path} is missing, and the database holds secrets that were sealed with it. Put the file back; without it every credential must be entered again.");
        }

        var vault = new Vault(file.Read());
        return vault.Open(proof, Owner) == Proof ? vault : throw new VaultException($"The key file {file.Path} does not belong to this database. Put the right file back.");
    }

    // Of two nodes that start together the first one's proof stays; the other must have the same key file.
    private static Task<string> KeepProofAsync(ITransactionalStore store, Vault vault, TimeProvider clock, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            if (await SettingTable.FindAsync(scope, Setting) is { } present)
            {
                return Written.Abandon(present);
            }

            var proof = vault.Seal(Proof, Owner);
            await SettingTable.SaveAsync(scope, Setting, proof, clock.GetUtcNow());
            return Written.Commit(proof);
        }, cancel);
}
