using System.Text.Json.Serialization;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Signals.Terms;

/// <summary>Which option of an underlying: an explicit contract, or a place in the chain.</summary>
public sealed record OptionTerms
{
    public OptionRight? Right { get; init; }

    public Moneyness? Moneyness { get; init; }

    /// <summary>A date, or a distance from today such as <c>+6 months</c>, as the sender wrote it.</summary>
    public string? Expiration { get; init; }

    public int? StrikeCount { get; init; }

    public int? StrikesAway { get; init; }

    public Price? StrikePrice { get; init; }
}

[JsonConverter(typeof(SnakeCaseEnumConverter<OptionRight>))]
public enum OptionRight
{
    Both,
    Call,
    Put,
}

[JsonConverter(typeof(SnakeCaseEnumConverter<Moneyness>))]
public enum Moneyness
{
    InTheMoney,
    OutOfTheMoney,
}
