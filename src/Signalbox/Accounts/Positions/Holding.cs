using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Positions;

/// <summary>One instrument of an account: what is held, what rests at the venue, which trade is being worked on.</summary>
public sealed record Holding
{
    // A holding is copied at each change: what seldom changes stands apart, so that the copies are small.
    private readonly Seldom rare = Seldom.None;

    public required Instrument Instrument { get; init; }

    [JsonConverter(typeof(ValueListConverter<Lot>))]
    public ValueList<Lot> Lots { get; init; }

    /// <summary>Every order that is not in a terminal state.</summary>
    public ImmutableSortedSet<ClientOrderId> OpenOrders { get; init; } = [];

    /// <summary>The trade whose steps are under way; others of the instrument wait behind it.</summary>
    public TradeId? Active { get; init; }

    [JsonConverter(typeof(ValueListConverter<TradeId>))]
    public ValueList<TradeId> Waiting { get; init; }

    /// <summary>Trades that wait for their price.</summary>
    [JsonConverter(typeof(ValueListConverter<TradeId>))]
    public ValueList<TradeId> Triggers { get; init; }

    /// <summary>Trades that wait for the market to open.</summary>
    [JsonConverter(typeof(ValueListConverter<TradeId>))]
    public ValueList<TradeId> Closed { get; init; }

    /// <summary>Its market is looked at from time to time.</summary>
    public bool IsWatched
    {
        get => rare.IsWatched;
        init => rare = rare.IsWatched == value ? rare : rare with { IsWatched = value };
    }

    /// <summary>When the venue is next asked whether it shows the stops it should.</summary>
    public DateTimeOffset? WatchAt
    {
        get => rare.WatchAt;
        init => rare = rare.WatchAt == value ? rare : rare with { WatchAt = value };
    }

    /// <summary>Since when the venue shows less protection than the position should have, and whether a person was told.</summary>
    public DateTimeOffset? NakedSince
    {
        get => rare.NakedSince;
        init => rare = rare.NakedSince == value ? rare : rare with { NakedSince = value };
    }

    public bool NakedAlarmed
    {
        get => rare.NakedAlarmed;
        init => rare = rare.NakedAlarmed == value ? rare : rare with { NakedAlarmed = value };
    }

    /// <summary>The position was taken over from the venue as of then: fills before that are in it.</summary>
    public DateTimeOffset? AdjustedAsOf
    {
        get => rare.AdjustedAsOf;
        init => rare = rare.AdjustedAsOf == value ? rare : rare with { AdjustedAsOf = value };
    }

    [JsonIgnore]
    public Quantity Net => LotBook.Net(Lots);

    /// <summary>The position a trade with this reach reads and may close.</summary>
    public Quantity Position(PositionReach reach)
    {
        var within = Quantity.Zero;
        foreach (var lot in Lots)
        {
            within += reach.Includes(lot) ? lot.Quantity : Quantity.Zero;
        }

        return within;
    }

    /// <summary>
    /// The part of the position an order can name: what is below the lot or the smallest order counts as nothing. Dust alone is
    /// no position, however much of it came together; what leaves takes it along.
    /// </summary>
    public Quantity Tradable(PositionReach reach)
    {
        var (own, dust) = (Quantity.Zero, Quantity.Zero);
        foreach (var lot in Lots)
        {
            if (reach.Includes(lot))
            {
                (own, dust) = lot.IsDust ? (own, dust + lot.Quantity) : (own + lot.Quantity, dust);
            }
        }

        return Nameable(own).IsZero || Math.Sign(own.Value) != Math.Sign(dust.Value) ? Nameable(own) : Nameable(own + dust);
    }

    /// <summary>All an order can close, dust too.</summary>
    [JsonIgnore]
    public Quantity Closable => Nameable(Net);

    /// <summary>The same without stray lots, which are closed by orders of their own.</summary>
    public Quantity TradableBesideStrays(PositionReach reach) => (this with { Lots = Lots.Any(lot => lot.Stray) ? [.. Lots.Where(lot => !lot.Stray)] : Lots }).Tradable(reach);

    private Quantity Nameable(Quantity quantity)
    {
        var whole = Rounding.DownToLot(quantity, Instrument.LotSize);
        return whole.Abs() < Instrument.MinQuantity ? Quantity.Zero : whole;
    }

    /// <summary>What is within reach, with what it cost.</summary>
    public (Quantity Quantity, decimal Cost) Held(PositionReach reach)
    {
        var (quantity, cost) = (Quantity.Zero, 0m);
        foreach (var lot in Lots)
        {
            if (reach.Includes(lot))
            {
                quantity += lot.Quantity;
                cost += lot.Cost;
            }
        }

        return (quantity, cost);
    }

    private sealed record Seldom
    {
        public static readonly Seldom None = new();

        public bool IsWatched { get; init; }

        public DateTimeOffset? WatchAt { get; init; }

        public DateTimeOffset? NakedSince { get; init; }

        public bool NakedAlarmed { get; init; }

        public DateTimeOffset? AdjustedAsOf { get; init; }
    }
}

/// <summary>Which lots count: all of them, or one subscription's.</summary>
public readonly record struct PositionReach(SubscriptionId? Only)
{
    public bool Includes(Lot lot) => Only is not { } subscription || lot.Trade?.Subscription == subscription;
}
