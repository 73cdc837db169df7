using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.SignalboxJson;

/// <summary>Writes signals in our JSON: what <see cref="SignalboxJsonReader"/> reads from it is the same signal again.</summary>
public static class SignalboxJsonWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = Plain with { Indented = true };

    public static string Write(Signal signal, bool indented = false) => ToText(indented, json => WriteSignal(json, signal));

    public static string Write(IEnumerable<Signal> signals) => ToText(false, json =>
    {
        json.WriteStartArray();
        foreach (var signal in signals)
        {
            WriteSignal(json, signal);
        }

        json.WriteEndArray();
    });

    private static string ToText(bool indented, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Plain))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void WriteSignal(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject();
        json.WriteNumber(SignalboxJsonReader.VersionField, SignalboxJsonReader.Version);
        json.Text("ticker", signal.Ticker.Length == 0 ? null : signal.Ticker);
        json.Word<SignalAction>("action", signal.Action);
        json.Text("account", signal.Account);
        json.Word("sentiment", signal.Sentiment);
        json.Nested("size", signal.Size, WriteSize);
        json.Nested("order", signal.Order, WriteOrder);
        json.Word("timeInForce", signal.TimeInForce);
        json.Nested("takeProfit", signal.TakeProfit, WriteTakeProfit);
        json.Nested("stopLoss", signal.StopLoss, WriteStopLoss);
        json.Number("signalPrice", signal.SignalPrice?.Value);
        json.Flag("cancelOpenOrders", signal.CancelOpenOrders);
        json.Flag("includeProtection", signal.IncludeProtection);
        json.Word("cancelOrderType", signal.CancelOrderType);
        json.Number("targetPosition", signal.TargetPosition?.Value);
        json.Number("breakevenOffset", signal.BreakevenOffset);
        json.Nested("timing", signal.Timing, WriteTiming);
        json.Nested("guards", signal.Guards, WriteGuards);
        json.Flag("reduceOnly", signal.ReduceOnly);
        json.Number("leverage", signal.Leverage);
        json.Flag("extendedHours", signal.ExtendedHours);
        json.Text("cancelGroup", signal.CancelGroup);
        json.Text("afterFillOf", signal.AfterFillOf);
        json.Nested("option", signal.Option, WriteOption);
        json.Flag("test", signal.IsTest);
        json.Text("id", signal.ExplicitId);
        json.Time("sentAt", signal.SentAt);
        json.Text("orderId", signal.SenderOrderId);
        json.Text("interval", signal.Interval);
        json.Element("extras", signal.Extras);
        json.WriteEndObject();
    }

    private static void WriteSize(Utf8JsonWriter json, SizeTerms size)
    {
        json.Number("quantity", size.Quantity);
        json.Word<QuantityType>("type", size.Type);
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderTerms order)
    {
        json.Word<Markets.OrderType>("type", order.Type);
        json.Number("limitPrice", order.LimitPrice?.Value);
        json.Number("stopPrice", order.StopPrice?.Value);
        json.Number("trailAmount", order.TrailAmount);
        json.Number("trailPercent", order.TrailPercent);
        json.Flag("postOnly", order.PostOnly);
        json.Number("visibleQuantity", order.VisibleQuantity?.Value);
        json.Word("quotePrice", order.QuotePrice);
    }

    private static void WriteTakeProfit(Utf8JsonWriter json, TakeProfitTerms profit)
    {
        json.WriteStartArray("targets");
        foreach (var target in profit.Targets)
        {
            json.WriteStartObject();
            json.Number("limitPrice", target.LimitPrice?.Value);
            json.Number("percent", target.Percent);
            json.Number("amount", target.Amount);
            json.Number("profitAmount", target.ProfitAmount?.Value);
            json.Number("sharePercent", target.SharePercent);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStopLoss(Utf8JsonWriter json, StopLossTerms loss)
    {
        json.Word<StopLossType>("type", loss.Type);
        json.Number("stopPrice", loss.StopPrice?.Value);
        json.Number("percent", loss.Percent);
        json.Number("amount", loss.Amount);
        json.Number("limitPrice", loss.LimitPrice?.Value);
        json.Number("trailAmount", loss.TrailAmount);
        json.Number("trailPercent", loss.TrailPercent);
        json.Number("lossAmount", loss.LossAmount?.Value);
        json.Number("trailFromPercent", loss.TrailFromPercent);
        json.Number("trailFromPrice", loss.TrailFromPrice?.Value);
        json.Number("breakevenAfterTarget", loss.BreakevenAfterTarget == 0 ? null : loss.BreakevenAfterTarget);
        json.Number("breakevenOffset", loss.BreakevenOffset);
    }

    private static void WriteTiming(Utf8JsonWriter json, SignalTiming timing)
    {
        json.Number("cancelAfterSeconds", timing.CancelAfterSeconds);
        json.Number("delaySeconds", timing.DelaySeconds);
        json.Number("maxLagSeconds", timing.MaxLagSeconds);
        json.Time("goodTill", timing.GoodTill);
        json.Flag("ignoreTradingWindows", timing.IgnoreTradingWindows);
    }

    private static void WriteGuards(Utf8JsonWriter json, SignalGuards guards)
    {
        json.Number("spreadMax", guards.SpreadMax);
        json.Number("spreadPercentMax", guards.SpreadPercentMax);
        json.Number("slippagePercentMax", guards.SlippagePercentMax);
        json.Word("requiredPosition", guards.RequiredPosition);
    }

    private static void WriteOption(Utf8JsonWriter json, OptionTerms option)
    {
        json.Word("right", option.Right);
        json.Word("moneyness", option.Moneyness);
        json.Text("expiration", option.Expiration);
        json.Number("strikeCount", option.StrikeCount);
        json.Number("strikesAway", option.StrikesAway);
        json.Number("strikePrice", option.StrikePrice?.Value);
    }
}
