using System.Globalization;
using Xunit;

namespace Signalbox.Tests.Simulation.Soak;

/// <summary>How long ./test --soak asks to be played: <c>72h</c>, <c>30m</c>, <c>90s</c>. Each of the two soaks takes a half of it.</summary>
internal static class SoakTime
{
    /// <summary>Null where nobody asked.</summary>
    public static TimeSpan? Half => Environment.GetEnvironmentVariable("SIGNALBOX_SOAK") is { Length: > 0 } asked ? Read(asked) / 2 : null;

    public static TimeSpan Read(string asked) =>
        asked.Length > 1 && double.TryParse(asked.AsSpan(0, asked.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count > 0
            ? asked[^1] switch
            {
                'h' => TimeSpan.FromHours(count),
                'm' => TimeSpan.FromMinutes(count),
                's' => TimeSpan.FromSeconds(count),
                _ => throw Unreadable(asked),
            }
            : throw Unreadable(asked);

    private static FormatException Unreadable(string asked) => new($"'{asked}' is no time to soak for. Write 72h, 30m or 90s.");
}

/// <summary>One soak after the other, and nothing beside them: what is measured is the memory of a process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SoakRuns
{
    public const string Name = "soak";
}
