using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Risk.Limits;

/// <summary>What may be risked at one level. Null: no limit. Money is in the quote currency of the instrument, losses in its settlement currency.</summary>
/// <param name="OrderNotionalMax">Value of one entry.</param>
/// <param name="PositionNotionalMax">Value of the position in one instrument, working entries included.</param>
/// <param name="PositionQuantityMax">Units of one instrument, working entries included.</param>
/// <param name="OpenOrdersMax">Entries that are neither filled nor over.</param>
/// <param name="OrdersPerMinuteMax">Entries within any 60 seconds.</param>
/// <param name="OrdersPerDayMax">Entries of one trading day.</param>
/// <param name="DailyLossMax">Realised and open loss since the trading day began.</param>
/// <param name="DrawdownMax">Fall from the highest result so far.</param>
/// <param name="DrawdownPercentMax">The same in percent of the equity at that height; for accounts.</param>
/// <param name="PriceCollarPercent">How much worse than the last trade an entry may be priced.</param>
/// <param name="DuplicateSeconds">The same entry again within so many seconds is refused.</param>
/// <param name="OnLoss">What a breached daily loss or drawdown latches.</param>
/// <param name="TimeZone">Where an account's trading day begins at midnight. Default UTC.</param>
public sealed record RiskLimits(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? OrderNotionalMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionNotionalMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionQuantityMax = null,
    int? OpenOrdersMax = null,
    int? OrdersPerMinuteMax = null,
    int? OrdersPerDayMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DailyLossMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownPercentMax = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PriceCollarPercent = null,
    int? DuplicateSeconds = null,
    TradingMode OnLoss = TradingMode.Reducing,
    string? TimeZone = null)
{
    public static readonly RiskLimits None = new();

    [JsonIgnore]
    public bool HasLossLimit => DailyLossMax is not null || DrawdownMax is not null || DrawdownPercentMax is not null;

    [JsonIgnore]
    public bool NeedsPrice => OrderNotionalMax is not null || PositionNotionalMax is not null;

    /// <summary>Earlier entries matter: how many there were lately, or whether one was the same.</summary>
    [JsonIgnore]
    public bool NeedsHistory => OrdersPerMinuteMax is not null || OrdersPerDayMax is not null || DuplicateSeconds is not null;

    /// <summary>What other accounts do matters when this limit holds for several.</summary>
    [JsonIgnore]
    public bool NeedsOthers => PositionNotionalMax is not null || PositionQuantityMax is not null || OpenOrdersMax is not null
        || OrdersPerMinuteMax is not null || OrdersPerDayMax is not null || HasLossLimit;
}

/// <summary>Limits and whom they hold for.</summary>
public sealed record ScopedLimits(RiskScope Scope, RiskLimits Limits)
{
    /// <summary>Only a ledger over all accounts can tell how much of it is used.</summary>
    [JsonIgnore]
    public bool IsShared => Scope.Level is RiskLevel.Global or RiskLevel.Strategy && Limits.NeedsOthers;
}
