using System.Text.Json;
using System.Text.Json.Serialization;

namespace Signalbox.Venues.Binance.Spot;

/// <summary>One letter stands for a list of balances in one event and for a prevented quantity in another.</summary>
internal sealed class SpotBalances : JsonConverter<IReadOnlyList<SpotEventBalance>?>
{
    public override IReadOnlyList<SpotEventBalance>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return JsonSerializer.Deserialize(ref reader, SpotEventJson.Default.ListSpotEventBalance);
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<SpotEventBalance>? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Balances are only read.");
}
