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
        json.WriteString("perm", "read_only,trade");
        json.WriteString("ip", "");
    });

    public Task BalancesAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(call.Context, [account], OkxReports.WriteAccount));

    public Task PositionsAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context, call["instType"] is { } kind && kind != instType ? [] : account.Trading.Positions.Where(position => !position.Quantity.IsZero).ToList(), reports.WritePosition));

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

        var (wantsExits, wantsTrails) = (kinds.Split(',').Contains("conditional"), kinds == "move_order_stop");
        return floor.Read(_ => OkxAnswers.AnswerAsync(
            call.Context,
            Page(call, account.Trading.OpenOrders.Where(order => order.IsDormant && (order.Terms.Type == Markets.OrderType.TrailingStop ? wantsTrails : wantsExits))), reports.WriteAlgo));
    }

    public Task HistoryAsync(OkxCall call, SandboxAccount account) => floor.Read(_ => OkxAnswers.AnswerAsync(
        call.Context, Page(call, floor.Ledger.Orders.Where(order => order.Account == account.Trading && !order.IsOpen)), (json, order) => reports.WriteOrder(json, order)));

    public Task FillsAsync(OkxCall call, SandboxAccount account)
    {
        var (after, begin) = (call.Whole("after") ?? long.MaxValue, call.Whole("begin") ?? 0);
        return floor.Read(_ => OkxAnswers.AnswerAsync(
            call.Context,
            floor.Ledger.Orders.Where(order => order.Account == account.Trading && Is(call, order) && (call["ordId"] is not { } number || OkxReports.NumberOf(order) == number))
                .SelectMany(order => order.Fills.Select(fill => (Order: order, Fill: fill)))
                .Where(each => each.Fill.What.Trade < after && each.Fill.At.ToUnixTimeMilliseconds() >= begin)
                .OrderByDescending(each => each.Fill.What.Trade).Take(PageMax).ToList(),
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
        var after = call.Whole("after") ?? long.MaxValue;
        return call["instType"] is { } kind && kind != instType
            ? []
            : [.. orders.Where(order => Is(call, order) && order.Number < after).OrderByDescending(order => order.Number).Take(PageMax)];
    }

    private static bool Is(OkxCall call, Order order) => call["instId"] is not { } instrument || order.Terms.Instrument.Value == instrument;
}
