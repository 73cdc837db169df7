using System.ComponentModel;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;
using Signalbox.Risk;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Records;

public sealed record AccountsDocument(IReadOnlyList<AccountDocument> Items);

/// <summary>How an account stands now.</summary>
public sealed record AccountDocument(
    string Id,
    string Name,
    string Broker,
    AccountMode Mode,
    [property: Description("Whether the connection is switched on.")] ConnectionStatus Status,
    [property: Description("Whether this node runs it; what follows is then up to date, else as last recorded.")] bool IsRunning,
    [property: Description("active, reducing or halted.")] string TradingState,
    [property: Description("Why it is not active.")] string? Why,
    DateTimeOffset? Since,
    [property: Description("It compares itself with the venue: entries wait.")] bool Reconciling,
    [property: Description("Commands waiting for its turn; absent where another node runs it.")] int? QueueDepth,
    [property: Description("Trades waiting behind another of their instrument, or for their price.")] int? WaitingTrades,
    [property: Description("Trades a person is to approve.")] int? AwaitingApproval,
    int? OpenOrders,
    int? OpenPositions,
    [property: Description("As the venue last reported them, with our fills since.")] IReadOnlyList<BalanceDocument> Balances)
{
    /// <param name="row">What was last recorded of it, for one that does not run here.</param>
    public static AccountDocument Of(BrokerConnection connection, AccountDirectory accounts, AccountRow? row) =>
        accounts.Find(connection.Id) is { } host ? Running(connection, host, host.Committed) : new(
            connection.Id.Value, connection.Name, connection.Broker, connection.Mode, connection.Status, false,
            row?.TradingState ?? Words.Of(TradingMode.Active), row?.Why is { Length: > 0 } why ? why : null,
            row is { Since: > 0 } ? RecordValues.Time(row.Since) : null, row is { Reconciling: 1 }, null, null, null, null, null, []);

    private static AccountDocument Running(BrokerConnection connection, AccountHost host, AccountState state) => new(
        connection.Id.Value, connection.Name, connection.Broker, connection.Mode, connection.Status, true,
        Words.Of(state.TradingState.Mode),
        state.TradingState.Why is { Length: > 0 } why ? why : null,
        state.TradingState.Since == DateTimeOffset.UnixEpoch ? null : state.TradingState.Since,
        state.Reconciling,
        host.Waiting,
        state.Holdings.Values.Sum(holding => holding.Waiting.Count + holding.Triggers.Count),
        state.Trades.Values.Count(trade => trade.Stage == TradeStage.AwaitingApproval),
        state.Holdings.Values.Sum(holding => holding.OpenOrders.Count),
        state.Holdings.Values.Count(holding => holding.Lots.Count > 0),
        [.. host.Funds.Select(funds => new BalanceDocument(funds.View.Currency, funds.Balance, funds.View.Equity, funds.View.Available, funds.View.At))]);
}

/// <summary>What an account has of one currency.</summary>
public sealed record BalanceDocument(
    string Currency,
    Money Balance,
    [property: Description("Balance and open profit at the newest quotes.")] Money Equity,
    [property: Description("What new orders may still bind.")] Money Available,
    [property: Description("When the venue reported it.")] DateTimeOffset At);
