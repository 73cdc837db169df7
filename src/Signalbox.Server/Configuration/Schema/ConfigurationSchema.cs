using Signalbox.Journal;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Schema;

/// <summary>
/// The tables of the configuration. Every column is text or a 64-bit number (times are Unix milliseconds, switches 0 or 1,
/// nested settings JSON), so that SQLite and PostgreSQL run the same statements and Dapper reads the same types.
/// </summary>
public static class ConfigurationSchema
{
    // One entry a version; a released entry never changes, a new one is added behind it.
    private static readonly IReadOnlyList<string> Steps = [
        FirstTables.Sql, LimitTables.Sql, GateTables.Sql, BodySecretColumn.Sql, SessionColumns.Sql, WebhookColumns.Sql, PersonTables.Sql, SecretDateTables.Sql, ScopeWords.Sql,
        SecondFactorTables.Sql, PasskeyTables.Sql, ExternalTables.Sql, LayoutTables.Sql, StrategyWindowsColumn.Sql, AcknowledgementTable.Sql,
        PermissionTables.Sql, ClientTables.Sql, ArchiveTables.Sql, SubscriptionTickersColumn.Sql, AskerColumns.Sql, AcknowledgementByUser.Sql,
        NotificationTables.Sql, InvitationTables.Sql];

    /// <summary>The version of the tables this program makes.</summary>
    internal static int Latest => Steps.Count;

    /// <summary>Brings the tables to this version of the program; refuses a database of a newer one.</summary>
    /// <param name="upTo">Stops at this version, for a backup that an earlier program wrote.</param>
    public static Task EnsureAsync(ITransactionalStore store, CancellationToken cancel, int? upTo = null) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            await scope.ExecuteAsync("CREATE TABLE IF NOT EXISTS configuration_schema (id bigint PRIMARY KEY, version bigint NOT NULL)");
            await scope.ExecuteAsync("INSERT INTO configuration_schema (id, version) VALUES (1, 0) ON CONFLICT (id) DO NOTHING");
            var present = await scope.RowAsync<long>("SELECT version FROM configuration_schema WHERE id = 1");
            if (present > Steps.Count)
            {
                throw new InvalidOperationException(
                    $"The configuration was written by a newer Signalbox (schema {present}, this one knows {Steps.Count}). Start that version, or a newer one.");
            }

            var wanted = Math.Max(upTo ?? Steps.Count, present);
            foreach (var step in Steps.Take((int)wanted).Skip((int)present))
            {
                await scope.ExecuteAsync(step);
            }

            await scope.ExecuteAsync("UPDATE configuration_schema SET version = @Version WHERE id = 1", new { Version = wanted });
            return Written.Commit(present);
        }, cancel);
}
