using Signalbox.Identity;
using Signalbox.Markets;

namespace Signalbox.Venues.Paper;

/// <summary>
/// A price that is a pure function of seed, instrument and time: it needs no past, so a restart continues it exactly. It is
/// value noise in octaves, each twice as slow and the square root of two as strong as the one before, which moves much like a
/// random walk. Only +, -, *, / and square roots are used, so every machine computes the same.
/// </summary>
public sealed class PricePath
{
    // From half a second to about twelve days.
    private const int Octaves = 22;
    private const long ShortestTicks = TimeSpan.TicksPerSecond / 2;

    private readonly ulong seed;
    private readonly decimal middle;
    private readonly Price tick;
    private readonly double[] strengths = new double[Octaves];

    /// <param name="dailyMove">The typical move of a day, as a share of the price.</param>
    public PricePath(ulong seed, InstrumentId instrument, Price middle, double dailyMove, Price tick)
    {
        this.seed = Mix(seed ^ Digest(instrument.Value));
        this.middle = middle.Value;
        this.tick = tick;
        for (var octave = 0; octave < Octaves; octave++)
        {
            strengths[octave] = dailyMove * Math.Sqrt((double)(ShortestTicks << octave) / TimeSpan.TicksPerDay);
        }

        if (strengths.Sum() >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(dailyMove), "Such moves could take the price below zero.");
        }
    }

    public Price At(DateTimeOffset time)
    {
        var away = 0d;
        for (var octave = 0; octave < Octaves; octave++)
        {
            away += strengths[octave] * Noise(octave, time.UtcTicks);
        }

        return Nearest(new(middle * (1m + (decimal)away)), tick);
    }

    internal static Price Nearest(Price price, Price tick) =>
        new(Math.Max(tick.Value, decimal.Round(price.Value / tick.Value) * tick.Value));

    private double Noise(int octave, long ticks)
    {
        var period = ShortestTicks << octave;
        var cell = ticks / period;
        var along = (double)(ticks % period) / period;
        var eased = along * along * (3 - (2 * along));
        var from = Value(octave, cell);
        return from + ((Value(octave, cell + 1) - from) * eased);
    }

    // Between -1 and 1.
    private double Value(int octave, long cell) =>
        ((Mix(seed + ((ulong)octave << 58) + (ulong)cell) >> 11) * (2.0 / (1UL << 53))) - 1;

    private static ulong Digest(string text)
    {
        var digest = 14_695_981_039_346_656_037UL;
        foreach (var character in text)
        {
            digest = (digest ^ character) * 1_099_511_628_211UL;
        }

        return digest;
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ (bits >> 33)) * 0xFF51AFD7ED558CCDUL;
        bits = (bits ^ (bits >> 29)) * 0xC4CEB9FE1A85EC53UL;
        return bits ^ (bits >> 32);
    }
}
