using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.TradersPost;

/// <summary>
/// Writes signals in TradersPost's JSON. That language cannot say everything a signal may hold, so what was written is read
/// back and compared before anybody relies on it.
/// </summary>
public static class TradersPostWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TradersPostReader Reader = new();

    public static string Write(IReadOnlyList<Signal> signals)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            if (signals is [var single])
            {
                WriteSignal(json, single);
            }
            else
            {
                json.WriteStartArray();
                foreach (var signal in signals)
                {
                    WriteSignal(json, signal);
                }

                json.WriteEndArray();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What of a signal this language cannot say, as one sentence; null where it says all of it.</summary>
    public static string? Unsayable(Signal signal)
    {
        var reading = Reader.Read(new(Encoding.UTF8.GetBytes(Write([signal]))));
        if (reading.Refusal is { } refusal)
        {
            return $"TradersPost's JSON does not take this: {refusal.Message}";
        }

        var lost = Fields(signal).Where(field => !Fields(reading.Signals[0]).Contains(field)).Select(field => field.Name).ToList();
        return lost.Count == 0 ? null : $"TradersPost's JSON cannot say all of {string.Join(", ", lost)}. Choose Signalbox JSON or plain text.";
    }

    private static HashSet<(string Name, string Value)> Fields(Signal signal)
    {
        using var canonical = JsonDocument.Parse(SignalboxJsonWriter.Write(signal));
        return [.. canonical.RootElement.EnumerateObject().Select(field => (field.Name, field.Value.GetRawText()))];
    }

    private static void WriteSignal(Utf8JsonWriter json, Signal signal)
    {
        json.WriteStartObject();
        json.Text("ticker", signal.Ticker.Length == 0 ? null : signal.Ticker);
        json.Word<SignalAction>("action", signal.Action);
        json.Word("sentiment", signal.Sentiment);
        WriteSize(json, signal.Size);
        WriteOrder(json, signal.Order);
        json.Word("timeInForce", signal.TimeInForce);
        json.Nested("takeProfit", signal.TakeProfit is { Targets: [var target, ..] } ? target : null, WriteTarget);
        json.Nested("stopLoss", signal.StopLoss, WriteStopLoss);
        json.Number("signalPrice", signal.SignalPrice?.Value);
        json.Flag("cancel", signal.CancelOpenOrders);
        json.Word("cancelOrderType", signal.CancelOrderType);
        json.Number("breakevenOffset", signal.BreakevenOffset);
        json.Number("cancelAfter", signal.Timing?.CancelAfterSeconds);
        json.Number("delay", signal.Timing?.DelaySeconds);
        json.Flag("ignoreTradingWindows", signal.Timing?.IgnoreTradingWindows ?? false);
        json.Number("bidAskSpreadFilter", signal.Guards?.SpreadMax);
        json.Number("bidAskSpreadFilterPercent", signal.Guards?.SpreadPercentMax);
        json.Flag("extendedHours", signal.ExtendedHours);
        WriteOption(json, signal.Option);
        json.Flag("test", signal.IsTest);
        json.Text("id", signal.ExplicitId);
        json.Time("time", signal.SentAt);
        json.Text("orderId", signal.SenderOrderId);
        json.Text("interval", signal.Interval);
        json.Element("extras", signal.Extras);
        json.WriteEndObject();
    }

    private static void WriteSize(Utf8JsonWriter json, SizeTerms? size)
    {
        json.Number("quantity", size?.Quantity);
        json.Word<QuantityType>("quantityType", size is null or { Type: QuantityType.FixedQuantity } ? null : size.Type);
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderTerms? order)
    {
        json.Word("orderType", order?.Type);
        json.Number("limitPrice", order?.LimitPrice?.Value);
        json.Number("stopPrice", order?.StopPrice?.Value);
        json.Number("trailAmount", order?.TrailAmount);
        json.Number("trailPercent", order?.TrailPercent);
        json.Word("marketPriceType", order?.QuotePrice);
    }

    private static void WriteTarget(Utf8JsonWriter json, TargetTerms target)
    {
        json.Number("limitPrice", target.LimitPrice?.Value);
        json.Number("percent", target.Percent);
        json.Number("amount", target.Amount);
        json.Number("pnlAmount", target.ProfitAmount?.Value);
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
    }

    private static void WriteOption(Utf8JsonWriter json, OptionTerms? option)
    {
        json.Word("optionType", option?.Right);
        json.Text("intrinsicValue", option?.Moneyness switch { Moneyness.InTheMoney => "itm", Moneyness.OutOfTheMoney => "otm", _ => null });
        json.Text("expiration", option?.Expiration);
        json.Text("strikeCount", option?.StrikeCount?.ToString(CultureInfo.InvariantCulture));
        json.Text("strikesAway", option?.StrikesAway?.ToString(CultureInfo.InvariantCulture));
        json.Number("strikePrice", option?.StrikePrice?.Value);
    }
}
