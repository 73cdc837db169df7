using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Archives;

/// <summary>How many years archives are kept after their month; null: for ever, which is the default. The journal itself is never shortened.</summary>
/// <param name="Version">Counts its changes.</param>
internal sealed record RetentionRules(int? AuditYears, int? TradingYears, long Version)
{
    public const int AuditYearsMin = 6;
    public const int TradingYearsMin = 1;
    public const int YearsMax = 100;

    private const string Setting = "retention";
    private static readonly RetentionRules Forever = new(null, null, 0);

    public static async Task<RetentionRules> ReadAsync(StoreScope scope) =>
        await SettingTable.FindAsync(scope, Setting) is { } text ? ConfigurationJson.Read(text, ArchiveJson.Default.RetentionRules) : Forever;

    public Task SaveAsync(StoreScope scope, DateTimeOffset at) =>
        SettingTable.SaveAsync(scope, Setting, ConfigurationJson.Write(this, ArchiveJson.Default.RetentionRules), at);

    /// <summary>Never less than the law asks of the audit, whatever the setting says.</summary>
    public bool IsOver(ArchiveKind kind, ArchiveMonth month, DateTimeOffset now) =>
        (kind == ArchiveKind.Audit ? AuditYears : TradingYears) is { } years
        && month.End.AddYears(kind == ArchiveKind.Audit ? Math.Max(AuditYearsMin, years) : years) <= now;
}

internal sealed class RetentionStore(ITransactionalStore store, TimeProvider clock)
{
    public Task<RetentionRules> ReadAsync(CancellationToken cancel) => store.ReadAsync(RetentionRules.ReadAsync, cancel);

    public Task<ChangeResult<RetentionRules>> ReplaceAsync(RetentionRules rules, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var before = await RetentionRules.ReadAsync(scope);
            if (before.Version != rules.Version)
            {
                return Written.Abandon(ChangeResult.Stale<RetentionRules>(before.Version));
            }

            var after = rules with { Version = before.Version + 1 };
            await after.SaveAsync(scope, clock.GetUtcNow());
            var changed = new RetentionChanged
            {
                By = request.By,
                Why = request.Why,
                Subject = "retention",
                SubjectName = "Retention of archives",
                Before = Document(before),
                After = Document(after),
            };
            return Written.Commit(ChangeResult.Saved(after), AdministrationCodec.Events.Write(changed, clock.GetUtcNow()));
        }, cancel);

    private static JsonElement Document(RetentionRules rules) => JsonSerializer.SerializeToElement(rules, ArchiveJson.Default.RetentionRules);
}
