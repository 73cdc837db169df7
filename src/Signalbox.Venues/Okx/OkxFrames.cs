using System.Text.Json.Serialization.Metadata;
using Signalbox.Markets;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Okx;

/// <summary>Frames of private channels as events. Null is a frame that is not what the documentation says.</summary>
public static class OkxFrames
{
    private static readonly OkxJson Json = OkxJson.Default;

    /// <summary>Orders, and before each the fill it tells of.</summary>
    public static IReadOnlyList<VenueEvent>? Orders(OkxProduct product, ReadOnlySpan<byte> json)
    {
        if (Read(json, Json.OkxPushOkxOrder) is not { } told)
        {
            return null;
        }

        var events = new List<VenueEvent>(2);
        foreach (var order in told)
        {
            if (!product.Holds(order.InstType))
            {
                continue;
            }

            if (OkxReports.Decode(order) is not { } report)
            {
                return null;
            }

            if (OkxReports.FillOf(order, report) is { } fill)
            {
                events.Add(new VenueEvent.Executed(fill));
            }
            else if (OkxReports.HidesItsFill(order))
            {
                events.Add(new VenueEvent.Gap("The venue traded for the account without a number of the trade; what happened is asked for."));
            }

            events.Add(new VenueEvent.OrderChanged(report));
        }

        return events;
    }

    /// <summary>Orders that wait for their price. Strategies beside them are none of ours; the orders they make are told as orders.</summary>
    public static IReadOnlyList<VenueEvent>? AlgoOrders(OkxProduct product, ReadOnlySpan<byte> json) => Read(json, Json.OkxPushOkxAlgoOrder) is { } told
        ? WireJson.All<VenueEvent>(told.Where(order => product.Holds(order.InstType) && OkxReports.Waits(order)).Select(
            order => OkxReports.Decode(order) is { } report ? new VenueEvent.OrderChanged(report) : null))
        : null;

    /// <summary>A position that was closed is told as zero.</summary>
    public static IReadOnlyList<VenueEvent>? Positions(OkxProduct product, ReadOnlySpan<byte> json) => Read(json, Json.OkxPushOkxPosition) is { } told
        && WireJson.All(told.Where(position => product.Holds(position.InstType)).Select(OkxReports.Decode)) is { } positions
            ? positions.Count == 0 ? [] : [new VenueEvent.PositionsChanged(positions)]
            : null;

    public static IReadOnlyList<VenueEvent>? Balances(ReadOnlySpan<byte> json) => Read(json, Json.OkxPushOkxAccount) is { } told
        && WireJson.All(told.SelectMany(account => account.Details ?? []).Select(OkxReports.Decode)) is { } balances
            ? balances.Count == 0 ? [] : [new VenueEvent.BalancesChanged(balances)]
            : null;

    internal static MarketView? Quote(ReadOnlySpan<byte> json, DateTimeOffset now) =>
        Read(json, Json.OkxPushOkxTicker) is [.., { } ticker] ? OkxCodec.View(ticker, now) : null;

    internal static IReadOnlyList<MarketTrade>? Trades(ReadOnlySpan<byte> json) =>
        Read(json, Json.OkxPushOkxTrade) is { } told ? WireJson.All(told.Select(OkxCodec.Trade)) : null;

    private static IReadOnlyList<T>? Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<OkxPush<T>> type)
        where T : class => WireJson.Read(json, type)?.Data;
}
