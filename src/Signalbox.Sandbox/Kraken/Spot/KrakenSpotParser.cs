using System.Globalization;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Reads the parameters of an order, and says as Kraken does what is wrong with them.</summary>
internal sealed class KrakenSpotParser(SandboxFloor floor)
{
    private const string Arguments = "EGeneral:Invalid arguments";
    private static readonly TimeSpan DeadlineMost = TimeSpan.FromSeconds(60);

    /// <param name="get">A parameter of the request, or of one order in a batch.</param>
    public (OrderTerms? Terms, string? Error) Read(KrakenSpotListing listing, Func<string, string?> get)
    {
        var flags = (get("oflags") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (TypeOf(get("ordertype")) is not { } type)
        {
            return (null, $"{Arguments}:ordertype");
        }

        var trail = TrailOf(type.Type, get("price"));
        if ((Check(get, type.Type, flags) ?? (type.Type == OrderType.TrailingStop && trail is null ? $"{Arguments}:price" : null)) is { } error)
        {
            return (null, error);
        }

        var side = get("type") == "buy" ? Side.Buy : Side.Sell;
        if (QuantityOf(listing, get("volume"), flags.Contains("viqc")) is not { } quantity)
        {
            return (null, $"{Arguments}:volume");
        }

        var isStop = type.Type is OrderType.Stop or OrderType.StopLimit;
        return (new()
        {
            ClientId = get("cl_ord_id")?.Replace("-", "", StringComparison.Ordinal),
            Instrument = listing.Id,
            Side = side,
            Type = type.Type,
            Quantity = quantity,
            LimitPrice = PriceOf(type.Type == OrderType.StopLimit ? get("price2") : type.Type == OrderType.Limit ? get("price") : null),
            StopPrice = isStop ? PriceOf(get("price")) : null,
            Trail = trail,
            Trigger = type.TakesProfit ? (side == Side.Sell ? TriggerDirection.Rising : TriggerDirection.Falling) : null,
            TimeInForce = LifeOf(get("timeinforce"))!.Value,
            ExpiresAt = long.TryParse(get("expiretm"), CultureInfo.InvariantCulture, out var end) ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
            PostOnly = flags.Contains("post"),
            Display = type.IsIceberg && Decimals.TryParse(get("displayvol"), out var shown) ? new Quantity(shown) : null,
        }, null);
    }

    /// <summary>What is too late, or too far away to be one, is no deadline. How near it may be is left to the sender: the way here takes of it.</summary>
    public string? CheckDeadline(string? deadline) =>
        deadline is null ? null
        : !DateTimeOffset.TryParse(deadline, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || at > floor.Now + DeadlineMost ? $"{Arguments}:deadline"
        : at < floor.Now ? "EService:Deadline elapsed"
        : null;

    public static string ErrorOf(Refusal refusal) => refusal.Reason switch
    {
        RejectReason.InsufficientFunds or RejectReason.NotShortable => "EOrder:Insufficient funds",
        RejectReason.BelowMinimum => refusal.Message.Contains("worth", StringComparison.Ordinal) ? "EOrder:Cost minimum not met" : "EOrder:Order minimum not met",
        RejectReason.AboveMaximum => "EOrder:Orders limit exceeded",
        RejectReason.PriceOutOfRange => "EOrder:Tick size check failed",
        RejectReason.WouldTakeLiquidity => "EOrder:Post only order",
        RejectReason.DuplicateClientOrderId => $"{Arguments}:cl_ord_id already in use",
        RejectReason.UnknownOrder => "EOrder:Unknown order",
        RejectReason.ReduceOnlyRefused => "EOrder:Reduce only:No position exists",
        RejectReason.Unsupported => $"{Arguments}:ordertype",
        _ => refusal.Message.Contains("lot", StringComparison.Ordinal) ? $"{Arguments}:volume" : Arguments,
    };

    private static string? Check(Func<string, string?> get, OrderType type, string[] flags) =>
        get("type") is not ("buy" or "sell") ? $"{Arguments}:type"
        : LifeOf(get("timeinforce")) is null ? $"{Arguments}:timeinforce"
        : type is not OrderType.Market && get("price") is null ? $"{Arguments}:price"
        : type is OrderType.StopLimit && get("price2") is null ? $"{Arguments}:price2"
        : flags.Contains("post") && type != OrderType.Limit ? $"{Arguments}:oflags"
        : flags.Contains("fcib") && flags.Contains("fciq") ? $"{Arguments}:oflags"
        : get("cl_ord_id") is { Length: > 18 and not 32 and not 36 } ? $"{Arguments}:cl_ord_id"
        // Margin and exits that wait for the fill are not played here.
        : get("leverage") is not (null or "none") ? "EOrder:Cannot open position"
        : get("reduce_only") is "true" or "True" ? "EOrder:Reduce only:No position exists"
        : get("close[ordertype]") is not null ? $"{Arguments}:ordertype"
        : null;

    private Quantity? QuantityOf(KrakenSpotListing listing, string? volume, bool isMoney)
    {
        if (!Decimals.TryParse(volume, out var amount) || amount <= 0)
        {
            return null;
        }

        // What the money buys at the price it would meet.
        return !isMoney ? new(amount)
            : floor.Book(listing.Id)?.BestAsk is { } ask ? Rounding.DownToLot(new(amount / ask.Value), listing.Paper.Instrument.LotSize)
            : null;
    }

    private static Trail? TrailOf(OrderType type, string? price) =>
        type == OrderType.TrailingStop && price is ['+' or '-', .. var distance] && Decimals.TryParse(distance.TrimEnd('%'), out var value) ? new(value, distance.EndsWith('%')) : null;

    private static Price? PriceOf(string? text) => Decimals.TryParse(text, out var price) ? new(price) : null;

    private static TimeInForce? LifeOf(string? word) => word switch
    {
        null or "GTC" => TimeInForce.Gtc,
        "IOC" => TimeInForce.Ioc,
        "FOK" => TimeInForce.Fok,
        "GTD" => TimeInForce.Gtd,
        _ => null,
    };

    private static SpotType? TypeOf(string? type) => type switch
    {
        "market" => new(OrderType.Market),
        "limit" => new(OrderType.Limit),
        "iceberg" => new(OrderType.Limit, IsIceberg: true),
        "stop-loss" => new(OrderType.Stop),
        "take-profit" => new(OrderType.Stop, TakesProfit: true),
        "stop-loss-limit" => new(OrderType.StopLimit),
        "take-profit-limit" => new(OrderType.StopLimit, TakesProfit: true),
        "trailing-stop" => new(OrderType.TrailingStop),
        _ => null,
    };

    private sealed record SpotType(OrderType Type, bool TakesProfit = false, bool IsIceberg = false);
}
