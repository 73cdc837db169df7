using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Strategies;

/// <summary>What each strategy asks of those who call its webhook.</summary>
internal sealed class WebhookStore(ITransactionalStore store, ConfigurationWriter writer, Vault vault)
{
    private const string SigningPrefix = "sbs_";
    private const string BearerPrefix = "sbw_";

    public async Task<WebhookStanding?> FindAsync(StrategyId id, CancellationToken cancel) =>
        (await store.ReadAsync(scope => StrategyTable.FindAsync(scope, id), cancel))?.Webhook;

    /// <summary>Gives the webhook a new secret; the one before it is taken for as long as the overlap says.</summary>
    public Task<ChangeResult<WebhookStanding>> RotateAsync(StrategyId id, TimeSpan overlap, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, null, request, (row, change) =>
        {
            var secret = SealedWebhookSecret.Create(id, vault);
            var until = FormerUntil(row.Protection, change.At, overlap);

            // The new secret does not inherit the end of the old one: it would be over at once.
            return Protected(row, row.Protection with { SecretExpiresAt = null }) with
            {
                SecretHash = secret.Hash,
                SecretSealed = secret.Sealed,
                FormerSecretHash = until is null ? null : row.SecretHash,
                FormerSecretUntil = until?.ToUnixTimeMilliseconds(),
            };
        }, cancel);

    /// <summary>Ends the overlap at once: a secret that leaked must not be good for another day.</summary>
    public Task<ChangeResult<WebhookStanding>> RevokeFormerAsync(StrategyId id, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, null, request, (row, _) => row with { FormerSecretHash = null, FormerSecretUntil = null }, cancel);

    /// <param name="version">The version of these settings the caller saw.</param>
    public Task<ChangeResult<WebhookStanding>> ProtectAsync(StrategyId id, WebhookProtection protection, long version, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, version, request, (row, _) => Protected(row, protection), cancel);

    /// <summary>From now on calls must be signed with this secret; nobody can read it again.</summary>
    public async Task<(ChangeResult<WebhookStanding> Result, string Secret)> SignAsync(StrategyId id, ChangeRequest request, CancellationToken cancel)
    {
        var secret = SigningPrefix + SecretText.Create();
        return (await ChangeAsync(id, null, request, (row, _) => row with { SigningSealed = vault.Seal(secret, WebhookDoor.SigningOwner(id)) }, cancel), secret);
    }

    public Task<ChangeResult<WebhookStanding>> UnsignAsync(StrategyId id, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, null, request, (row, _) => row with { SigningSealed = null }, cancel);

    /// <summary>From now on calls must carry this token; only its hash is kept.</summary>
    public async Task<(ChangeResult<WebhookStanding> Result, string Token)> SetBearerAsync(StrategyId id, ChangeRequest request, CancellationToken cancel)
    {
        var token = BearerPrefix + SecretText.Create();
        return (await ChangeAsync(id, null, request, (row, _) => row with { BearerHash = SecretText.Hash(token) }, cancel), token);
    }

    public Task<ChangeResult<WebhookStanding>> RemoveBearerAsync(StrategyId id, ChangeRequest request, CancellationToken cancel) =>
        ChangeAsync(id, null, request, (row, _) => row with { BearerHash = null }, cancel);

    private Task<ChangeResult<WebhookStanding>> ChangeAsync(
        StrategyId id, long? version, ChangeRequest request, Func<StrategyRow, ConfigurationChange, StrategyRow> edit, CancellationToken cancel) =>
        writer.ChangeAsync(request, async change =>
        {
            if (await StrategyTable.FindAsync(change.Scope, id) is not { } row)
            {
                return ChangeResult.NotFound<WebhookStanding>();
            }

            if (version is { } seen && row.WebhookVersion != seen)
            {
                return ChangeResult.Stale<WebhookStanding>(row.WebhookVersion);
            }

            var edited = edit(row, change) with { WebhookVersion = change.Version };
            await StrategyTable.SetWebhookAsync(change, edited);
            if (row.SecretHash != edited.SecretHash)
            {
                await SecretDates.NoteAsync(change, SecretKind.Webhook, row.Id);
            }

            change.Record(Event(row, edited));
            return ChangeResult.Saved(edited.Webhook);
        }, cancel);

    private static AdministrationEvent Event(StrategyRow before, StrategyRow after)
    {
        var (was, stands) = (Document(before), Document(after));
        return before.SecretHash == after.SecretHash
            ? new WebhookProtectionChanged { Subject = before.Id, SubjectName = before.Name, Before = was, After = stands }
            : new WebhookSecretRotated { Subject = before.Id, SubjectName = before.Name, Before = was, After = stands };
    }

    /// <summary>No overlap brings a secret back to life, or lets it outlive its own end. Null: it is over at once.</summary>
    private static DateTimeOffset? FormerUntil(WebhookProtection protection, DateTimeOffset now, TimeSpan overlap)
    {
        var until = now + overlap;
        until = protection.SecretExpiresAt is { } end && end < until ? end : until;
        return until > now ? until : null;
    }

    private static StrategyRow Protected(StrategyRow row, WebhookProtection protection) =>
        row with { WebhookProtection = ConfigurationJson.Write(protection, ConfigurationJson.Default.WebhookProtection) };

    private static JsonElement Document(StrategyRow row) => ConfigurationChange.Document(row.Webhook, ConfigurationJson.Default.WebhookStanding);
}
