using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>Orders, stops, positions and balances of a futures account, and the terms it keeps positions on.</summary>
internal sealed class KucoinFuturesPrivateTalk(KucoinFuturesRest rest, Uri? elsewhere, OrderMemory memory, KucoinFuturesTermsBook terms, TimeProvider clock)
    : KucoinPrivateTalk(rest.StreamTokenAsync, elsewhere, Topics, memory, clock)
{
    private static readonly string[] Topics =
    [
        "/contractMarket/tradeOrders", "/contractMarket/advancedOrders", "/contractAccount/wallet", "/contract/positionAll", "/contract/marginMode", "/contract/crossLeverage",
    ];

    protected override IReadOnlyList<VenueEvent>? Events(KucoinFrame frame)
    {
        switch (frame.Topic)
        {
            case "/contract/marginMode":
                foreach (var (symbol, mode) in WireJson.Read(frame.Data, KucoinFuturesJson.Default.DictionaryStringString) ?? [])
                {
                    if (KucoinFuturesCodec.ModeOf(mode) is { } told)
                    {
                        terms.Learn(new(symbol), told);
                    }
                }

                return [];
            case "/contract/crossLeverage":
                foreach (var (symbol, told) in WireJson.Read(frame.Data, KucoinFuturesJson.Default.DictionaryStringFuturesTerms) ?? [])
                {
                    if (told?.Leverage is { } leverage)
                    {
                        terms.Learn(new(symbol), leverage);
                    }
                }

                return [];
            default:
                return KucoinFuturesEvents.Read(frame);
        }
    }
}

/// <summary>What the futures account stream says, in our words. Null when it is not what the documentation says.</summary>
internal static class KucoinFuturesEvents
{
    public static IReadOnlyList<VenueEvent>? Read(KucoinFrame frame) => Name(frame.Topic) switch
    {
        "/contractMarket/tradeOrders" => WireJson.Read(frame.Data, KucoinOrderJson.Default.KucoinOrderEvent)?.Events(),
        "/contractMarket/advancedOrders" => WireJson.Read(frame.Data, KucoinOrderJson.Default.KucoinOrderEvent)?.StopEvents(),
        "/contractAccount/wallet" => Wallet(frame),
        "/contract/position" or "/contract/positionAll" => Position(frame),
        _ => [],
    };

    private static string Name(string topic) => topic.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? topic[..colon] : topic;

    // Margins of orders and what can be withdrawn come under other subjects; they say nothing of what is held.
    private static IReadOnlyList<VenueEvent>? Wallet(KucoinFrame frame) => frame.Subject is not ("walletBalance.change" or "availableBalance.change") ? []
        : WireJson.Read(frame.Data, KucoinFuturesJson.Default.FuturesWallet) is { Currency: { } currency, AvailableBalance: { } available } told
            ? [new VenueEvent.BalancesChanged([new(currency, new(told.WalletBalance ?? (available + (told.HoldBalance ?? 0))), new(available))])]
            : null;

    // Settlements of funding and changes of the mark price move no quantity.
    private static IReadOnlyList<VenueEvent>? Position(KucoinFrame frame)
    {
        if (frame.Subject != "position.change")
        {
            return [];
        }

        var told = WireJson.Read(frame.Data, KucoinFuturesJson.Default.FuturesPosition);
        var symbol = told?.Symbol ?? (frame.Suffix is { Length: > 0 } suffix ? suffix : null);
        return told is null ? null
            : told.CurrentQty is null || symbol is null ? []
            : [new VenueEvent.PositionsChanged([KucoinFuturesCodec.Decode(symbol, told)])];
    }
}
