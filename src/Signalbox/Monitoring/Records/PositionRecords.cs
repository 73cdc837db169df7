using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>What an event adds to a position's sums.</summary>
internal readonly record struct PositionChange(Money Realised, Money Fee)
{
    public static readonly PositionChange None;
}

/// <summary>The row of a position after an event.</summary>
internal static class PositionRecords
{
    public static void Add(List<RowChange> rows, AccountStep step, InstrumentId id, PositionChange change)
    {
        if (!step.After.Holdings.TryGetValue(id, out var holding))
        {
            return;
        }

        var instrument = holding.Instrument;
        var net = holding.Net;
        rows.Add(new PositionRow
        {
            Account = step.Account.Value,
            Instrument = id.Value,
            AssetClass = Words.Of(instrument.AssetClass),
            Currency = instrument.Settle,
            ContractSize = Decimals.Canonical(instrument.ContractSize),
            IsInverse = instrument.IsInverse ? 1 : 0,
            Net = net.ToString(),
            IsOpen = holding.Lots.Count == 0 ? 0 : 1,
            AveragePrice = AveragePrice(holding, net)?.ToString(),
            Lots = RecordText.Write([.. holding.Lots.Select(lot => LotOf(step, lot, instrument))], RecordJson.Default.RecordedLotArray),
            Protection = RecordText.Write([.. ProtectionOf(step, holding)], RecordJson.Default.RecordedProtectionArray),
            Realised = change.Realised.ToString(),
            Fees = change.Fee.ToString(),
            OpenedAt = holding.Lots.Count == 0 ? null : holding.Lots.Min(lot => lot.OpenedAt).UtcTicks,
            UpdatedAt = step.At.UtcTicks,
        });
    }

    private static RecordedLot LotOf(AccountStep step, Lot lot, Instrument instrument) => new(
        lot.Trade?.Signal.Value, lot.Trade?.Subscription.Value, lot.Quantity, lot.AveragePrice(instrument), lot.OpenedAt, lot.Stray,
        lot.Trade is { } trade ? step.After.Trades.GetValueOrDefault(trade)?.Request.Strategy.Value : null);

    /// <summary>Of what is held on balance; opposite lots that cancel out have none.</summary>
    private static Price? AveragePrice(Holding holding, Quantity net)
    {
        var cost = holding.Lots.Sum(lot => lot.Cost);
        return net.IsZero || cost == 0 || Math.Sign(cost) != Math.Sign(net.Value) ? null : holding.Instrument.AveragePrice(net, cost);
    }

    private static IEnumerable<RecordedProtection> ProtectionOf(AccountStep step, Holding holding)
    {
        foreach (var lot in holding.Lots)
        {
            if (lot.Trade is { } id && step.After.Trades.TryGetValue(id, out var trade))
            {
                foreach (var leg in (IEnumerable<ProtectiveLeg>)[trade.Bracket.Stop, .. trade.Bracket.Targets])
                {
                    if (leg.Order is { } order && step.After.Orders.GetValueOrDefault(order) is { State.IsTerminal: false } resting)
                    {
                        yield return new(
                            id.Signal.Value, id.Subscription.Value, Words.Of(resting.Ticket.Leg), order.ToString(), Words.Of(resting.State),
                            resting.Open, resting.Levels.StopPrice, resting.Levels.LimitPrice);
                    }
                }
            }
        }
    }
}
