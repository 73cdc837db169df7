using System.Text.Json;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sealing;

/// <summary>How a rotation ended.</summary>
/// <param name="Problem">Set where nothing was done: what to do first.</param>
internal sealed record RotationResult(string KeyId, long Secrets, string? Problem = null);

/// <summary>
/// Changes the master key while the server runs. (1) The new key goes in front of the old ones, on disk. (2) Everything is
/// sealed again in one transaction. (3) The old keys are taken away. A crash between the steps leaves both keys there, and
/// the next start does what is left.
/// </summary>
internal sealed class VaultRotation(Vault vault, IVaultSource source, ITransactionalStore store, ConfigurationWriter writer) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>For tests: called between the steps with the number of the step that was done.</summary>
    internal Action<int> AfterStep { get; init; } = _ => { };

    public async Task<RotationResult> RotateAsync(ChangeRequest request, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var before = vault.CurrentKeyId;
            var keys = source.Read();
            if (source.IsWritable)
            {
                keys = [VaultKey.Create(), .. keys];
                source.Write(keys);
            }
            else if (keys[0].Id == before)
            {
                return new(before, 0, $"Put the new key in front of the old one in {source.Name} first, on every node, and ask again.");
            }

            AfterStep(1);
            return await FinishAsync(keys, before, request, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Does what a rotation that was interrupted left; nothing where there is one key only.</summary>
    public async Task<RotationResult?> FinishAsync(ChangeRequest request, CancellationToken cancel)
    {
        var keys = source.Read();
        if (keys.Count == 1)
        {
            return null;
        }

        // Keys of a source that is not ours may stay as long as their owner likes.
        var left = await store.ReadAsync(scope => Resealing.CountAsync(scope, id => id != keys[0].Id), cancel);
        if (left > 0)
        {
            return await FinishAsync(keys, keys[1].Id, request, cancel);
        }

        DropOldKeys(keys);
        return null;
    }

    public void Dispose() => turn.Dispose();

    private async Task<RotationResult> FinishAsync(IReadOnlyList<VaultKey> keys, string before, ChangeRequest request, CancellationToken cancel)
    {
        vault.Use(keys);
        var result = await writer.ChangeAsync(request, async change =>
        {
            var secrets = await Resealing.AllAsync(change.Scope, vault);
            await change.Scope.ExecuteAsync("UPDATE settings SET updated_at = @At WHERE name = @Name", new { At = change.AtMs, Name = VaultStart.Setting });
            change.Record(new VaultKeyRotated
            {
                Subject = keys[0].Id,
                SubjectName = "the vault's master key",
                Before = Document(before, secrets),
                After = Document(keys[0].Id, secrets),
            });
            return ChangeResult.Saved(new RotationResult(keys[0].Id, secrets));
        }, cancel);
        AfterStep(2);
        DropOldKeys(keys);
        return result.Saved;
    }

    private void DropOldKeys(IReadOnlyList<VaultKey> keys)
    {
        if (source.IsWritable)
        {
            source.Write([keys[0]]);
        }
    }

    private static JsonElement Document(string key, long secrets) =>
        JsonSerializer.SerializeToElement(new(key, secrets), VaultJson.Default.RotationDocument);
}
