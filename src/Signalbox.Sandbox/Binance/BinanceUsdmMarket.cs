namespace Signalbox.Sandbox.Binance;

/// <summary>What futures tell everybody; most of it as spot does.</summary>
internal sealed class BinanceUsdmMarket(SandboxFloor floor)
{
    public BinanceSpotMarket Shared { get; } = new(floor);

    public Task InstrumentsAsync(BinanceCall call) => BinanceJson.AnswerAsync(call.Context, 200, json =>
    {
        json.WriteStartObject();
        json.WriteString("timezone", "UTC");
        json.WriteTime("serverTime", floor.Now);
        json.WriteString("futuresType", "U_MARGINED");
        json.WritePropertyName("rateLimits");
        json.WriteStartArray();
        BinanceSpotMarket.WriteLimit(json, "REQUEST_WEIGHT", "MINUTE", 1, 2_400);
        BinanceSpotMarket.WriteLimit(json, "ORDERS", "SECOND", 10, 300);
        BinanceSpotMarket.WriteLimit(json, "ORDERS", "MINUTE", 1, 1_200);
        json.WriteEndArray();
        json.WritePropertyName("symbols");
        json.WriteList(floor.Instruments, instrument => BinanceUsdmReports.WriteSymbol(json, instrument));
        json.WriteEndObject();
    });
}
