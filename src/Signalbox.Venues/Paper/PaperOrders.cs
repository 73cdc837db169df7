using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>A request of one account that ends in an outcome.</summary>
internal abstract class PaperOrderRequest(AccountId account) : PaperRequest<VenueOutcome>
{
    public sealed override AccountId? Account => account;

    public override VenueOutcome NotDone(string why) => new VenueOutcome.NotSent(why, null);

    public override VenueOutcome Unsure(string why) => new VenueOutcome.Unknown(why);

    protected sealed override VenueOutcome DecideOn(PaperFloor floor, DateTimeOffset now) =>
        floor.Find(account) is { } found ? DecideFor(floor, found, now) : NotDone($"The paper account {account} is not open.");

    protected abstract VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now);

    protected static VenueOutcome Outcome(Ruling ruling) => ruling.Refusal is { } refusal
        ? Rejected(refusal.Reason, refusal.Message)
        : new VenueOutcome.Accepted(PaperReports.VenueIdOf(ruling.Order!.Number));

    protected static VenueOutcome Rejected(RejectReason reason, string message) =>
        new VenueOutcome.Rejected(reason, Words.Of(reason), message);

    protected static VenueOutcome NotOpen(ClientOrderId id) => Rejected(RejectReason.UnknownOrder, $"There is no open order {id}.");
}

internal sealed class PlacePaperOrder(AccountId account, PlaceOrder order) : PaperOrderRequest(account)
{
    protected override VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now)
    {
        // Nothing has happened before this line, so a late order is certain to have no effect.
        if (now > order.SendBy)
        {
            return NotDone($"The order was to be sent by {order.SendBy:O} and it is {now:O}.");
        }

        return order.Type == OrderType.TrailingStop
            ? Rejected(RejectReason.Unsupported, "The paper venue has no trailing stops of its own; the account trails them.")
            : Outcome(floor.Engine.Place(found.Trading, PaperTerms.Of(order, now), now));
    }
}

internal sealed class PlacePaperPair(AccountId account, PlacePair pair) : PaperOrderRequest(account)
{
    protected override VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now) => now > pair.Stop.SendBy
        ? NotDone($"The pair was to be sent by {pair.Stop.SendBy:O} and it is {now:O}.")
        : Outcome(floor.Engine.PlacePair(found.Trading, PaperTerms.Of(pair.Stop, now), PaperTerms.Of(pair.Target, now), now));
}

/// <summary>An order in the engine's words.</summary>
internal static class PaperTerms
{
    public static OrderTerms Of(PlaceOrder order, DateTimeOffset now) => new()
    {
        ClientId = order.Id.ToString(),
        Instrument = order.Instrument,
        Side = order.Side,
        Type = order.Type,
        Quantity = order.Quantity,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        TimeInForce = order.TimeInForce,
        ExpiresAt = order.TimeInForce == TimeInForce.Day ? EndOfDay(now) : order.ExpiresAt,
        ReduceOnly = order.ReduceOnly,
        PostOnly = order.PostOnly,
        Display = order.VisibleQuantity,
    };

    // The market never closes; its day is the UTC day.
    private static DateTimeOffset EndOfDay(DateTimeOffset now) => new(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero);
}

internal sealed class AmendPaperOrder(AccountId account, AmendOrder amendment) : PaperOrderRequest(account)
{
    protected override VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now) =>
        found.FindOpen(amendment.Id, amendment.VenueOrderId) is { } order
            ? Outcome(floor.Engine.Amend(found.Trading, order.Number, new(amendment.Quantity, amendment.LimitPrice, amendment.StopPrice), now))
            : NotOpen(amendment.Id);
}

internal sealed class CancelPaperOrder(AccountId account, CancelOrder cancellation) : PaperOrderRequest(account)
{
    protected override VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now) =>
        found.FindOpen(cancellation.Id, cancellation.VenueOrderId) is { } order
            ? Outcome(floor.Engine.Cancel(found.Trading, order.Number, now))
            : NotOpen(cancellation.Id);
}

/// <param name="price">Null releases the price.</param>
internal sealed class OverridePaperPrice(AccountId account, InstrumentId instrument, Price? price, bool isFrozen) : PaperOrderRequest(account)
{
    protected override VenueOutcome DecideFor(PaperFloor floor, PaperAccount found, DateTimeOffset now)
    {
        if (!floor.Engine.Listings.ContainsKey(instrument))
        {
            return Rejected(RejectReason.UnknownInstrument, $"{instrument} is not traded at the paper venue.");
        }

        if (price is not { } wanted)
        {
            floor.ReleasePrice(found, instrument, now);
        }
        else if (wanted <= Price.Zero)
        {
            return Rejected(RejectReason.PriceOutOfRange, $"The price {wanted} is not above zero.");
        }
        else
        {
            floor.OverridePrice(found, instrument, wanted, isFrozen, now);
        }

        return new VenueOutcome.Accepted(null);
    }
}
