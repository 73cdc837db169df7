using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Stops;

/// <summary>Where trading is stopped, what a stop would touch, and who stopped what before.</summary>
internal sealed class StopView(TradingStops stops, AccountDirectory accounts, CatalogueHolder catalogue, AuditTrail trail)
{
    private const int AuditLooked = 500;
    private const int HistoryShown = 50;

    public async Task<KillSwitchDocument> ShowAsync(Sight sight, CancellationToken cancel)
    {
        var shown = catalogue.Current.Connections.Values.Where(connection => sight.Sees(connection.Id)).OrderBy(connection => connection.Id).Select(Account).ToList();
        return new(
            Standing(RiskScope.Global)!,
            new(shown.Sum(each => each.Impact.Entries), shown.Sum(each => each.Impact.Orders), shown.Sum(each => each.Impact.Positions)),
            shown,
            await HistoryAsync(sight, cancel));
    }

    public StandingDocument? Standing(RiskScope scope) =>
        stops.NameOf(scope) is { } name ? StandingDocument.Of(scope, name, stops.StandingOf(scope)) : null;

    /// <summary>Every scope at which something is stopped.</summary>
    public IReadOnlyList<StandingDocument> Stopped(Sight sight) =>
        [.. Scopes().Where(scope => scope == RiskScope.Global || sight.Sees(scope, catalogue.Current)).Select(Standing).OfType<StandingDocument>().Where(standing => standing.Mode != TradingMode.Active)];

    private IEnumerable<RiskScope> Scopes()
    {
        var now = catalogue.Current;
        return now.Strategies.Select(strategy => RiskScope.Of(strategy.Id))
            .Concat(now.Connections.Keys.Select(RiskScope.Of))
            .Concat(now.Subscriptions.Keys.Select(RiskScope.Of))
            .Prepend(RiskScope.Global)
            .Order();
    }

    private AccountStandingDocument Account(BrokerConnection connection)
    {
        if (accounts.Find(connection.Id)?.Committed is not { Profile: not null } state)
        {
            return new(connection.Id.Value, connection.Name, null, null, false, new(0, 0, 0));
        }

        var strictest = Strictest(state);
        return new(
            connection.Id.Value, connection.Name, strictest.Mode, strictest.Mode == TradingMode.Active ? null : strictest.Why,
            state.Trades.Values.Any(trade => trade.Stage == TradeStage.Flattening), ImpactOf(state));
    }

    private static TradingState Strictest(AccountState state)
    {
        var everywhere = state.Standing.GetValueOrDefault(RiskScope.Global, TradingState.Active);
        return everywhere.IsStricterThan(state.TradingState) ? everywhere : state.TradingState;
    }

    private static ImpactDocument ImpactOf(AccountState state)
    {
        var orders = state.Holdings.Values.SelectMany(holding => holding.OpenOrders).Select(id => state.Orders[id]).ToList();
        return new(
            orders.Count(order => order.Ticket.Leg == Leg.Entry), orders.Count,
            state.Holdings.Values.Count(holding => !holding.Net.IsZero));
    }

    private async Task<IReadOnlyList<StopEntryDocument>> HistoryAsync(Sight sight, CancellationToken cancel) =>
        [.. (await trail.ListAsync(null, AuditLooked, cancel)).Where(entry => entry.Event is TradingStateSet set && sight.Sees(set, catalogue.Current)).Take(HistoryShown).Select(Entry)];

    private static StopEntryDocument Entry(AuditEntry entry)
    {
        var happened = entry.Event;
        var after = happened.After!.Value;
        return new(
            entry.At, happened.By.Name, happened.Subject, happened.SubjectName,
            after.GetProperty("mode").GetString()!, after.GetProperty("flatten").GetBoolean(), happened.Why);
    }
}
