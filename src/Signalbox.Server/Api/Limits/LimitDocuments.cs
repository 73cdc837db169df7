using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration;
using Signalbox.Text;

namespace Signalbox.Server.Api.Limits;

/// <summary>The limits of one level, whole: what is absent is not limited.</summary>
public sealed record LimitInput(
    [property: Description("Value of one entry, in the quote currency."), JsonConverter(typeof(PlainDecimalConverter))] decimal? OrderNotionalMax = null,
    [property: Description("Value of the position in one instrument, working entries included."), JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionNotionalMax = null,
    [property: Description("Units of one instrument, working entries included."), JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionQuantityMax = null,
    [property: Description("Entries that are neither filled nor over.")] int? OpenOrdersMax = null,
    [property: Description("Entries within any 60 seconds.")] int? OrdersPerMinuteMax = null,
    [property: Description("Entries of one trading day.")] int? OrdersPerDayMax = null,
    [property: Description("Realised and open loss of the trading day, in the settlement currency."), JsonConverter(typeof(PlainDecimalConverter))] decimal? DailyLossMax = null,
    [property: Description("Fall from the highest result so far."), JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownMax = null,
    [property: Description("The same in percent of the equity; for accounts."), JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownPercentMax = null,
    [property: Description("How much worse than the last trade an entry may be priced."), JsonConverter(typeof(PlainDecimalConverter))] decimal? PriceCollarPercent = null,
    [property: Description("The same entry again within so many seconds is refused.")] int? DuplicateSeconds = null,
    [property: Description("What a breached daily loss or drawdown latches: reducing or halted. Absent: reducing.")] TradingMode OnLoss = TradingMode.Reducing,
    [property: Description("Where the trading day begins at midnight; for accounts. Absent: UTC.")] string? TimeZone = null,
    [property: Description("Required: the version you read; 0 where nothing was set before.")] long? Version = null);

public sealed record LimitDocument(
    RiskLevel Level, string Id, long Version,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? OrderNotionalMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionNotionalMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PositionQuantityMax,
    int? OpenOrdersMax, int? OrdersPerMinuteMax, int? OrdersPerDayMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DailyLossMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? DrawdownPercentMax,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? PriceCollarPercent,
    int? DuplicateSeconds, TradingMode OnLoss, string? TimeZone)
{
    public static LimitDocument Of(Stored<ScopedLimits> stored)
    {
        var (scope, limits) = (stored.Value.Scope, stored.Value.Limits);
        return new(
            scope.Level, scope.Id, stored.Version, limits.OrderNotionalMax, limits.PositionNotionalMax, limits.PositionQuantityMax,
            limits.OpenOrdersMax, limits.OrdersPerMinuteMax, limits.OrdersPerDayMax, limits.DailyLossMax, limits.DrawdownMax,
            limits.DrawdownPercentMax, limits.PriceCollarPercent, limits.DuplicateSeconds, limits.OnLoss, limits.TimeZone);
    }
}
