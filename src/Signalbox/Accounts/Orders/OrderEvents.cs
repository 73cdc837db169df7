using System.Text.Json.Serialization;
using Signalbox.Accounts.Positions;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Accounts.Orders;

/// <summary>Committed before the first byte leaves.</summary>
public sealed record OrderIntended(OrderTicket Ticket) : AccountEvent;

/// <summary>What became of an order that was intended before.</summary>
public abstract record OrderEvent(ClientOrderId Order) : AccountEvent;

/// <summary>The request left and the answer is taking its time.</summary>
public sealed record OrderSent(ClientOrderId Order) : OrderEvent(Order);

public sealed record OrderAccepted(ClientOrderId Order, VenueOrderId? VenueOrderId) : OrderEvent(Order);

public sealed record OrderTriggered(ClientOrderId Order) : OrderEvent(Order);

/// <param name="Closes">Whose lots the fill closed, with the profit of each.</param>
public sealed record OrderFilled(
    ClientOrderId Order,
    FillReport Fill,
    [property: JsonConverter(typeof(ValueListConverter<LotClose>))] ValueList<LotClose> Closes) : OrderEvent(Order)
{
    /// <summary>What the fee did to the balance of a currency: negative, or zero when it was paid in another.</summary>
    public Money FeeIn(string currency) => Fill.FeeCurrency is null || Fill.FeeCurrency == currency ? -Fill.Fee : Money.Zero;
}

/// <summary>The venue took a fill back.</summary>
/// <param name="Closes">What that took from lots, where the fill had opened something.</param>
public sealed record FillVoided(
    ClientOrderId Order,
    FillReport Fill,
    [property: JsonConverter(typeof(ValueListConverter<LotClose>))] ValueList<LotClose> Closes) : OrderEvent(Order);

public sealed record OrderCancelled(ClientOrderId Order, string Reason) : OrderEvent(Order);

public sealed record OrderRejected(ClientOrderId Order, RejectReason Reason, string VenueCode, string Message) : OrderEvent(Order);

public sealed record OrderExpired(ClientOrderId Order, string Code, string Reason) : OrderEvent(Order);

public sealed record OrderOutcomeUnknown(ClientOrderId Order, string Why) : OrderEvent(Order);

/// <summary>No byte left; it will be tried again with the same id.</summary>
public sealed record OrderNotSent(ClientOrderId Order, string Why) : OrderEvent(Order);

/// <summary>A lookup found it after one that had not.</summary>
public sealed record OrderProbedPresent(ClientOrderId Order) : OrderEvent(Order);

/// <summary>A lookup that could know the order did not find it.</summary>
/// <param name="Anew">The one before it lies too far back to count together with it.</param>
public sealed record OrderProbedAbsent(ClientOrderId Order, DateTimeOffset AskedAt, bool Anew = false) : OrderEvent(Order);

/// <summary>Its absence is proven; it is sent again with the same id.</summary>
public sealed record OrderSentAgain(ClientOrderId Order, DateTimeOffset SendBy) : OrderEvent(Order);

/// <param name="Levels">Null: a cancel.</param>
/// <param name="SendBy">Until when its request may leave; null: it waits until the order is accepted.</param>
public sealed record OrderChangeIntended(ClientOrderId Order, OrderLevels? Levels, DateTimeOffset? SendBy, string Why) : OrderEvent(Order);

/// <summary>Its request can no longer arrive and the order rests unchanged: it did not happen.</summary>
public sealed record OrderChangeLapsed(ClientOrderId Order) : OrderEvent(Order);

public sealed record OrderAmended(ClientOrderId Order, OrderLevels Levels) : OrderEvent(Order);

/// <summary>The venue refused a cancel or an amendment; the order is looked up.</summary>
/// <param name="DoubtedUntil">Until then no other change is tried.</param>
public sealed record OrderChangeRefused(ClientOrderId Order, string Code, string Message, DateTimeOffset DoubtedUntil) : OrderEvent(Order);

/// <summary>A person's change would risk more than a limit allows: it was not sent, and the order rests as it was.</summary>
public sealed record OrderChangeDenied(ClientOrderId Order, OrderLevels Levels, DeniedChange Why, string By) : OrderEvent(Order);

/// <summary>A lookup after a refused change showed it resting.</summary>
public sealed record OrderConfirmed(ClientOrderId Order) : OrderEvent(Order);

/// <summary>Something the rules do not foresee: recorded and shown, never thrown.</summary>
public sealed record OrderAnomaly(ClientOrderId Order, string What) : OrderEvent(Order);
