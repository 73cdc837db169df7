using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Positions;

/// <summary>
/// The part of a position that one trade's fills opened and nothing has closed yet. Lots stand in the order they were
/// opened; the position is their sum.
/// </summary>
public sealed record Lot
{
    /// <summary>The trade whose fills these are; null for what nobody claimed (a trade by hand, a transfer).</summary>
    public TradeId? Trade { get; init; }

    /// <summary>Signed; never zero.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Signed like the quantity; in the settlement currency.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public required decimal Cost { get; init; }

    /// <summary>What all entry fills added up to: shares of targets refer to it.</summary>
    public required Quantity Entered { get; init; }

    /// <summary>When the lot first had something to protect.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Opened by an exit that filled beyond its position: it must be closed again.</summary>
    public bool Stray { get; init; }

    /// <summary>What trades left that is less than any order can name, together: it is no position, and leaves with a later exit.</summary>
    public bool IsDust { get; init; }

    public Price AveragePrice(Instrument instrument) => instrument.AveragePrice(Quantity, Cost);
}

/// <summary>What a fill took from one lot.</summary>
/// <param name="Quantity">Unsigned.</param>
/// <param name="Profit">In the settlement currency, fees not included.</param>
public sealed record LotClose(TradeId? Trade, Quantity Quantity, Money Profit);
