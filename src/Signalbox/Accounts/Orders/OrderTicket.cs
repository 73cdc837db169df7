using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Orders;

/// <summary>An order as we want it at the venue; fixed when the intent is committed.</summary>
public sealed record OrderTicket
{
    // What most orders never have stands apart: thousands of orders are kept.
    private readonly Seldom rare = Seldom.None;

    public required ClientOrderId Id { get; init; }

    public required InstrumentId Instrument { get; init; }

    /// <summary>The trade this order works for; null for one that came from elsewhere.</summary>
    public TradeId? Trade { get; init; }

    public required Leg Leg { get; init; }

    /// <summary>Which of several targets, from 0.</summary>
    public int Target
    {
        get => rare.Target;
        init => rare = rare.Target == value ? rare : rare with { Target = value };
    }

    /// <summary>An exit no signal asked for: it closes its trade's lot because no stop could be placed, or because the lot is stray.</summary>
    public bool ClosesLot
    {
        get => rare.ClosesLot;
        init => rare = rare.ClosesLot == value ? rare : rare with { ClosesLot = value };
    }

    /// <summary>Part of flattening the account: it closes whatever the instrument holds.</summary>
    public bool Flattens
    {
        get => rare.Flattens;
        init => rare = rare.Flattens == value ? rare : rare with { Flattens = value };
    }

    public int Revision { get; init; }

    public required Side Side { get; init; }

    public required OrderType Type { get; init; }

    public required Quantity Quantity { get; init; }

    public Price? LimitPrice { get; init; }

    public Price? StopPrice { get; init; }

    public required TimeInForce TimeInForce { get; init; }

    public bool ReduceOnly { get; init; }

    public required DateTimeOffset IntendedAt { get; init; }

    /// <summary>Past this instant the request must not leave.</summary>
    public required DateTimeOffset SendBy { get; init; }

    /// <summary>What is left of it then is cancelled by us.</summary>
    public DateTimeOffset? CancelAt
    {
        get => rare.CancelAt;
        init => rare = rare.CancelAt == value ? rare : rare with { CancelAt = value };
    }

    /// <summary>What an entry was valued by when it was intended.</summary>
    public Price? ValuedAt { get; init; }

    public bool PostOnly
    {
        get => rare.PostOnly;
        init => rare = rare.PostOnly == value ? rare : rare with { PostOnly = value };
    }

    /// <summary>Iceberg: how much shows at a time.</summary>
    public Quantity? VisibleQuantity
    {
        get => rare.VisibleQuantity;
        init => rare = rare.VisibleQuantity == value ? rare : rare with { VisibleQuantity = value };
    }

    /// <summary>This is one slice of an iceberg we slice ourselves; what all of them come to.</summary>
    public Quantity? Whole
    {
        get => rare.Whole;
        init => rare = rare.Whole == value ? rare : rare with { Whole = value };
    }

    /// <summary>The other one of a pair the venue links: they are placed as one, and never one by one.</summary>
    public ClientOrderId? PairedWith
    {
        get => rare.PairedWith;
        init => rare = rare.PairedWith == value ? rare : rare with { PairedWith = value };
    }

    /// <summary>Good till then, where the venue counts it.</summary>
    public DateTimeOffset? GoodTill
    {
        get => rare.GoodTill;
        init => rare = rare.GoodTill == value ? rare : rare with { GoodTill = value };
    }

    /// <summary>Stocks: it may also trade before and after the session.</summary>
    public bool OutsideHours
    {
        get => rare.OutsideHours;
        init => rare = rare.OutsideHours == value ? rare : rare with { OutsideHours = value };
    }

    /// <summary>What rounding changed, and what was asked that an order cannot carry.</summary>
    [JsonConverter(typeof(ValueListConverter<Adjustment>))]
    public ValueList<Adjustment> Adjustments { get; init; }

    /// <summary>Sent as soon as it may be, filled at once or gone: silence from the venue is suspicious.</summary>
    [JsonIgnore]
    public bool IsImmediate => Type == OrderType.Market || TimeInForce is TimeInForce.Ioc or TimeInForce.Fok;

    private sealed record Seldom
    {
        public static readonly Seldom None = new();

        public int Target { get; init; }

        public bool ClosesLot { get; init; }

        public bool Flattens { get; init; }

        public DateTimeOffset? CancelAt { get; init; }

        public bool PostOnly { get; init; }

        public Quantity? VisibleQuantity { get; init; }

        public Quantity? Whole { get; init; }

        public ClientOrderId? PairedWith { get; init; }

        public DateTimeOffset? GoodTill { get; init; }

        public bool OutsideHours { get; init; }
    }
}

/// <summary>A value that was moved to the venue's tick or lot, in the direction that never widens risk; or one that the order cannot carry, and what holds instead.</summary>
public sealed record Adjustment(string Field, string Asked, string Used);
