using System.Text.Json.Serialization;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Gates;

/// <summary>Scorers, or the venue for a quote, are asked before the trade may begin.</summary>
/// <param name="Plan">What it would do; it is planned anew when the answers are in.</param>
/// <param name="Scorers">The gates whose scorers are asked.</param>
public sealed record ScoringStarted(
    TradeId Trade,
    TradePlan Plan,
    [property: JsonConverter(typeof(ValueListConverter<string>))] ValueList<string> Scorers,
    bool AsksQuote) : TradeEvent(Trade);

/// <summary>A scorer answered, or failed to.</summary>
public sealed record ScorerAnswered(TradeId Trade, ScorerAnswer Answer) : TradeEvent(Trade);

/// <summary>The quote that was asked for came, or did not.</summary>
public sealed record ScoringQuoted(TradeId Trade, MarketView? Quote) : TradeEvent(Trade);
