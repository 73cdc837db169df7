using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// Frames of the account's stream, in our words. All products come in the same frames; those of others are left out. Null is
/// a frame that is not what the documentation says.
/// </summary>
public static class BybitPrivateFrames
{
    private static readonly BybitJson Json = BybitJson.Default;

    public static IReadOnlyList<OrderReport>? Orders(BybitProduct product, ReadOnlySpan<byte> json) => OrdersWithBirth(product, json) is { } orders
        ? [.. orders.Select(each => each.Report)]
        : null;

    public static IReadOnlyList<FillReport>? Fills(BybitProduct product, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitExecution) is { Data: { } data } ? BybitFills.Decode(product, data.Where(each => Is(product, each.Category))) : null;

    /// <summary>Positions that have ended are told with nothing in them.</summary>
    public static IReadOnlyList<VenuePosition>? Positions(BybitProduct product, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitPosition) is { Data: { } data }
            ? [.. data.Where(each => Is(product, each.Category) && each.Symbol is not null).Select(BybitHoldings.Decode)]
            : null;

    public static IReadOnlyList<VenueBalance>? Balances(ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitWallet) is { Data: { } data } ? BybitHoldings.Decode(data) : null;

    /// <summary>With the time at which each order began.</summary>
    internal static IReadOnlyList<BybitNewsOfOrder>? OrdersWithBirth(BybitProduct product, ReadOnlySpan<byte> json) =>
        WireJson.Read(json, Json.BybitFrameBybitOrder) is { Data: { } data }
            ? WireJson.All(data.Where(each => Is(product, each.Category))
                .Select(each => BybitOrderReports.Decode(each) is { } report ? new BybitNewsOfOrder(report, UnixTime.FromMilliseconds(each.CreatedTime)) : null))
            : null;

    /// <summary>Fills with what is filled of their order afterwards, where the frame tells it.</summary>
    internal static IReadOnlyList<BybitNewsOfFill>? FillsWithSums(BybitProduct product, ReadOnlySpan<byte> json)
    {
        if (WireJson.Read(json, Json.BybitFrameBybitExecution) is not { Data: { } data })
        {
            return null;
        }

        var ours = data.Where(each => Is(product, each.Category) && BybitWords.CauseOf(each.ExecType) is not null).ToList();
        return BybitFills.Decode(product, ours) is { } fills
            ? [.. fills.Zip(ours, static (fill, told) => new BybitNewsOfFill(fill, told is { OrderQty: { } all, LeavesQty: { } left } && all > 0 ? all - left : null))]
            : null;
    }

    private static bool Is(BybitProduct product, string? category) => category is null || category == product.Word();
}

/// <param name="Born">When the order was made.</param>
internal sealed record BybitNewsOfOrder(OrderReport Report, DateTimeOffset Born);

/// <param name="FilledSoFar">Of its order, this fill included.</param>
internal sealed record BybitNewsOfFill(FillReport Fill, decimal? FilledSoFar);
