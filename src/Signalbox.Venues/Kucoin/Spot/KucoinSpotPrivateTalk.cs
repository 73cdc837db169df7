using System.Text.Json.Serialization;
using Signalbox.Venues.Streams;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Spot;

/// <summary>Orders, stops and balances of a spot account.</summary>
internal sealed class KucoinSpotPrivateTalk(KucoinSpotRest rest, Uri? elsewhere, OrderMemory memory, KucoinReplacing replacing, TimeProvider clock)
    : KucoinPrivateTalk(rest.StreamTokenAsync, elsewhere, ["/spotMarket/tradeOrdersV2", "/spotMarket/advancedOrders", "/account/balance"], memory, clock)
{
    protected override IReadOnlyList<VenueEvent>? Events(KucoinFrame frame) => KucoinSpotEvents.Read(frame);

    protected override void Tell(VenueEvent happened, StreamTurn<VenueEvent> turn)
    {
        if (happened is VenueEvent.OrderChanged { Report: { State: VenueOrderState.Cancelled } report } && replacing.Has(report.VenueOrderId))
        {
            turn.Gap("An order was taken back for the one that replaces it.");
            return;
        }

        base.Tell(happened, turn);
    }
}

/// <summary>What the spot account stream says, in our words. Null when it is not what the documentation says.</summary>
internal static class KucoinSpotEvents
{
    public static IReadOnlyList<VenueEvent>? Read(KucoinFrame frame) => frame.Topic switch
    {
        "/spotMarket/tradeOrdersV2" or "/spotMarket/tradeOrders" => WireJson.Read(frame.Data, KucoinOrderJson.Default.KucoinOrderEvent)?.Events(),
        "/spotMarket/advancedOrders" => WireJson.Read(frame.Data, KucoinOrderJson.Default.KucoinOrderEvent)?.StopEvents(),
        "/account/balance" => Balance(WireJson.Read(frame.Data, KucoinSpotBalanceJson.Default.SpotBalanceEvent)),
        _ => [],
    };

    // Other accounts of the same person are told of too; their events say whose they are.
    private static IReadOnlyList<VenueEvent>? Balance(SpotBalanceEvent? told) => told is not { Currency: { } currency, Total: { } total } ? null
        : told.RelationEvent is { } cause && !cause.StartsWith("trade", StringComparison.Ordinal) ? []
        : [new VenueEvent.BalancesChanged([new(currency, new(total), new(told.Available ?? total))])];
}

internal sealed record SpotBalanceEvent
{
    public string? Currency { get; init; }

    public decimal? Total { get; init; }

    public decimal? Available { get; init; }

    public string? RelationEvent { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(LooseDecimalOrNull)])]
[JsonSerializable(typeof(SpotBalanceEvent))]
internal sealed partial class KucoinSpotBalanceJson : JsonSerializerContext;
