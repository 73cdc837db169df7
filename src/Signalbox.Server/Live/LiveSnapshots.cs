using System.Text.Json;
using Signalbox.Accounts.Hosting;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Health;

namespace Signalbox.Server.Live;

/// <summary>A channel as it stands: what a client is given that comes for the first time, or was away too long.</summary>
internal sealed class LiveSnapshots(
    RecordReader reader, AccountDirectory accounts, CatalogueHolder catalogue, NodeHealth health, AuditTrail audit, CandleBook candles, RecentMoments moments)
{
    private const int Newest = 50;
    private const int OpenMax = 500;

    public async Task<JsonElement> OfAsync(ChannelName name, CancellationToken cancel) => name.Kind switch
    {
        ChannelName.Signals => LiveElements.Many(
            (await RowsAsync<SignalRow>($"SELECT * FROM signals ORDER BY id DESC LIMIT {Newest}", "", cancel)).Select(SignalSummaryDocument.Of), ApiJson.Default.SignalSummaryDocument),
        ChannelName.Signal => await StoryAsync(name.About[0], cancel),
        ChannelName.Orders => LiveElements.Many(
            (await RowsAsync<OrderRow>($"SELECT * FROM orders WHERE is_open = 1 ORDER BY place DESC LIMIT {OpenMax}", "", cancel)).Select(PlacedOrderDocument.Of), ApiJson.Default.PlacedOrderDocument),
        ChannelName.Fills => LiveElements.Many(
            (await RowsAsync<FillRow>($"SELECT * FROM fills ORDER BY place DESC LIMIT {Newest}", "", cancel)).Select(FillDocument.Of), ApiJson.Default.FillDocument),
        ChannelName.Positions => LiveElements.Many(
            (await RowsAsync<PositionRow>($"SELECT * FROM positions WHERE is_open = 1 ORDER BY account, instrument LIMIT {OpenMax}", "", cancel))
                .Select(row => PositionDocument.Of(row, accounts.Find(new(row.Account))?.Market.Latest(new(row.Instrument)))), ApiJson.Default.PositionDocument),
        ChannelName.Approvals => LiveElements.Many(
            (await RowsAsync<TradeRow>($"SELECT * FROM trades WHERE stage = 'awaiting_approval' ORDER BY id DESC LIMIT {OpenMax}", "", cancel)).Select(TradeDocument.Of), ApiJson.Default.TradeDocument),
        ChannelName.Alerts => LiveElements.Many(
            (await RowsAsync<IncidentRow>($"SELECT * FROM incidents ORDER BY place DESC LIMIT {Newest}", "", cancel)).Select(IncidentDocument.Of), ApiJson.Default.IncidentDocument),
        ChannelName.Strategy => LiveElements.Many(
            (await RowsAsync<SignalRow>($"SELECT * FROM signals WHERE strategy = @About ORDER BY id DESC LIMIT {Newest}", name.About[0], cancel)).Select(SignalSummaryDocument.Of), ApiJson.Default.SignalSummaryDocument),
        ChannelName.Subscription => LiveElements.Many(
            (await RowsAsync<TradeRow>($"SELECT * FROM trades WHERE subscription = @About ORDER BY id DESC LIMIT {Newest}", name.About[0], cancel)).Select(TradeSummaryDocument.Of), ApiJson.Default.TradeSummaryDocument),
        ChannelName.Equity => LiveElements.Many(LiveDocuments.Equity(accounts), ApiJson.Default.EquityDocument),
        ChannelName.Brokers => LiveElements.Many(LiveDocuments.Accounts(accounts, catalogue), ApiJson.Default.AccountDocument),
        ChannelName.Health => LiveElements.One(await health.NowAsync(cancel), ApiJson.Default.NodeHealthDocument),
        ChannelName.Audit => LiveElements.Many((await audit.ListAsync(null, Newest, cancel)).Select(AuditDocument.Of), ApiJson.Default.AuditDocument),
        ChannelName.Quote => LiveElements.Many(LiveDocuments.Quote(accounts, name) is { } quote ? [quote] : [], ApiJson.Default.QuoteDocument),
        ChannelName.Candles => LiveElements.Many(candles.Read(new(name.About[0]), new(name.About[1]), name.About[2], CandleBook.CandlesMax), ApiJson.Default.CandleDocument),

        // Whose they are is for the API to say; here it is told that they move.
        ChannelName.Jobs => JsonElement.Parse("[]"),
        _ => throw new InvalidOperationException($"The channel {name.Kind} has no snapshot."),
    };

    private async Task<JsonElement> StoryAsync(string id, CancellationToken cancel) =>
        await reader.ReadAsync(scope => SignalStory.FindAsync(scope, id), cancel) is { } story
            ? LiveElements.One(story.Tell(moments), ApiJson.Default.SignalDocument)
            : JsonElement.Parse("null");

    private Task<IReadOnlyList<TRow>> RowsAsync<TRow>(string sql, string about, CancellationToken cancel) =>
        reader.ReadAsync(scope => scope.RowsAsync<TRow>(sql, new { About = about }), cancel);
}
