namespace Signalbox.Tests.Simulation;

/// <summary>How hostile a run is; the seed chooses, and the calm at the end switches everything off.</summary>
internal sealed class Faults
{
    private readonly VirtualWorld world;
    private bool calm;

    public Faults(VirtualWorld world)
    {
        this.world = world;
        RequestLost = Pick(0.1);
        ReplyLost = Pick(0.15);
        FrameLost = Pick(0.1);
        FrameTwice = Pick(0.2);
        LookupFails = Pick(0.2);
        LookupLags = Pick(0.3);
        LookupMisses = Pick(0.2);
        RateLimited = Pick(0.1);
        StreamBreaks = Pick(0.02);
        RejectsStops = Pick(0.1);
        DiskRefuses = world.Happens(0.3) ? 0.01 : 0;
        CrashesPerMinute = world.Happens(0.6) ? world.Chance.Next(1, 6) : 0;
        StallsPerMinute = world.Happens(0.3) ? world.Chance.Next(1, 4) : 0;
        ClockJumpsPerMinute = world.Happens(0.3) ? world.Chance.Next(1, 5) : 0;
        VenueRestarts = world.Happens(0.25) ? world.Chance.Next(1, 3) : 0;
        SlowestMs = world.Happens(0.5) ? 50 : MostLatencyMs;
    }

    /// <summary>No packet takes longer, in any run.</summary>
    public const double MostLatencyMs = 3_000;

    public double RequestLost { get; }

    public double ReplyLost { get; }

    public double FrameLost { get; }

    public double FrameTwice { get; }

    public double LookupFails { get; }

    /// <summary>A lookup that answers from a replica which does not show the newest orders yet.</summary>
    public double LookupLags { get; }

    /// <summary>A lookup that answers from a replica far behind; never twice within ten seconds.</summary>
    public double LookupMisses { get; }

    public double RateLimited { get; }

    public double StreamBreaks { get; }

    public double RejectsStops { get; }

    public double DiskRefuses { get; }

    public int CrashesPerMinute { get; }

    /// <summary>The process stands still, another takes over, and the first goes on as if nothing had been.</summary>
    public int StallsPerMinute { get; }

    public int ClockJumpsPerMinute { get; }

    public int VenueRestarts { get; }

    /// <summary>The slowest a packet may be.</summary>
    public double SlowestMs { get; }

    public bool IsCalm => calm;

    public bool Happen(double probability) => !calm && world.Happens(probability);

    public TimeSpan Latency() => world.Between(1, calm ? 50 : SlowestMs);

    public void Calm() => calm = true;

    private double Pick(double most) => world.Happens(0.5) ? world.Chance.NextDouble() * most : 0;
}
