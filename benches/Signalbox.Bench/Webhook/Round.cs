using System.Diagnostics;
using System.Globalization;
using System.Text;
using Signalbox.Bench.Measuring;

namespace Signalbox.Bench.Webhook;

/// <summary>What one run of one contender came to, in milliseconds from the time each signal was due.</summary>
internal sealed record Round
{
    private const int MissingShown = 3;

    public required string Name { get; init; }

    /// <summary>To the order's bytes at the venue.</summary>
    public required Samples ToVenue { get; init; }

    /// <summary>To the answer to the sender.</summary>
    public required Samples ToAnswer { get; init; }

    /// <summary>How late the load generator itself was.</summary>
    public required Samples Pacing { get; init; }

    /// <summary>Signals whose order did not reach the venue.</summary>
    public required int Missing { get; init; }

    /// <summary>What the sender was told of the first of them.</summary>
    public required IReadOnlyList<string> MissingAnswers { get; init; }

    public required IReadOnlyList<string> Lines { get; init; }

    public static Round Of(string name, Shot[] shots, Func<Shot, string?> clientIdOf, IReadOnlyDictionary<string, long> arrivals)
    {
        var toVenue = new List<double>(shots.Length);
        var lines = new List<string>(shots.Length);
        var missing = new List<string>();
        foreach (var shot in shots)
        {
            double? arrived = clientIdOf(shot) is { } id && arrivals.TryGetValue(id, out var at) ? Ms(shot.Due, at) : null;
            if (arrived is { } ms)
            {
                toVenue.Add(ms);
            }
            else if (missing.Count < MissingShown)
            {
                missing.Add(Encoding.UTF8.GetString(shot.Answer));
            }

            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name},{Ms(shots[0].Due, shot.Due):0.000},{Ms(shot.Due, shot.Left):0.000},{arrived:0.000},{Ms(shot.Due, shot.Done):0.000}"));
        }

        return new()
        {
            Name = name,
            ToVenue = new(toVenue),
            ToAnswer = new(shots.Select(shot => Ms(shot.Due, shot.Done))),
            Pacing = new(shots.Select(shot => Ms(shot.Due, shot.Left))),
            Missing = shots.Length - toVenue.Count,
            MissingAnswers = missing,
            Lines = lines,
        };
    }

    private static double Ms(long from, long to) => (to - from) * 1_000.0 / Stopwatch.Frequency;
}
