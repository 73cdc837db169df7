using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Text;

namespace Signalbox.Risk.Limits;

[JsonConverter(typeof(SnakeCaseEnumConverter<RiskLevel>))]
public enum RiskLevel
{
    /// <summary>Every account together.</summary>
    Global,
    Strategy,
    Account,
    Subscription,
}

/// <summary>What a limit or a trading state holds for: <c>global:all</c>, <c>account:kraken-1</c>.</summary>
[JsonConverter(typeof(IdTextConverter<RiskScope>))]
public readonly record struct RiskScope(RiskLevel Level, string Id) : ITextId<RiskScope>, IComparable<RiskScope>
{
    public static readonly RiskScope Global = new(RiskLevel.Global, "all");

    public static RiskScope Of(AccountId account) => new(RiskLevel.Account, account.Value);

    public static RiskScope Of(StrategyId strategy) => new(RiskLevel.Strategy, strategy.Value);

    public static RiskScope Of(SubscriptionId subscription) => new(RiskLevel.Subscription, subscription.Value);

    public static RiskScope From(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return new(LevelOf(text[..colon]) ?? throw new FormatException($"'{text}' is no risk scope."), text[(colon + 1)..]);
    }

    /// <summary>Null where there is no such level.</summary>
    public static RiskLevel? LevelOf(string word)
    {
        foreach (var level in Enum.GetValues<RiskLevel>())
        {
            if (Words.Of(level) == word)
            {
                return level;
            }
        }

        return null;
    }

    /// <summary>Whether an order of this strategy and subscription, at the account that asks, falls under it.</summary>
    public bool Covers(StrategyId strategy, SubscriptionId subscription) => Level switch
    {
        RiskLevel.Strategy => Id == strategy.Value,
        RiskLevel.Subscription => Id == subscription.Value,
        _ => true,
    };

    public int CompareTo(RiskScope other) => Level == other.Level ? string.CompareOrdinal(Id, other.Id) : Level.CompareTo(other.Level);

    public override string ToString() => $"{Words.Of(Level)}:{Id}";

    /// <summary>As a sentence names it.</summary>
    public string Named() => Level switch
    {
        RiskLevel.Global => "all accounts together",
        _ => $"the {Words.Of(Level)} {Id}",
    };
}
