using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;

namespace Signalbox.Monitoring.Rehearsals;

/// <summary>
/// What an account would do with a signal now: the decision it would take, taken and thrown away. It is the account's own
/// decision, so it says exactly what trading would say.
/// </summary>
public sealed record RehearsedTrade
{
    /// <summary>Pending: it would go on; else how it would end.</summary>
    public required TradeStatus Status { get; init; }

    public string? Code { get; init; }

    public string? Message { get; init; }

    /// <summary>The steps it would take; null where it would not begin.</summary>
    public TradePlan? Plan { get; init; }

    /// <summary>Every rule that had something to say.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>The orders that would leave first. What follows depends on what the venue answers.</summary>
    public required IReadOnlyList<OrderTicket> Orders { get; init; }

    public static RehearsedTrade Of(Decision decision, TradeId id)
    {
        decision.State.Trades.TryGetValue(id, out var trade);
        return new()
        {
            Status = trade?.EndedAs ?? trade?.Status ?? TradeStatus.Pending,
            Code = trade?.Code,
            Message = trade?.Message,
            Plan = trade?.Plan,
            Verdicts = [.. decision.Events.OfType<TradeJudged>().Where(judged => judged.Trade == id).SelectMany(judged => judged.Verdicts)],
            Orders = [.. decision.Events.OfType<OrderIntended>().Select(intended => intended.Ticket).Where(ticket => ticket.Trade == id)],
        };
    }
}
