using System.Text.Json;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Health;
using Signalbox.Server.Security.Permissions;

namespace Signalbox.Server.Live;

/// <summary>A channel as it stands: what a client is given that comes for the first time, or was away too long.</summary>
internal sealed class LiveSnapshots(
    RecordReader reader, AccountDirectory accounts, CatalogueHolder catalogue, NodeHealth health, AuditTrail audit, CandleBook candles, DepthBook depths, RecentMoments moments)
{
    private const int Newest = 50;
    private const int OpenMax = 500;

    public async Task<JsonElement> OfAsync(ChannelName name, Sight sight, CancellationToken cancel) => name.Kind switch
    {
        ChannelName.Signals => LiveElements.Many(
            (await RowsAsync<SignalRow>($"SELECT * FROM signals ORDER BY id DESC LIMIT {Newest}", "", sight, cancel)).Select(SignalSummaryDocument.Of), ApiJson.Default.SignalSummaryDocument),
        ChannelName.Signal => await StoryAsync(name.About[0], sight, cancel),
        ChannelName.Orders => LiveElements.Many(
            (await RowsAsync<OrderRow>($"SELECT * FROM orders WHERE is_open = 1 ORDER BY place DESC LIMIT {OpenMax}", "", sight, cancel)).Select(PlacedOrderDocument.Of), ApiJson.Default.PlacedOrderDocument),
        ChannelName.Fills => LiveElements.Many(
            (await RowsAsync<FillRow>($"SELECT * FROM fills ORDER BY place DESC LIMIT {Newest}", "", sight, cancel)).Select(FillDocument.Of), ApiJson.Default.FillDocument),
        ChannelName.Positions => LiveElements.Many(
            (await RowsAsync<PositionRow>($"SELECT * FROM positions WHERE is_open = 1 ORDER BY account, instrument LIMIT {OpenMax}", "", sight, cancel))
                .Select(row => PositionDocument.Of(row, accounts.Find(new(row.Account))?.Market.Latest(new(row.Instrument)))), ApiJson.Default.PositionDocument),
        ChannelName.Approvals => LiveElements.Many(
            (await RowsAsync<TradeRow>($"SELECT * FROM trades WHERE stage = 'awaiting_approval' ORDER BY id DESC LIMIT {OpenMax}", "", sight, cancel)).Select(TradeDocument.Of), ApiJson.Default.TradeDocument),
        ChannelName.Alerts => LiveElements.Many(
            (await RowsAsync<IncidentRow>($"SELECT * FROM incidents ORDER BY place DESC LIMIT {Newest}", "", sight, cancel)).Select(IncidentDocument.Of), ApiJson.Default.IncidentDocument),
        ChannelName.Strategy => LiveElements.Many(
            (await RowsAsync<SignalRow>($"SELECT * FROM signals WHERE strategy = @About ORDER BY id DESC LIMIT {Newest}", name.About[0], sight, cancel)).Select(SignalSummaryDocument.Of), ApiJson.Default.SignalSummaryDocument),
        ChannelName.Subscription => LiveElements.Many(
            (await RowsAsync<TradeRow>($"SELECT * FROM trades WHERE subscription = @About ORDER BY id DESC LIMIT {Newest}", name.About[0], sight, cancel)).Select(TradeSummaryDocument.Of), ApiJson.Default.TradeSummaryDocument),
        ChannelName.Equity => LiveElements.Many(LiveDocuments.Equity(accounts).Where(equity => sight.Sees(new AccountId(equity.AccountId))), ApiJson.Default.EquityDocument),
        ChannelName.Brokers => LiveElements.Many(LiveDocuments.Accounts(accounts, catalogue).Where(account => sight.Sees(new AccountId(account.Id))), ApiJson.Default.AccountDocument),
        ChannelName.Health => LiveElements.One(await health.NowAsync(sight, cancel), ApiJson.Default.NodeHealthDocument),
        ChannelName.Audit => LiveElements.Many((await audit.ListAsync(null, Newest, cancel)).Select(AuditDocument.Of), ApiJson.Default.AuditDocument),
        ChannelName.Quote => LiveElements.Many(LiveDocuments.Quote(accounts, name) is { } quote ? [quote] : [], ApiJson.Default.QuoteDocument),
        ChannelName.Depth => LiveElements.Many(
            depths.Latest(new(name.About[0]), new(name.About[1])) is { } view ? [DepthDocument.Of(name.About[0], name.About[1], view, LiveFeed.LevelsTold)] : [], ApiJson.Default.DepthDocument),
        ChannelName.Candles => LiveElements.Many(candles.Read(new(name.About[0]), new(name.About[1]), name.About[2], CandleBook.CandlesMax), ApiJson.Default.CandleDocument),

        // Whose they are is for the API to say; here it is told that they move.
        ChannelName.Jobs => JsonElement.Parse("[]"),
        _ => throw new InvalidOperationException($"The channel {name.Kind} has no snapshot."),
    };

    private async Task<JsonElement> StoryAsync(string id, Sight sight, CancellationToken cancel) =>
        await reader.ReadAsync(sight, scope => SignalStory.FindAsync(scope, id), cancel) is { } story
            ? LiveElements.One(story.Tell(moments, sight), ApiJson.Default.SignalDocument)
            : JsonElement.Parse("null");

    private Task<IReadOnlyList<TRow>> RowsAsync<TRow>(string sql, string about, Sight sight, CancellationToken cancel) =>
        reader.ReadAsync(sight, scope => scope.RowsAsync<TRow>(sql, new { About = about }), cancel);
}
