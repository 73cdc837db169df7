using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>A strategy: the address a webhook posts to.</summary>
[JsonConverter(typeof(IdTextConverter<StrategyId>))]
public readonly record struct StrategyId(string Value) : ITextId<StrategyId>, IComparable<StrategyId>
{
    public static StrategyId From(string text) => new(text);

    public int CompareTo(StrategyId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
