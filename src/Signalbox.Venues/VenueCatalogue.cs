using System.Text;
using Signalbox.Text;
using Signalbox.Venues.Alpaca;
using Signalbox.Venues.Binance;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Coinbase;
using Signalbox.Venues.Hyperliquid;
using Signalbox.Venues.Kraken;
using Signalbox.Venues.Kucoin;
using Signalbox.Venues.Okx;

namespace Signalbox.Venues;

/// <summary>Every venue and product there is an adapter for; docs/venues.md is written from it.</summary>
public static class VenueCatalogue
{
    public static IReadOnlyList<VenueSheet> All { get; } =
    [
        BinanceSheets.Spot,
        BinanceSheets.Usdm,
        AlpacaSheets.Account,
        CoinbaseSheets.Spot,
        CoinbaseSheets.Futures,
        CoinbaseSheets.Perpetuals,
        KrakenSheets.Spot,
        KrakenSheets.Futures,
        HyperliquidSheets.Perpetuals,
        HyperliquidSheets.Spot,
        KucoinSheets.Spot,
        KucoinSheets.Futures,
        BybitSheets.Spot,
        BybitSheets.Linear,
        BybitSheets.Inverse,
        OkxSheets.Spot,
        OkxSheets.Swap,
        OkxSheets.Futures,
    ];

    public static string ToMarkdown()
    {
        var text = new StringBuilder(
            """
            # Venues

            What each venue does natively. What is missing here the account does itself: brackets, one-cancels-the-other, trailing,
            breakeven, times in force. Written from `VenueCatalogue`; a test holds it to the code.


            """);
        text.AppendLine("| venue | product | connection | environments | keys | order types | times in force | client ids |").AppendLine("|---|---|---|---|---|---|---|---|");
        foreach (var sheet in All)
        {
            text.AppendLine($"| {sheet.Venue} | {sheet.Product} | `{sheet.Connection}` | {Listed(sheet.Environments)} | {Listed(sheet.Keys)} | {Listed(sheet.OrderTypes.Select(Words.Of))} | {Listed(sheet.Capabilities.TimesInForce.Select(Words.Of))} | unique {Words.Of(sheet.Capabilities.ClientIds)} |");
        }

        text.AppendLine().AppendLine("| venue | product | reduce-only | post-only | iceberg | take-profit stops | OCO | attached exits | amend | amend stops | batches | hedge mode |")
            .AppendLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var sheet in All)
        {
            var able = sheet.Capabilities;
            bool[] marks =
            [
                able.ReduceOnly, able.PostOnly, able.Iceberg, sheet.TakeProfitStops, able.NativeOco, sheet.AttachedExits, able.Amend, able is { Amend: true, AmendsStops: true }, sheet.Batches, sheet.Hedge,
            ];
            text.AppendLine($"| {sheet.Venue} | {sheet.Product} | {string.Join(" | ", marks.Select(mark => mark ? "yes" : "no"))} |");
        }

        text.AppendLine();
        foreach (var sheet in All.Where(sheet => sheet.Notes.Length > 0))
        {
            text.AppendLine($"**{sheet.Venue} {sheet.Product}.** {sheet.Notes}").AppendLine();
        }

        return text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n";
    }

    private static string Listed(IEnumerable<string> words) => string.Join(", ", words);
}
