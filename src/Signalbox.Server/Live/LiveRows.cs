using System.Text.Json;
using Dapper;
using Signalbox.Accounts.Hosting;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;
using Signalbox.Server.Storage.Records;

namespace Signalbox.Server.Live;

/// <summary>Tells the channels of the rows that changed: reads each once, as it stands now, and only where somebody follows.</summary>
internal sealed class LiveRows(LiveChannels channels, IRecordTables tables, AccountDirectory accounts, RecentMoments moments)
{
    /// <summary>A frame whose rows were too many: whoever follows reads again.</summary>
    private static readonly string[] RowChannels =
        [ChannelName.Signals, ChannelName.Orders, ChannelName.Fills, ChannelName.Positions, ChannelName.Approvals, ChannelName.Alerts, ChannelName.Equity];

    private const int OpenMax = 500;

    private static readonly JsonElement Nothing = JsonElement.Parse("{}");

    public async Task TellAsync(DirtyRows dirty, CancellationToken cancel)
    {
        if (dirty.IsTooMuch)
        {
            foreach (var channel in RowChannels)
            {
                channels.Publish(channel, "reload", Nothing);
            }
        }
        else
        {
            await TellRowsAsync(dirty, cancel);
        }

        foreach (var id in dirty.Stories.Where(id => channels.Exists($"{ChannelName.Signal}:{id}")))
        {
            if (await tables.ReadAsync(scope => SignalStory.FindAsync(scope, id), cancel) is { } story)
            {
                channels.Publish($"{ChannelName.Signal}:{id}", "story", LiveElements.One(story.Tell(moments, Sight.Whole), ApiJson.Default.SignalDocument), LiveSubject.Story(id));
            }
        }
    }

    /// <summary>What is open, at the prices of now.</summary>
    public async Task<IReadOnlyList<PositionDocument>> OpenPositionsAsync(CancellationToken cancel)
    {
        var open = await tables.ReadAsync(scope => scope.RowsAsync<PositionRow>($"SELECT * FROM positions WHERE is_open = 1 ORDER BY account, instrument LIMIT {OpenMax}"), cancel);
        return [.. open.Select(Marked)];
    }

    private PositionDocument Marked(PositionRow row) => PositionDocument.Of(row, accounts.Find(new(row.Account))?.Market.Latest(new(row.Instrument)));

    private async Task TellRowsAsync(DirtyRows dirty, CancellationToken cancel)
    {
        await TellSignalsAsync(dirty, cancel);
        await TellTradesAsync(dirty, cancel);
        await TellAsync<OrderRow>(ChannelName.Orders, dirty.Orders, ("orders", "id", "place"),
            row => channels.Publish(ChannelName.Orders, "order", LiveElements.One(PlacedOrderDocument.Of(row), ApiJson.Default.PlacedOrderDocument), LiveSubject.At(row.Account)), cancel);
        await TellAsync<FillRow>(ChannelName.Fills, dirty.Fills, ("fills", "place", "place"),
            row => channels.Publish(ChannelName.Fills, "fill", LiveElements.One(FillDocument.Of(row), ApiJson.Default.FillDocument), LiveSubject.At(row.Account)), cancel);
        await TellAsync<PositionRow>(ChannelName.Positions, dirty.Positions, ("positions", "account || ' ' || instrument", "account, instrument"),
            row => channels.Publish(ChannelName.Positions, "position", LiveElements.One(Marked(row), ApiJson.Default.PositionDocument), LiveSubject.At(row.Account)), cancel);
        await TellAsync<IncidentRow>(ChannelName.Alerts, dirty.Incidents, ("incidents", "place", "place"),
            row => channels.Publish(ChannelName.Alerts, "incident", LiveElements.One(IncidentDocument.Of(row), ApiJson.Default.IncidentDocument), LiveSubject.At(row.Account)), cancel);
        await TellAsync<EquityRow>(ChannelName.Equity, dirty.Equity, ("equity", "place", "place"),
            row => channels.Publish(ChannelName.Equity, "sample", LiveElements.One(EquityDocument.Of(row), ApiJson.Default.EquityDocument), LiveSubject.At(row.Account)), cancel);
    }

    private Task TellSignalsAsync(DirtyRows dirty, CancellationToken cancel)
    {
        var strategies = channels.Followed(ChannelName.Strategy).Any();
        return TellAsync<SignalRow>(strategies ? null : ChannelName.Signals, dirty.Signals, ("signals", "id", "id"), TellSignal, cancel);
    }

    private void TellSignal(SignalRow row)
    {
        var document = LiveElements.One(SignalSummaryDocument.Of(row), ApiJson.Default.SignalSummaryDocument);
        channels.Publish(ChannelName.Signals, "signal", document, LiveSubject.Of(row.Id));
        channels.Publish($"{ChannelName.Strategy}:{row.Strategy}", "signal", document, LiveSubject.Of(row.Id));
    }

    private Task TellTradesAsync(DirtyRows dirty, CancellationToken cancel)
    {
        var others = channels.Followed(ChannelName.Strategy).Any() || channels.Followed(ChannelName.Subscription).Any();
        return TellAsync<TradeRow>(others ? null : ChannelName.Approvals, dirty.Trades, ("trades", "id", "id"), TellTrade, cancel);
    }

    private void TellTrade(TradeRow row)
    {
        if (row.Approval is not null)
        {
            channels.Publish(ChannelName.Approvals, "approval", LiveElements.One(TradeDocument.Of(row), ApiJson.Default.TradeDocument), LiveSubject.At(row.Account));
        }

        var document = LiveElements.One(TradeSummaryDocument.Of(row), ApiJson.Default.TradeSummaryDocument);
        channels.Publish($"{ChannelName.Strategy}:{row.Strategy}", "trade", document, LiveSubject.At(row.Account));
        channels.Publish($"{ChannelName.Subscription}:{row.Subscription}", "trade", document, LiveSubject.At(row.Account));
    }

    /// <param name="channel">Nothing is read where it does not exist; null: read in any case.</param>
    private async Task TellAsync<TRow>(
        string? channel, HashSet<string> keys, (string Table, string Key, string Order) rows, Action<TRow> tell, CancellationToken cancel)
    {
        if (keys.Count == 0 || (channel is not null && !channels.Exists(channel)))
        {
            return;
        }

        var values = new DynamicParameters();
        var sql = $"SELECT * FROM {rows.Table} WHERE {InList.Of(rows.Key, keys, "key", (name, value) => values.Add(name, value))} ORDER BY {rows.Order}";
        foreach (var row in await tables.ReadAsync(scope => scope.RowsAsync<TRow>(sql, values), cancel))
        {
            tell(row);
        }
    }
}
