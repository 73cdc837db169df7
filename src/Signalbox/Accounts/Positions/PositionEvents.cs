using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;

namespace Signalbox.Accounts.Positions;

/// <summary>A fill of an order that did not come from us.</summary>
public sealed record ForeignFillSeen(
    FillReport Fill,
    [property: JsonConverter(typeof(ValueListConverter<LotClose>))] ValueList<LotClose> Closes) : AccountEvent;

/// <summary>
/// The venue holds something else than the fills we know add up to: the difference is taken over, with its provenance.
/// </summary>
public sealed record PositionAdjusted(
    InstrumentId Instrument,
    Side Side,
    Quantity Quantity,
    Price Price,
    [property: JsonConverter(typeof(ValueListConverter<LotClose>))] ValueList<LotClose> Closes,
    string Why,
    DateTimeOffset At) : AccountEvent
{
    public PositionOrigin Origin { get; init; }
}

/// <summary>A trade that is over left less than any order can name: nobody owns it from now on, and it leaves with a later exit.</summary>
public sealed record DustLeft(InstrumentId Instrument, TradeId Trade) : AccountEvent;

/// <summary>Where a position came from that no fill we know explains.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PositionOrigin>))]
public enum PositionOrigin
{
    Unexplained,

    /// <summary>It was there before the account was connected, older than the fills the venue tells of.</summary>
    OpeningBalance,
}
