using System.Text.Json.Nodes;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Tests.Signals.Readers;

namespace Signalbox.Tests.Signals;

/// <summary>
/// Signals of our JSON with some of their values written otherwise, or wrong. Numbers beyond a decimal and days no month has
/// are left out, and whole numbers with an exponent: no pattern can tell them.
/// </summary>
internal sealed class SchemaMutations(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "\"true\"", "\" FALSE \"", "\"yes\"", "1", "0", "-1", "1.5", "2.0", "1e2", "1001", "\"1\"", "\" 2 \"", "\"+3\"", "\"0\"", "\"-4\"", "\".5\"", "\"5.\"", "\"1e-1\"",
        "\"1,000\"", "\"0x1\"", "\"NaN\"", "\"\"", "\"  \"", "\"\\n\"", "\"text\"", "[]", "[1]", "{}", "{\"a\":1}", "\"buy\"", "\" Sell \"", "\"MARKET\"", "\"limit\"", "\"stop\"", "\"Trailing_Stop\"",
        "\"gtc\"", "\"FLAT\"", "\"bullish\"", "\"call\"", "\"fixed_quantity\"", "\"2026-01-05T10:00:00Z\"", "\"2026-01-05\"", "\"2026-13-05\"", "\"2026-01-05 10:00:00.123+02:00\"", "1767607200", "\"1767607200000\"", "17676",
        "\"yesterday\"", "[{}]", "[{\"percent\":1}]", "[{\"percent\":\"0\"}]",
    ];

    private readonly Random random = new(seed);

    public string Next()
    {
        var signal = JsonNode.Parse(SignalboxJsonWriter.Write(new RandomSignals(seed).Next()))!.AsObject();
        for (var changes = random.Next(0, 3); changes > 0; changes--)
        {
            Change(Inside(signal));
        }

        if (random.Next(20) == 0)
        {
            signal["ticker"] = new string(' ', random.Next(3)) + new string('x', random.Next(195, 206));
        }

        return random.Next(10) switch
        {
            0 => new JsonArray(signal, Parsed(["{\"v\":1,\"action\":\"exit\"}", "{\"action\":\"exit\"}", "{\"v\":1}", "1"])).ToJsonString(),
            1 when random.Next(5) == 0 => new JsonArray([.. Enumerable.Range(0, 101).Select(_ => JsonNode.Parse("{\"v\":1,\"action\":\"exit\"}"))]).ToJsonString(),
            _ => signal.ToJsonString(),
        };
    }

    private void Change(JsonObject at)
    {
        if (at.Count == 0)
        {
            return;
        }

        var name = at.ElementAt(random.Next(at.Count)).Key;
        switch (random.Next(6))
        {
            case 0:
                at.Remove(name);
                break;
            case 1:
                at["unknown"] = Parsed(Values);
                break;
            default:
                at[name] = Parsed(Values);
                break;
        }
    }

    private JsonObject Inside(JsonObject signal)
    {
        var inner = signal.Where(field => field.Key != "extras").Select(field => field.Value).OfType<JsonObject>().ToArray();
        return inner.Length == 0 || random.Next(2) == 0 ? signal : inner[random.Next(inner.Length)];
    }

    private JsonNode? Parsed(string[] choices) => JsonNode.Parse(choices[random.Next(choices.Length)]);
}
