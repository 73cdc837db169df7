using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>The id a venue gave to an order.</summary>
[JsonConverter(typeof(IdTextConverter<VenueOrderId>))]
public readonly record struct VenueOrderId(string Value) : ITextId<VenueOrderId>, IComparable<VenueOrderId>
{
    public static VenueOrderId From(string text) => new(text);

    public int CompareTo(VenueOrderId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
