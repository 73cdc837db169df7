using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

/// <summary>A price in the quote currency of its instrument.</summary>
[JsonConverter(typeof(DecimalTextConverter<Price>))]
public readonly record struct Price(decimal Value) : IComparable<Price>, IDecimalValue<Price>
{
    public static readonly Price Zero;

    public static Price From(decimal value) => new(value);

    public static decimal operator -(Price left, Price right) => left.Value - right.Value;

    public static Price operator +(Price price, decimal offset) => new(price.Value + offset);

    public static Price operator -(Price price, decimal offset) => new(price.Value - offset);

    public int CompareTo(Price other) => Value.CompareTo(other.Value);

    public static bool operator <(Price left, Price right) => left.Value < right.Value;

    public static bool operator >(Price left, Price right) => left.Value > right.Value;

    public static bool operator <=(Price left, Price right) => left.Value <= right.Value;

    public static bool operator >=(Price left, Price right) => left.Value >= right.Value;

    public override string ToString() => Decimals.Canonical(Value);
}
