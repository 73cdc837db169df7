using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>An instrument as one venue names it; unique within that venue.</summary>
[JsonConverter(typeof(IdTextConverter<InstrumentId>))]
public readonly record struct InstrumentId(string Value) : ITextId<InstrumentId>, IComparable<InstrumentId>
{
    public static InstrumentId From(string text) => new(text);

    public int CompareTo(InstrumentId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
