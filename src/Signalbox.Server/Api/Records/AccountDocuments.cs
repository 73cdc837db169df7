using System.ComponentModel;
using Signalbox.Markets;
using Signalbox.Strategies;

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
    [property: Description("As the venue last reported them, with our fills since.")] IReadOnlyList<BalanceDocument> Balances);

/// <summary>What an account has of one currency.</summary>
public sealed record BalanceDocument(
    string Currency,
    Money Balance,
    [property: Description("Balance and open profit at the newest quotes.")] Money Equity,
    [property: Description("What new orders may still bind.")] Money Available,
    [property: Description("When the venue reported it.")] DateTimeOffset At);
