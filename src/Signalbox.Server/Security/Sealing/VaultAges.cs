using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sealing;

/// <summary>How old the master key and the secrets are, and which of them should be replaced.</summary>
internal sealed class VaultAges(ITransactionalStore store, ConfigurationWriter writer, Vault vault, IVaultSource source, TimeProvider clock)
{
    /// <summary>A quarter.</summary>
    public static readonly TimeSpan ReplaceAfter = TimeSpan.FromDays(91);

    /// <summary>Told ahead of its expiry.</summary>
    public static readonly TimeSpan WarnBefore = TimeSpan.FromDays(14);

    public const int ListedMax = 500;

    public string KeyId => vault.CurrentKeyId;

    public string SourceName => source.Name;

    public bool MakesKeys => source.IsWritable;

    public Task<(DateTimeOffset KeySince, IReadOnlyList<DatedSecret> Secrets)> ReadAsync(CancellationToken cancel) => store.ReadAsync(async scope =>
    {
        var since = await scope.RowAsync<long>("SELECT updated_at FROM settings WHERE name = @Name", new { Name = VaultStart.Setting });
        return (DateTimeOffset.FromUnixTimeMilliseconds(since), await SecretDates.ListAsync(scope, ListedMax));
    }, cancel);

    public bool IsDue(DateTimeOffset since) => clock.GetUtcNow() - since >= ReplaceAfter;

    public bool IsDue(DatedSecret secret) => IsDue(secret.SetAt) || secret.ExpiresAt - clock.GetUtcNow() <= WarnBefore;

    public Task<ChangeResult<DatedSecret>> SetExpiryAsync(
        SecretKind kind, string id, DateTimeOffset? expiresAt, ChangeRequest request, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await SecretDates.FindAsync(change.Scope, kind, id) is not { } secret)
            {
                return ChangeResult.NotFound<DatedSecret>();
            }

            await SecretDates.SetExpiryAsync(change, secret, expiresAt);
            change.Record(new SecretExpirySet
            {
                Subject = secret.Id,
                SubjectName = secret.Name,
                Before = ConfigurationChange.Document(new(secret.ExpiresAt), VaultJson.Default.ExpiryDocument),
                After = ConfigurationChange.Document(new(expiresAt), VaultJson.Default.ExpiryDocument),
            });
            return ChangeResult.Saved(secret with { ExpiresAt = expiresAt });
        }, cancel);
}
