using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>An instrument as one venue names it; unique within that venue.</summary>
[JsonConverter(typeof(IdTextConverter<InstrumentId>))]
public readonly record struct InstrumentId(string Value) : ITextId<InstrumentId>
{
    public static InstrumentId From(string text) => new(text);

    public override string ToString() => Value;
}
