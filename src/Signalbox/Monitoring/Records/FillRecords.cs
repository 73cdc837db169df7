using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Monitoring.Records;

/// <summary>The row of a fill, and those of the trades and the position it changes.</summary>
internal static class FillRecords
{
    public static void Add(AccountRows rows, AccountStep step, OrderFilled filled)
    {
        var order = step.After.Orders.GetValueOrDefault(filled.Order)?.Ticket;
        var fee = OrderDraft.FeeOf(step, filled);
        rows.Add(Row(step, filled.Fill, filled.Closes) with
        {
            OrderId = filled.Order.ToString(),
            Signal = order?.Trade?.Signal.Value,
            Subscription = order?.Trade?.Subscription.Value,
            Strategy = order?.Trade is { } trade ? step.After.Trades.GetValueOrDefault(trade)?.Request.Strategy.Value : null,
            Leg = order is null ? null : Words.Of(order.Leg),
            SignalPrice = OrderDraft.SignalPriceOf(step, order)?.ToString(),
        });
        AddTrades(rows, step, order?.Trade, filled.Closes, fee);
        rows.AddPosition(step, filled.Fill.Instrument, new(ProfitOf(filled.Closes), fee));
    }

    public static void Add(AccountRows rows, AccountStep step, ForeignFillSeen foreign)
    {
        rows.Add(Row(step, foreign.Fill, foreign.Closes));
        AddTrades(rows, step, null, foreign.Closes, Money.Zero);
        rows.AddPosition(step, foreign.Fill.Instrument, new(ProfitOf(foreign.Closes), Money.Zero));
    }

    /// <summary>A fill that was declared void stays in the list, and its opposite follows it: sums over fills stay true.</summary>
    public static void Add(AccountRows rows, AccountStep step, FillVoided voided)
    {
        var trade = step.After.Orders.GetValueOrDefault(voided.Order)?.Ticket.Trade;
        var opposite = voided.Fill with { FillId = new($"{voided.Fill.FillId}.void"), Side = voided.Fill.Side.Opposite, Fee = Money.Zero };
        rows.Add(Row(step, opposite, voided.Closes) with
        {
            OrderId = voided.Order.ToString(),
            Signal = trade?.Signal.Value,
            Subscription = trade?.Subscription.Value,
            IsVoid = 1,
            At = step.At.UtcTicks,
            Place = RecordText.Place(step.At, $"{step.Account}.{opposite.Instrument}.{opposite.FillId}"),
        });
        AddTrades(rows, step, trade, voided.Closes, Money.Zero);
        rows.AddPosition(step, voided.Fill.Instrument, new(ProfitOf(voided.Closes), Money.Zero));
    }

    public static Money ProfitOf(ValueList<LotClose> closes)
    {
        var profit = Money.Zero;
        foreach (var close in closes)
        {
            profit += close.Profit;
        }

        return profit;
    }

    /// <summary>The trade the fill belongs to bears the fee; those whose lots it closed, the profit.</summary>
    private static void AddTrades(AccountRows rows, AccountStep step, TradeId? own, ValueList<LotClose> closes, Money fee)
    {
        if (own is { } id)
        {
            rows.AddTrade(step, id, fee);
        }

        foreach (var close in closes)
        {
            if (close.Trade is { } closed && closed != own)
            {
                rows.AddTrade(step, closed);
            }
        }
    }

    private static FillRow Row(AccountStep step, FillReport fill, ValueList<LotClose> closes) => new()
    {
        Account = step.Account.Value,
        Instrument = fill.Instrument.Value,
        Id = fill.FillId.Value,
        Place = RecordText.Place(fill.At, $"{step.Account}.{fill.Instrument}.{fill.FillId}"),
        VenueOrderId = fill.VenueOrderId.Value,
        Side = Words.Of(fill.Side),
        Quantity = fill.Quantity.ToString(),
        Price = fill.Price.ToString(),
        Fee = fill.Fee.ToString(),
        FeeCurrency = fill.FeeCurrency,
        Realised = ProfitOf(closes).ToString(),
        Currency = step.After.Holdings[fill.Instrument].Instrument.Settle,
        Closes = closes.Count == 0
            ? null
            : RecordText.Write(
                [.. closes.Select(close => new RecordedClose(close.Trade?.Signal.Value, close.Trade?.Subscription.Value, close.Quantity, close.Profit))],
                RecordJson.Default.RecordedCloseArray),
        At = fill.At.UtcTicks,
    };
}
