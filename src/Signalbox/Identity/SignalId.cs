using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>One received signal.</summary>
[JsonConverter(typeof(IdTextConverter<SignalId>))]
public readonly record struct SignalId(string Value) : ITextId<SignalId>, IComparable<SignalId>
{
    public static SignalId From(string text) => new(text);

    public int CompareTo(SignalId other) => string.CompareOrdinal(Value, other.Value);

    public override string ToString() => Value;
}
