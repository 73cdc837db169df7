using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

/// <summary>An amount of a settlement currency; which one is named beside it.</summary>
[JsonConverter(typeof(DecimalTextConverter<Money>))]
public readonly record struct Money(decimal Value) : IComparable<Money>, IDecimalValue<Money>
{
    public static readonly Money Zero;

    public static Money From(decimal value) => new(value);

    public static Money operator +(Money left, Money right) => new(left.Value + right.Value);

    public static Money operator -(Money left, Money right) => new(left.Value - right.Value);

    public static Money operator -(Money money) => new(-money.Value);

    public static Money Max(Money left, Money right) => left >= right ? left : right;

    public int CompareTo(Money other) => Value.CompareTo(other.Value);

    public static bool operator <(Money left, Money right) => left.Value < right.Value;

    public static bool operator >(Money left, Money right) => left.Value > right.Value;

    public static bool operator <=(Money left, Money right) => left.Value <= right.Value;

    public static bool operator >=(Money left, Money right) => left.Value >= right.Value;

    public override string ToString() => Decimals.Canonical(Value);
}
