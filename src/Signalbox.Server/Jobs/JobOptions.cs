namespace Signalbox.Server.Jobs;

internal sealed record JobOptions
{
    /// <summary>Where results lie until they are forgotten; emptied at every start.</summary>
    public required string Folder { get; init; }

    /// <summary>How many run at once. Default 2: trading comes first.</summary>
    public int RunningMax { get; init; } = 2;

    /// <summary>How many of one user may wait. Default 20.</summary>
    public int WaitingMax { get; init; } = 20;

    /// <summary>How many may wait in all. Default 200.</summary>
    public int WaitingOfAllMax { get; init; } = 200;

    /// <summary>How many of one user that are over are kept, newest first. Default 50.</summary>
    public int KeptMax { get; init; } = 50;

    /// <summary>How long one that is over is kept. Default a day.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromDays(1);
}
