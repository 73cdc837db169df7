using Signalbox.Server.Api.Input;
using Signalbox.Server.Security.Transport;
using Signalbox.Server.Security.Webhooks;

namespace Signalbox.Server.Api.Strategies;

/// <summary>From the document to the settings; one that could let nobody in, or cost without bound, is refused.</summary>
internal static class WebhookProtectionReading
{
    private const int SourcesMax = 100;
    private const int ToleranceSecondsMax = 3_600;
    private const int RateMax = 100_000;
    private const int CountMax = 10_000;

    public static WebhookProtection Read(WebhookProtectionInput input, SourceList known, DateTimeOffset now, InputCheck check)
    {
        var limits = input.Limits ?? new();
        Whole(check, "toleranceSeconds", input.ToleranceSeconds, ToleranceSecondsMax);
        Whole(check, "limits.perSecond", limits.PerSecond, RateMax);
        Whole(check, "limits.burst", limits.Burst, RateMax);
        Whole(check, "limits.perMinute", limits.PerMinute, CountMax);
        Whole(check, "limits.perHour", limits.PerHour, CountMax);
        check.Require(
            !(limits.PerMinute > limits.PerHour), "limits.perMinute", "It is above the limit of the whole hour, so it could never be reached.");
        check.Require(input.SecretExpiresAt is not { } end || end > now, "secretExpiresAt", "Expected a time that is still to come.");
        return new(
            Sources(input.Sources ?? [], known, check), new(limits.PerSecond, limits.Burst, limits.PerMinute, limits.PerHour),
            input.ToleranceSeconds, input.ClientCertificate, input.SecretExpiresAt);
    }

    private static List<string> Sources(IReadOnlyList<string> sources, SourceList known, InputCheck check)
    {
        var read = new List<string>();
        check.Require(sources.Count <= SourcesMax, "sources", $"At most {SourcesMax} sources may be entered.");
        for (var index = 0; index < Math.Min(sources.Count, SourcesMax); index++)
        {
            var text = sources[index]?.Trim() ?? "";
            var range = AddressRange.Parse(text);
            check.Require(
                range is not null || known.Named.ContainsKey(text), $"sources[{index}]",
                $"{AddressRange.Expected} Or name a sender: {string.Join(", ", known.Named.Keys.Order(StringComparer.Ordinal))}.");
            read.Add(range?.ToString() ?? text);
        }

        return read;
    }

    private static void Whole(InputCheck check, string path, int? value, int most) =>
        check.Require(value is null || (value >= 1 && value <= most), path, $"Expected a whole number from 1 to {most}.");
}
