using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Positions;
using Signalbox.Accounts.Protection;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Monitoring.Records;

/// <summary>What an event adds to a position's sums.</summary>
internal readonly record struct PositionChange(Money Realised, Money Fee);

/// <summary>The row of a position after some events.</summary>
internal sealed class PositionDraft(AccountId account)
{
    private Holding? holding;
    private DateTimeOffset at;
    private RecordedLot[] lots = [];
    private RecordedProtection[] protection = [];
    private Money realised;
    private Money fees;

    /// <summary>Who opened what, and what protects it, is read now: a later state may have forgotten their trades.</summary>
    public void Take(AccountStep step, Holding after, PositionChange change)
    {
        holding = after;
        at = step.At;
        lots = [.. after.Lots.Select(lot => LotOf(step, lot, after.Instrument))];
        protection = [.. ProtectionOf(step, after)];
        realised += change.Realised;
        fees += change.Fee;
    }

    public PositionRow Row()
    {
        var known = holding ?? throw new InvalidOperationException("No event was taken.");
        var instrument = known.Instrument;
        var net = known.Net;
        return new()
        {
            Account = account.Value,
            Instrument = instrument.Id.Value,
            AssetClass = Words.Of(instrument.AssetClass),
            Currency = instrument.Settle,
            ContractSize = Decimals.Canonical(instrument.ContractSize),
            IsInverse = instrument.IsInverse ? 1 : 0,
            Net = net.ToString(),
            IsOpen = known.Lots.Count == 0 ? 0 : 1,
            AveragePrice = AveragePrice(known, net)?.ToString(),
            Lots = RecordText.Write(lots, RecordJson.Default.RecordedLotArray),
            Protection = RecordText.Write(protection, RecordJson.Default.RecordedProtectionArray),
            Realised = realised.ToString(),
            Fees = fees.ToString(),
            OpenedAt = known.Lots.Count == 0 ? null : known.Lots.Min(lot => lot.OpenedAt).UtcTicks,
            UpdatedAt = at.UtcTicks,
        };
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
