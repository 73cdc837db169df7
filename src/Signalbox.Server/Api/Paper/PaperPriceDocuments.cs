using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Server.Api.Paper;

/// <param name="Price">Where the market goes.</param>
/// <param name="Frozen">Stay there. Default: yes, so that a test stands still.</param>
public sealed record PaperPriceInput(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Price = null,
    bool Frozen = true);

/// <summary>What the account's market of a symbol shows now.</summary>
public sealed record PaperPriceDocument(string Account, string Symbol, Price? Bid, Price? Ask, Price? Last, DateTimeOffset At)
{
    public static PaperPriceDocument Of(string account, string symbol, MarketView market) =>
        new(account, symbol, market.Bid, market.Ask, market.Last, market.At);
}
