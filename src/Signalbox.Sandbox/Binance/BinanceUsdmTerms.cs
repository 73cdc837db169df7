using System.Collections.Concurrent;
using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Leverages, margin types and modes as accounts have set them. Positions are netted here.</summary>
internal sealed class BinanceUsdmTerms(SandboxFloor floor, BinanceRoutes routes)
{
    private const decimal LeverageMax = 125m;

    private readonly ConcurrentDictionary<(string Account, string Symbol), decimal> leverages = [];
    private readonly ConcurrentDictionary<(string Account, string Symbol), string> marginTypes = [];

    public decimal LeverageOf(SandboxAccount account, string symbol) => leverages.GetValueOrDefault((account.Key.Key, symbol), Listing.DerivativesLeverage);

    public string MarginTypeOf(SandboxAccount account, string symbol) => marginTypes.GetValueOrDefault((account.Key.Key, symbol), "CROSSED");

    /// <summary>Of one symbol, or of all.</summary>
    public Task AskAsync(BinanceCall call, SandboxAccount account) => call["symbol"] is { } unknown && floor.Book(new(unknown)) is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol)
        : routes.AnswerAsync(call, json => json.WriteList(Symbols(call), symbol =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WriteString("marginType", MarginTypeOf(account, symbol));
            json.WriteBoolean("isAutoAddMargin", false);
            json.WriteNumber("leverage", LeverageOf(account, symbol));
            json.WriteString("maxNotionalValue", "50000000");
            json.WriteEndObject();
        }));

    public Task SetLeverageAsync(BinanceCall call, SandboxAccount account)
    {
        if (Refuse(call) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        if (call.Number("leverage") is not { } leverage || leverage is < 1 or > LeverageMax || leverage % 1 != 0)
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -4028, "Leverage is not valid"));
        }

        leverages[(account.Key.Key, call["symbol"]!)] = leverage;
        return ObjectAsync(call, json =>
        {
            json.WriteNumber("leverage", leverage);
            json.WriteString("maxNotionalValue", "50000000");
            json.WriteString("symbol", call["symbol"]);
        });
    }

    public Task SetMarginTypeAsync(BinanceCall call, SandboxAccount account)
    {
        if (Refuse(call) is { } fault)
        {
            return BinanceJson.RefuseAsync(call.Context, fault);
        }

        if (call["marginType"] is not ("ISOLATED" or "CROSSED"))
        {
            return BinanceJson.RefuseAsync(call.Context, call["marginType"] is null ? BinanceFault.Missing("marginType") : new(400, -4047, "Invalid margin type."));
        }

        if (MarginTypeOf(account, call["symbol"]!) == call["marginType"])
        {
            return BinanceJson.RefuseAsync(call.Context, new(400, -4046, "No need to change margin type."));
        }

        marginTypes[(account.Key.Key, call["symbol"]!)] = call["marginType"]!;
        return DoneAsync(call);
    }

    public Task ModeAsync(BinanceCall call, SandboxAccount _) => ObjectAsync(call, json => json.WriteBoolean("dualSidePosition", false));

    public static Task SetModeAsync(BinanceCall call, SandboxAccount _) => BinanceJson.RefuseAsync(
        call.Context,
        call["dualSidePosition"] is null ? BinanceFault.Missing("dualSidePosition")
        : call.Flag("dualSidePosition") ? new(400, -4068, "Position side cannot be changed: the sandbox nets positions.")
        : new(400, -4059, "No need to change position side."));

    public Task AssetsModeAsync(BinanceCall call, SandboxAccount _) => ObjectAsync(call, json => json.WriteBoolean("multiAssetsMargin", false));

    public static Task SetAssetsModeAsync(BinanceCall call, SandboxAccount _) => BinanceJson.RefuseAsync(
        call.Context,
        call.Flag("multiAssetsMargin") ? new(400, -4167, "Unable to adjust to Multi-Assets mode: the sandbox keeps single assets.") : new(400, -4171, "No need to change multi-assets mode."));

    public Task ConfigAsync(BinanceCall call, SandboxAccount _) => ObjectAsync(call, json =>
    {
        json.WriteNumber("feeTier", 0);
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canDeposit", true);
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("dualSidePosition", false);
        json.WriteNumber("updateTime", 0);
        json.WriteBoolean("multiAssetsMargin", false);
        json.WriteNumber("tradeGroupId", -1);
    });

    public Task BracketsAsync(BinanceCall call, SandboxAccount _) => call["symbol"] is { } unknown && floor.Book(new(unknown)) is null
        ? BinanceJson.RefuseAsync(call.Context, BinanceFault.Symbol)
        : routes.AnswerAsync(call, json => json.WriteList(Symbols(call), symbol =>
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol);
            json.WriteNumber("notionalCoef", 1);
            json.WritePropertyName("brackets");
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteNumber("bracket", 1);
            json.WriteNumber("initialLeverage", LeverageMax);
            json.WriteNumber("notionalCap", 50_000_000);
            json.WriteNumber("notionalFloor", 0);
            json.WriteNumber("maintMarginRatio", 0.004m);
            json.WriteNumber("cum", 0);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }));

    /// <summary>The sandbox holds every position across the account.</summary>
    public Task MarginAsync(BinanceCall call, SandboxAccount _) =>
        BinanceJson.RefuseAsync(call.Context, Refuse(call) ?? new(400, -4054, "Cannot add position margin: position is 0."));

    public Task DoneAsync(BinanceCall call) => ObjectAsync(call, json =>
    {
        json.WriteNumber("code", 200);
        json.WriteString("msg", "success");
    });

    private BinanceFault? Refuse(BinanceCall call) =>
        call["symbol"] is null ? BinanceFault.Missing("symbol") : floor.Book(new(call["symbol"]!)) is null ? BinanceFault.Symbol : null;

    private IEnumerable<string> Symbols(BinanceCall call) => call["symbol"] is { } symbol ? [symbol] : floor.Instruments.Select(instrument => instrument.Id.Value);

    private Task ObjectAsync(BinanceCall call, Action<Utf8JsonWriter> write) => routes.AnswerAsync(call, json =>
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    });
}
