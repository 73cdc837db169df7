using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Coinbase;

/// <summary>Money that answers write as an object with its currency, and streams as a number alone.</summary>
[JsonConverter(typeof(CoinbaseMaybeAmountReader))]
internal sealed record CoinbaseMaybeAmount(decimal? Value);

internal sealed class CoinbaseMaybeAmountReader : JsonConverter<CoinbaseMaybeAmount>
{
    public override CoinbaseMaybeAmount? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new(LooseDecimalOrNull.Read(ref reader));
        }

        decimal? value = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isValue = reader.ValueTextEquals("value"u8);
            reader.Read();
            if (isValue) value = LooseDecimalOrNull.Read(ref reader);
            else reader.Skip();
        }

        return new(value);
    }

    public override void Write(Utf8JsonWriter writer, CoinbaseMaybeAmount value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Amounts are only read.");
}
