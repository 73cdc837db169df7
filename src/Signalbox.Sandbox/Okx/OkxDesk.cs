using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Text;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Okx;

/// <summary>What OKX tells an account of itself, and the terms it keeps.</summary>
internal sealed class OkxDesk(SandboxFloor floor, OkxTriggered triggered, OkxReports reports, string instType)
{
    private const int PageMax = 100;

    private readonly ConcurrentDictionary<(string Account, string Instrument, string Mode), decimal> leverages = [];

    public static Task ConfigAsync(OkxCall call, SandboxAccount account) => OkxAnswers.AnswerAsync(call.Context, [account], static (json, who) =>
    {
        json.WriteString("acctLv", "2");
        json.WriteString("posMode", "net_mode");
        json.WriteString("uid", who.Key.Key);
        json.WriteString("mainUid", who.Key.Key);
        json.WriteString("label", "sandbox");
        json.WriteString("acctStpMode", "cancel_maker");
        json.WriteBoolean("autoLoan", false);
        json.WriteString("ctIsoMode", "automatic");
        json.WriteString("mgnIsoMode", "automatic");
        json.WriteString("greeksType", "PA");
        json.WriteString("level", "Lv1");
        json.WriteString("levelTmp", "");
        json.WriteString("type", "0");
        json.WriteString("roleType", "0");
        json.WriteString("perm", "read_only,trade");
        json.WriteString("ip", "");
    });

