using System.Text.Json;
using Signalbox.Signals.Readers.Json;

namespace Signalbox.Signals.Readers.SignalboxJson;

/// <summary>Our own JSON: the canonical form, marked by <c>"v": 1</c>. An array is a batch.</summary>
public sealed class SignalboxJsonReader : ISignalReader
{
    public const int Version = 1;

    public const string VersionField = "v";

    /// <summary>ISO 8601, or seconds or milliseconds since 1970. The schema says the same.</summary>
    public const string TimePattern =
        @"^(?:\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,7})?)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?)?|[1-9]\d{9}(?:\d{3})?)$";

    private const int SignalsMax = 100;

    public string Name => "signalbox-json";

    public bool Recognises(SignalText text) => text.Json.Root is { } root && root.Kind switch
    {
        JsonValueKind.Object => text.RootFields!.Has(VersionField),
        JsonValueKind.Array => root.Items().Any(item => item.Kind == JsonValueKind.Object && new JsonFields(item).Has(VersionField)),
        _ => false,
    };

    public Reading Read(SignalText text)
    {
        if (text.RootFields is { } fields)
        {
            return SignalFields.Read(fields) is { } single ? Reading.Of(single) with { Repairs = fields.Repairs() } : Reading.Refused(fields.Refusal!);
        }

        var items = text.Json.Root!.Value.Items();
        if (items.Count > SignalsMax)
        {
            return Reading.Refused(new("too-many-signals", $"The body holds {items.Count} signals and may hold {SignalsMax}. Send them in several bodies."));
        }

        var signals = new List<Signal>(items.Count);
        var repairs = new List<string>();
        foreach (var (index, item) in items.Index())
        {
            if (item.Kind != JsonValueKind.Object)
            {
                return Reading.Refused(new("invalid-payload", $"Item {index} of the array is {item.Shown}. Send an object.", $"[{index}]"));
            }

            var each = new JsonFields(item, $"[{index}].");
            if (SignalFields.Read(each) is not { } signal)
            {
                return Reading.Refused(each.Refusal!);
            }

            signals.Add(signal);
            repairs.AddRange(each.Repairs());
        }

        return Reading.Of(signals) with { Repairs = repairs };
    }
}
