using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

/// <summary>A number of units or contracts; signed where it is a position (short is negative).</summary>
[JsonConverter(typeof(DecimalTextConverter<Quantity>))]
public readonly record struct Quantity(decimal Value) : IComparable<Quantity>, IDecimalValue<Quantity>
{
    public static readonly Quantity Zero;

    public static Quantity From(decimal value) => new(value);

    public bool IsZero => Value == 0;

    public Quantity Abs() => new(Math.Abs(Value));

    public static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    public static Quantity Max(Quantity left, Quantity right) => left >= right ? left : right;

    public static Quantity operator +(Quantity left, Quantity right) => new(left.Value + right.Value);

    public static Quantity operator -(Quantity left, Quantity right) => new(left.Value - right.Value);

    public static Quantity operator -(Quantity quantity) => new(-quantity.Value);

    public int CompareTo(Quantity other) => Value.CompareTo(other.Value);

    public static bool operator <(Quantity left, Quantity right) => left.Value < right.Value;

    public static bool operator >(Quantity left, Quantity right) => left.Value > right.Value;

    public static bool operator <=(Quantity left, Quantity right) => left.Value <= right.Value;

    public static bool operator >=(Quantity left, Quantity right) => left.Value >= right.Value;

    public override string ToString() => Decimals.Canonical(Value);
}
