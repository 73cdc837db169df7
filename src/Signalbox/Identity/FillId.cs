using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>The venue's id of one execution; unique per venue, account and instrument.</summary>
[JsonConverter(typeof(IdTextConverter<FillId>))]
public readonly record struct FillId(string Value) : ITextId<FillId>, IComparable<FillId>
{
    public static FillId From(string text) => new(text);

    public int CompareTo(FillId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
