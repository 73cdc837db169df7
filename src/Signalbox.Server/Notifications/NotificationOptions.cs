using System.Security.Cryptography.X509Certificates;

namespace Signalbox.Server.Notifications;

/// <summary>Where messages may go, and where their links lead.</summary>
internal sealed record NotificationOptions
{
    /// <summary>Hosts in private networks that messages may be sent to, by name or address. Default: none.</summary>
    public IReadOnlySet<string> PrivateHosts { get; init; } = new HashSet<string>();

    /// <summary>The address people open, such as https://signalbox.example. Null: messages have no link.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>How long one request, or one answer of a mail server, may take. Default 10 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What a whole sending may take. Default 30 s: a mail server answers many times.</summary>
    public TimeSpan SendWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whom a mail server's certificate may come from; null: whom the machine trusts.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>How long things take; tests, which have little time, shorten it.</summary>
    public NotificationPace Pace { get; set; } = new();

    public bool Allows(string host) => PrivateHosts.Contains(host.Trim('[', ']').ToLowerInvariant());
}

/// <summary>Every bound in time and number there is in telling.</summary>
internal sealed record NotificationPace
{
    /// <summary>What happens within this is one message. Default 2 s.</summary>
    public TimeSpan GatherFor { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>From one message to the next to the same destination. Default 20 s.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Doubled with each further try. Default 5 s.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Default 15 minutes.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>What waited longer is given up. Default 24 hours.</summary>
    public TimeSpan AgeMax { get; init; } = TimeSpan.FromHours(24);

    /// <summary>What was tried as often is given up. Default 100, which is about as long.</summary>
    public int TriesMax { get; init; } = 100;

    /// <summary>More wait for no destination: they are only counted. Default 1,000.</summary>
    public int WaitingMax { get; init; } = 1_000;

    /// <summary>Default a minute.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A destination that fails for so long is an alert of its own. Default 10 minutes.</summary>
    public TimeSpan TellAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Default a day.</summary>
    public TimeSpan TellAgainAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>A node that says nothing for so long has lost what it took to send. Default a minute; longer than a sending lasts.</summary>
    public TimeSpan LeaseFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the store is asked where nothing rings. Default 5 s.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often incidents are looked for as far back as <see cref="LooksBack"/>. Default 5 minutes.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Incidents have no place in the order of their commit: a late one may stand before those known. Looked at again each time; default a minute.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>After a longer standstill what happened before is listed, and no longer told. Default 3 days.</summary>
    public TimeSpan LooksBack { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long to wait after so many failures in a row.</summary>
    public TimeSpan RetryAfter(long tries)
    {
        const int DoublingsMax = 30;
        var doubled = FirstRetry * Math.Pow(2, Math.Clamp(tries - 1, 0, DoublingsMax));
        return doubled < RetryMax ? doubled : RetryMax;
    }
}
