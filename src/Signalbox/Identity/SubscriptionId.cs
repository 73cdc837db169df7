using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>The binding of one strategy to one account.</summary>
[JsonConverter(typeof(IdTextConverter<SubscriptionId>))]
public readonly record struct SubscriptionId(string Value) : ITextId<SubscriptionId>, IComparable<SubscriptionId>
{
    public static SubscriptionId From(string text) => new(text);

    public int CompareTo(SubscriptionId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
