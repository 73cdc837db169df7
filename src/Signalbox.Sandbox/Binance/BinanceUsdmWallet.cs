using System.Text.Json;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Binance;

/// <summary>Balances and positions in each shape that futures have for them.</summary>
internal sealed class BinanceUsdmWallet(SandboxFloor floor, BinanceRoutes routes, BinanceUsdmTerms terms)
{
    public Task BalancesAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(account.Trading.Balances, balance =>
    {
        json.WriteStartObject();
        json.WriteString("accountAlias", account.Key.Key);
        json.WriteString("asset", balance.Currency);
        json.WriteDecimal("balance", balance.Total.Value);
        json.WriteDecimal("crossWalletBalance", balance.Total.Value);
        json.WriteDecimal("crossUnPnl", UnrealisedIn(account, balance.Currency));
        json.WriteDecimal("availableBalance", balance.Available.Value);
        json.WriteDecimal("maxWithdrawAmount", balance.Available.Value);
        json.WriteBoolean("marginAvailable", true);
        json.WriteTime("updateTime", floor.Now);
        json.WriteEndObject();
    }));

    /// <summary>Of version 3: what is held.</summary>
    public Task PositionsAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        account.Trading.Positions.Where(position => !position.Quantity.IsZero && Is(call, position.Listing)),
        position => WriteOne(json, () => WriteRisk(json, account, position.Listing, position))));

    /// <summary>Of version 2: every symbol, held or not, with the terms it is held on.</summary>
    public Task AllPositionsAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.WriteList(
        Listings().Where(listing => Is(call, listing)), listing => WriteOne(json, () =>
        {
            WriteRisk(json, account, listing, Of(account, listing));
            json.WriteDecimal("leverage", terms.LeverageOf(account, listing.Instrument.Id.Value));
            json.WriteString("marginType", terms.MarginTypeOf(account, listing.Instrument.Id.Value) == "ISOLATED" ? "isolated" : "cross");
            json.WriteString("isAutoAddMargin", "false");
            json.WriteString("maxNotionalValue", "50000000");
        })));

    /// <summary>Of version 3: what is held.</summary>
    public Task AccountAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => WriteOne(json, () => WriteAccount(json, account, held: true)));

    /// <summary>Of version 2: every symbol, and what the account may do.</summary>
    public Task WholeAccountAsync(BinanceCall call, SandboxAccount account) => routes.AnswerAsync(call, json => WriteOne(json, () =>
    {
        json.WriteNumber("feeTier", 0);
        json.WriteBoolean("canTrade", true);
        json.WriteBoolean("canDeposit", true);
        json.WriteBoolean("canWithdraw", false);
        json.WriteBoolean("multiAssetsMargin", false);
        json.WriteNumber("tradeGroupId", -1);
        json.WriteNumber("updateTime", 0);
        WriteAccount(json, account, held: false);
    }));

    private void WriteAccount(Utf8JsonWriter json, SandboxAccount account, bool held)
    {
        var balances = account.Trading.Balances.ToList();
        var (total, free) = (balances.Sum(balance => balance.Total.Value), balances.Sum(balance => balance.Available.Value));
        var unrealised = balances.Sum(balance => UnrealisedIn(account, balance.Currency));
        WriteMargins(json, "total", total - free, total, unrealised, free);
        json.WritePropertyName("assets");
        json.WriteList(balances, balance => WriteOne(json, () =>
        {
            json.WriteString("asset", balance.Currency);
            WriteMargins(json, "", balance.Total.Value - balance.Available.Value, balance.Total.Value, UnrealisedIn(account, balance.Currency), balance.Available.Value);
            json.WriteBoolean("marginAvailable", true);
            json.WriteTime("updateTime", floor.Now);
        }));
        json.WritePropertyName("positions");
        json.WriteList(Listings().Where(listing => !held || Of(account, listing) is { Quantity.IsZero: false }), listing => WriteOne(json, () =>
        {
            WriteRisk(json, account, listing, Of(account, listing));
            json.WriteDecimal("unrealizedProfit", Unrealised(Of(account, listing)));
            json.WriteDecimal("leverage", terms.LeverageOf(account, listing.Instrument.Id.Value));
            json.WriteBoolean("isolated", terms.MarginTypeOf(account, listing.Instrument.Id.Value) == "ISOLATED");
        }));
    }

    private static void WriteMargins(Utf8JsonWriter json, string prefix, decimal bound, decimal wallet, decimal unrealised, decimal free)
    {
        string Name(string name) => prefix.Length == 0 ? char.ToLowerInvariant(name[0]) + name[1..] : prefix + name;
        foreach (var name in new[] { "InitialMargin", "PositionInitialMargin" })
        {
            json.WriteDecimal(Name(name), bound);
        }

        json.WriteDecimal(Name("MaintMargin"), 0);
        json.WriteDecimal(Name("OpenOrderInitialMargin"), 0);
        json.WriteDecimal(Name("WalletBalance"), wallet);
        json.WriteDecimal(Name("CrossWalletBalance"), wallet);
        json.WriteDecimal(Name("UnrealizedProfit"), unrealised);
        json.WriteDecimal(Name("CrossUnPnl"), unrealised);
        json.WriteDecimal(Name("MarginBalance"), wallet + unrealised);
        json.WriteDecimal("availableBalance", free);
        json.WriteDecimal("maxWithdrawAmount", free);
    }

    private void WriteRisk(Utf8JsonWriter json, SandboxAccount account, Listing listing, Position? position)
    {
        var (symbol, quantity, entry) = (listing.Instrument.Id, position?.Quantity.Value ?? 0, position?.AveragePrice?.Value ?? 0);
        var mark = floor.Book(symbol)?.Mark?.Value ?? 0;
        var bound = Math.Abs(quantity) * mark / terms.LeverageOf(account, symbol.Value);
        json.WriteString("symbol", symbol.Value);
        json.WriteString("positionSide", "BOTH");
        json.WriteDecimal("positionAmt", quantity);
        json.WriteDecimal("entryPrice", entry);
        json.WriteDecimal("breakEvenPrice", entry);
        json.WriteDecimal("markPrice", mark);
        json.WriteDecimal("unRealizedProfit", Unrealised(position));
        json.WriteDecimal("liquidationPrice", 0);
        json.WriteDecimal("isolatedMargin", 0);
        json.WriteDecimal("isolatedWallet", 0);
        json.WriteDecimal("notional", quantity * mark);
        json.WriteString("marginAsset", listing.Instrument.Settle);
        json.WriteDecimal("initialMargin", decimal.Round(bound, 8));
        json.WriteDecimal("maintMargin", 0);
        json.WriteDecimal("positionInitialMargin", decimal.Round(bound, 8));
        json.WriteDecimal("openOrderInitialMargin", 0);
        json.WriteNumber("adl", 0);
        json.WriteTime("updateTime", floor.Now);
    }

    private decimal Unrealised(Position? position) =>
        position is { Quantity.IsZero: false } && floor.Book(position.Listing.Instrument.Id)?.Mark is { } mark ? position.Unrealised(mark) : 0;

    private decimal UnrealisedIn(SandboxAccount account, string currency) =>
        account.Trading.Positions.Where(position => position.Listing.Instrument.Settle == currency).Sum(Unrealised);

    private IEnumerable<Listing> Listings() => floor.Instruments.Select(instrument => floor.Book(instrument.Id)!.Listing);

    private static Position? Of(SandboxAccount account, Listing listing) => account.Trading.Positions.FirstOrDefault(position => position.Listing == listing);

    private static bool Is(BinanceCall call, Listing listing) => call["symbol"] is not { } symbol || listing.Instrument.Id.Value == symbol;

    private static void WriteOne(Utf8JsonWriter json, Action write)
    {
        json.WriteStartObject();
        write();
        json.WriteEndObject();
    }
}
