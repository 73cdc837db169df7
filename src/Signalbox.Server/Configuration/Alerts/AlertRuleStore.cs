using System.Text.Json;
using Signalbox.Journal;
using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Settings;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Alerts;

/// <summary>All rules of the installation, in the order they are asked.</summary>
/// <param name="Version">Counts their changes.</param>
public sealed record AlertRuleList(IReadOnlyList<AlertRule> Rules, long Version);

/// <summary>Keeps which incidents call a person. The engine never asks it, so the configuration stays at its version.</summary>
internal sealed class AlertRuleStore(ITransactionalStore store, TimeProvider clock)
{
    private const string Setting = "alert-rules";

    private static readonly AlertRuleList None = new([], 0);

    public Task<AlertRuleList> ReadAsync(CancellationToken cancel) => store.ReadAsync(ReadAsync, cancel);

    public Task<ChangeResult<AlertRuleList>> ReplaceAsync(IReadOnlyList<AlertRule> rules, long version, ChangeRequest request, CancellationToken cancel) =>
        store.WriteAsync(StreamId.Administration, async scope =>
        {
            var before = await ReadAsync(scope);
            if (before.Version != version)
            {
                return Written.Abandon(ChangeResult.Stale<AlertRuleList>(before.Version));
            }

            var after = new AlertRuleList(rules, before.Version + 1);
            await SettingTable.SaveAsync(scope, Setting, ConfigurationJson.Write(after, ConfigurationJson.Default.AlertRuleList), clock.GetUtcNow());
            var changed = new AlertRulesChanged
            {
                By = request.By,
                Why = request.Why,
                Subject = Setting,
                SubjectName = "Alert rules",
                Before = Document(before),
                After = Document(after),
            };
            return Written.Commit(ChangeResult.Saved(after), AdministrationCodec.Events.Write(changed, clock.GetUtcNow()));
        }, cancel);

    private static async Task<AlertRuleList> ReadAsync(StoreScope scope) =>
        await SettingTable.FindAsync(scope, Setting) is { } text ? ConfigurationJson.Read(text, ConfigurationJson.Default.AlertRuleList) : None;

    private static JsonElement Document(AlertRuleList list) => JsonSerializer.SerializeToElement(list, ConfigurationJson.Default.AlertRuleList);
}