    public Task BalancesAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(call.Context, [account], OkxReports.WriteAccount));

    public Task PositionsAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context, call["instType"] is { } kind && kind != instType ? [] : account.Trading.Positions.Where(position =>
            !position.Quantity.IsZero && (call["instId"] is not { } wanted || wanted.Split(',').Contains(position.Listing.Instrument.Id.Value))).ToList(), reports.WritePosition));

    /// <summary>The most of an instrument that the account could trade now.</summary>
    public Task MostAsync(OkxCall call, SandboxAccount account) => floor.Book(new(call["instId"] ?? "")) is { } book
        ? floor.Read(_ => OkxAnswers.AnswerAsync(call.Context, [book], (json, each) =>
        {
            var (instrument, price) = (each.Listing.Instrument, each.Mark ?? each.Last ?? new(1m));
            decimal FreeOf(string currency) => account.Trading.Balances.FirstOrDefault(balance => balance.Currency == currency)?.Available.Value ?? 0;
            var unit = instrument.Cost(new(1m), price);
            var most = unit == 0 ? 0 : FreeOf(instrument.Settle) * each.Listing.Leverage / unit;
            json.WriteString("instId", instrument.Id.Value);
            json.WriteString("ccy", "");
            json.WriteDecimal("maxBuy", decimal.Round(most, 8));
            json.WriteDecimal("maxSell", decimal.Round(instType == "SPOT" ? FreeOf(instrument.Base) : most, 8));
            json.WriteDecimal("availBuy", FreeOf(instType == "SPOT" ? instrument.Quote : instrument.Settle));
            json.WriteDecimal("availSell", FreeOf(instType == "SPOT" ? instrument.Base : instrument.Settle));
        }))
        : OkxAnswers.RefuseAsync(call.Context, OkxFault.Instrument);

    /// <summary>What the sandbox keeps no list of.</summary>
    public static Task NoneAsync(OkxCall call, SandboxAccount _) => OkxAnswers.AnswerAsync(call.Context, Array.Empty<string>(), static (_, _) => { });

    public Task OrderAsync(OkxCall call, SandboxAccount account) => Find(account, name => call[name], isAlgo: false) is { } order
        ? floor.Read(_ => OkxAnswers.AnswerAsync(call.Context, [order], (json, each) => reports.WriteOrder(json, each)))
        : OkxAnswers.RefuseAsync(call.Context, OkxFault.NoSuchOrder);

    public Task AlgoOrderAsync(OkxCall call, SandboxAccount account) => Find(account, name => call[name], isAlgo: true) is { } order
        ? floor.Read(_ => OkxAnswers.AnswerAsync(call.Context, [order], reports.WriteAlgo))
        : OkxAnswers.RefuseAsync(call.Context, OkxFault.NoSuchOrder);

    public Task OpenOrdersAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context, Page(call, account.Trading.OpenOrders.Where(order => !order.IsDormant)), (json, order) => reports.WriteOrder(json, order)));

    public Task OpenAlgoOrdersAsync(OkxCall call, SandboxAccount account)
    {
        if (call["ordType"] is not { } kinds)
        {
            return OkxAnswers.RefuseAsync(call.Context, OkxFault.Missing("ordType"));
        }

        return floor.Read(_ => OkxAnswers.AnswerAsync(
            call.Context, Page(call, account.Trading.OpenOrders.Where(order => order.IsDormant && kinds.Split(',').Contains(reports.AlgoTypeOf(order)))), reports.WriteAlgo));
    }

    /// <summary>Waiting orders that have ended or triggered, by their state or by their number.</summary>
    public Task AlgoHistoryAsync(OkxCall call, SandboxAccount account)
    {
        if (call["ordType"] is not { } kinds || (call["state"] ?? call["algoId"]) is null)
        {
            return OkxAnswers.RefuseAsync(call.Context, OkxFault.Missing(call["ordType"] is null ? "ordType" : "state"));
        }

        return floor.Read(_ => OkxAnswers.AnswerAsync(
            call.Context,
            Page(call, floor.Ledger.Orders.Where(order => order.Account == account.Trading && OkxTriggered.IsAlgo(order) && kinds.Split(',').Contains(reports.AlgoTypeOf(order))
                && (call["algoId"] is { } number ? OkxReports.NumberOf(order) == number : reports.AlgoStateOf(order) == call["state"]))),
            reports.WriteAlgo));
    }

    public Task HistoryAsync(OkxCall call, SandboxAccount account) => call["instType"] is null ? OkxAnswers.RefuseAsync(call.Context, OkxFault.Missing("instType")) : floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context, Page(call, floor.Ledger.Orders.Where(order => order.Account == account.Trading && !order.IsOpen)), (json, order) => reports.WriteOrder(json, order)));

    public Task FillsAsync(OkxCall call, SandboxAccount account)
    {
        var (after, before) = (call.Whole("after") ?? long.MaxValue, call.Whole("before") ?? 0);
        var (begin, end) = (call.Whole("begin") ?? 0, call.Whole("end") ?? long.MaxValue);
        return floor.Read(_ => OkxAnswers.AnswerAsync(
            call.Context,
            floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order) && (call["ordId"] is not { } number || OkxReports.NumberOf(order) == number))
                .SelectMany(order => order.Fills.Select(fill => (Order: order, Fill: fill)))
                .Where(each => each.Fill.What.Trade < after && each.Fill.What.Trade > before && each.Fill.At.ToUnixTimeMilliseconds() is var at && at >= begin && at <= end)
                .OrderByDescending(each => each.Fill.What.Trade).Take(LimitOf(call)).ToList(),
            (json, each) => reports.WriteFill(json, each.Order, each.Fill)));
    }

    public Task LeverageAsync(OkxCall call, SandboxAccount account) => OkxAnswers.AnswerAsync(call.Context, [call["instId"] ?? ""], (json, instrument) =>
    {
        var mode = call["mgnMode"] ?? "cross";
        json.WriteString("instId", instrument);
        json.WriteString("ccy", "");
        json.WriteString("mgnMode", mode);
        json.WriteString("posSide", "net");
        json.WriteDecimal("lever", leverages.GetValueOrDefault((account.Key.Key, instrument, mode), Listing.DerivativesLeverage));
    });

    public Task SetLeverageAsync(OkxCall call, SandboxAccount account)
    {
        var wish = call.Items![0];
        if (wish.Number("lever") is not { } lever || lever < 1 || wish["mgnMode"] is not { } mode || wish["instId"] is not { } instrument)
        {
            return OkxAnswers.RefuseAsync(call.Context, OkxFault.Parameter("lever"));
        }

        if (lever > 100)
        {
            return OkxAnswers.RefuseAsync(call.Context, new("59102", "Leverage exceeds the maximum limit. Please lower the leverage."));
        }

        leverages[(account.Key.Key, instrument, mode)] = lever;
        return OkxAnswers.AnswerAsync(call.Context, [instrument], (json, each) =>
        {
            json.WriteString("instId", each);
            json.WriteString("lever", Decimals.Canonical(lever));
            json.WriteString("mgnMode", mode);
            json.WriteString("posSide", "net");
        });
    }

    /// <summary>Positions are net here and cannot be hedged.</summary>
    public static Task SetPositionModeAsync(OkxCall call, SandboxAccount _) => call.Items![0]["posMode"] == "net_mode"
        ? OkxAnswers.AnswerAsync(call.Context, ["net_mode"], static (json, mode) => json.WriteString("posMode", mode))
        : OkxAnswers.RefuseAsync(call.Context, new("59000", "Setting failed. The sandbox keeps net positions."));

    public Task FeesAsync(OkxCall call, SandboxAccount _)
    {
        var listing = floor.Instruments.Select(instrument => floor.Book(instrument.Id)!.Listing)
            .FirstOrDefault(each => call["instId"] is { } id ? each.Instrument.Id.Value == id : $"{each.Instrument.Base}-{each.Instrument.Quote}" == call["instFamily"]);
        return listing is null ? OkxAnswers.RefuseAsync(call.Context, OkxFault.Instrument) : OkxAnswers.AnswerAsync(call.Context, [listing], (json, each) =>
        {
            json.WriteString("instType", instType);
            json.WriteString("level", "Lv1");
            json.WriteDecimal("maker", -each.MakerFeeRate);
            json.WriteDecimal("taker", -each.TakerFeeRate);
            json.WriteDecimal("makerU", instType == "SPOT" ? null : -each.MakerFeeRate);
            json.WriteDecimal("takerU", instType == "SPOT" ? null : -each.TakerFeeRate);
        });
    }

    /// <summary>By number, which wins, or by id; an order is of the one kind or the other, and of both once it has triggered.</summary>
    public Order? Find(SandboxAccount account, Func<string, string?> field, bool isAlgo) => floor.Read(_ =>
    {
        var number = field(isAlgo ? "algoId" : "ordId");
        var found = number is not null
            ? long.TryParse(number, CultureInfo.InvariantCulture, out var known) ? floor.Ledger.Find(account.Trading, known) : null
            : field(isAlgo ? "algoClOrdId" : "clOrdId") is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        if (found is null || (field("instId") is { } instrument && found.Terms.Instrument.Value != instrument))
        {
            return null;
        }

        // What a waiting order became has a number and no id.
        var isOfTheKind = isAlgo ? OkxTriggered.IsAlgo(found) : !OkxTriggered.IsAlgo(found) || (number is not null && triggered.Has(found));
        return isOfTheKind ? found : null;
    });

    private List<Order> Page(OkxCall call, IEnumerable<Order> orders)
    {
        var (after, before) = (call.Whole("after") ?? long.MaxValue, call.Whole("before") ?? 0);
        var (begin, end) = (call.Whole("begin") ?? 0, call.Whole("end") ?? long.MaxValue);
        return call["instType"] is { } kind && kind != instType
            ? []
            : [.. orders.Where(order => Is(call, order) && order.Number < after && order.Number > before
                && order.PlacedAt.ToUnixTimeMilliseconds() is var at && at >= begin && at <= end).OrderByDescending(order => order.Number).Take(LimitOf(call))];
    }

    private static int LimitOf(OkxCall call) => (int)Math.Clamp(call.Whole("limit") ?? PageMax, 1, PageMax);

    private static bool Is(OkxCall call, Order order) => call["instId"] is not { } instrument || order.Terms.Instrument.Value == instrument;
}
