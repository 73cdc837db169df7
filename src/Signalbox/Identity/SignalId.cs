using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Identity;

/// <summary>One received signal.</summary>
[JsonConverter(typeof(IdTextConverter<SignalId>))]
public readonly record struct SignalId(string Value) : ITextId<SignalId>
{
    public static SignalId From(string text) => new(text);

    public override string ToString() => Value;
}
