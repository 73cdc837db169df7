namespace Signalbox.Server.Live;

public sealed record LiveOptions
{
    /// <summary>Messages a channel keeps for clients that come back. Default 256.</summary>
    public int RingMax { get; init; } = 256;

    /// <summary>Messages waiting for one subscription; a client that is slower is dropped. Default 512.</summary>
    public int WaitingMax { get; init; } = 512;

    /// <summary>Channels one connection may follow. Default 64.</summary>
    public int ChannelsPerConnectionMax { get; init; } = 64;

    /// <summary>Channels that exist because somebody follows them. Default 2000.</summary>
    public int ChannelsMax { get; init; } = 2_000;

    /// <summary>Of these, as many as one user may have opened. Default 250.</summary>
    public int ChannelsPerUserMax { get; init; } = 250;

    /// <summary>How long a channel outlives its last follower. Default 60 s.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Rows are told together at most this often. Default 100 ms.</summary>
    public TimeSpan Frame { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Prices are told at most this often. Default 250 ms.</summary>
    public TimeSpan PriceFrame { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Health, accounts and the audit trail are looked at this often. Default 1 s.</summary>
    public TimeSpan SlowFrame { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether callers still are what they were is asked at least this often, and at once after anything was administered here. Default 5 s.</summary>
    public TimeSpan StandingFrame { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Rows of one table told in one frame; of more, clients are told to read again. Default 500.</summary>
    public int RowsPerFrameMax { get; init; } = 500;
}
