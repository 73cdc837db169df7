using Signalbox.Journal;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sealing;

/// <summary>
/// Opens the vault at start and proves that its keys belong to the database: a new key beside old secrets would only
/// be noticed when an order needs them.
/// </summary>
public static class VaultStart
{
    public const string FileName = "vault.key";

    /// <summary>The setting that holds the proof, and the time since when its key seals.</summary>
    internal const string Setting = "vault";

    private const string Proof = "signalbox";

    private static readonly VaultOwner Owner = new("settings", Setting, "value");

    public static Task<Vault> OpenAsync(ITransactionalStore store, string dataFolder, TimeProvider clock, CancellationToken cancel) =>
        OpenAsync(store, new VaultKeyFile(Path.Combine(dataFolder, FileName)), dataFolder, clock, cancel);

    public static async Task<Vault> OpenAsync(
        ITransactionalStore store, IVaultSource source, string dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        var proof = await store.ReadAsync(scope => SettingTable.FindAsync(scope, Setting), cancel);
        if (proof is not null)
        {
            return Prove(source, proof);
        }

        OwnerOnlyFile.CreateFolder(dataFolder);
        var vault = new Vault(!source.Exists && source is VaultKeyFile file ? file.Create() : source.Read(), source.Read);
        return Prove(source, await KeepProofAsync(store, vault, clock, cancel));
    }

    private static Vault Prove(IVaultSource source, string proof)
    {
        if (!source.Exists)
        {
            throw new VaultException($"{Capital(source.Name)} is missing, and the database holds secrets that were sealed with it. Put the file back; without it every credential must be entered again.");
        }

        var vault = new Vault(source.Read(), source.Read);
        return vault.Open(proof, Owner) == Proof ? vault : throw new VaultException($"{Capital(source.Name)} does not belong to this database. Put the right one back.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    // Of two nodes that start together the first one's proof stays; the other must have the same keys.
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
