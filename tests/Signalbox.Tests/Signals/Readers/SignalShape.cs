using System.Text;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Text;

namespace Signalbox.Tests.Signals.Readers;

/// <summary>A reading in one line, so that a table of messages can say what each is read as.</summary>
internal static class SignalShape
{
    /// <summary>The reader, then the signals between bars; or the code it is refused with.</summary>
    public static string Of(string body)
    {
        var (reader, reading) = SignalReaders.All.Read(new(Encoding.UTF8.GetBytes(body)));
        return $"{reader}: {(reading.Refusal is { } refusal ? $"!{refusal.Code}" : string.Join(" | ", reading.Signals.Select(Of)))}";
    }

    private static string Of(Signal signal) => string.Join(' ', Parts(signal).Where(part => part is { Length: > 0 }));

    private static IEnumerable<string?> Parts(Signal signal)
    {
        yield return Words.Of(signal.Action);
        yield return signal.Ticker.Length == 0 ? "-" : signal.Ticker;
        yield return signal.TargetPosition is { } target ? $"to={target}" : null;
        yield return Size(signal.Size);
        yield return Order(signal.Order);
        yield return signal.TimeInForce is { } life ? Words.Of(life) : null;
        yield return signal.TakeProfit is { } profit ? "tp=" + string.Join(',', profit.Targets.Select(Target)) : null;
        yield return Stop(signal.StopLoss);
        yield return signal.Sentiment is { } sentiment ? $"->{Words.Of(sentiment)}" : null;
        yield return signal.Guards?.RequiredPosition is { } required ? $"if={Words.Of(required)}" : null;
        yield return Number("slip=", signal.Guards?.SlippagePercentMax);
        yield return Number("spread=", signal.Guards?.SpreadMax);
        yield return Number("lag=", signal.Timing?.MaxLagSeconds);
        yield return Number("delay=", signal.Timing?.DelaySeconds);
        yield return Number("after=", signal.Timing?.CancelAfterSeconds);
        yield return Number("lev=", signal.Leverage);
        yield return signal.SignalPrice is { } seen ? $"seen={seen}" : null;
        yield return signal.ReduceOnly ? "reduce" : null;
        yield return signal.IncludeProtection ? "all" : null;
        yield return signal.IsTest ? "test" : null;
        yield return signal.Account is { } account ? $"at={account}" : null;
        yield return signal.ExplicitId is { } id ? $"id={id}" : null;
    }

    private static string? Size(SizeTerms? size) => size is null ? null : Decimals.Canonical(size.Quantity) + size.Type switch
    {
        QuantityType.FixedQuantity => "",
        QuantityType.DollarAmount => "$",
        QuantityType.RiskDollarAmount => "$risk",
        QuantityType.RiskPercent => "%risk",
        QuantityType.PercentOfEquity => "%",
        QuantityType.PercentOfAvailable => "%a",
        _ => "%p",
    };

    private static string? Order(OrderTerms? order) => order is null ? null
        : Words.Of(order.Type) + (order.LimitPrice is { } limit ? $"@{limit}" : "") + (order.StopPrice is { } stop ? $"^{stop}" : "") + (order.PostOnly ? " post" : "");

    private static string Target(TargetTerms target) =>
        (target.LimitPrice is { } price ? $"@{price}" : target.Percent is { } percent ? $"{Decimals.Canonical(percent)}%" : $"+{Decimals.Canonical(target.Amount ?? 0m)}")
        + (target.SharePercent is { } share ? $":{Decimals.Canonical(share)}" : "");

    private static string? Stop(StopLossTerms? stop) => stop is null ? null
        : (stop.Type == StopLossType.TrailingStop ? "trail=" : "sl=")
            + (stop.StopPrice is { } price ? $"@{price}" : "") + (stop.Percent is { } percent ? $"{Decimals.Canonical(percent)}%" : "")
            + (stop.Amount is { } amount ? $"-{Decimals.Canonical(amount)}" : "")
            + (stop.TrailPercent is { } part ? $"{Decimals.Canonical(part)}%" : "") + (stop.TrailAmount is { } distance ? Decimals.Canonical(distance) : "")
            + (stop.TrailFromPercent is { } from ? $" from={Decimals.Canonical(from)}%" : "")
            + (stop.BreakevenAfterTarget > 0 ? $" be={stop.BreakevenAfterTarget}" : "");

    private static string? Number(string name, decimal? number) => number is { } known ? name + Decimals.Canonical(known) : null;
}
