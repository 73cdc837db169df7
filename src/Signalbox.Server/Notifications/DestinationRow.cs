using Signalbox.Server.Configuration;

namespace Signalbox.Server.Notifications;

/// <summary>A row of the table <c>notification_destinations</c>.</summary>
internal sealed record DestinationRow
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public long Enabled { get; init; }

    public required string Grade { get; init; }

    /// <summary>As JSON.</summary>
    public required string Kinds { get; init; }

    public string? StrategyId { get; init; }

    public string? AccountId { get; init; }

    public required string Place { get; init; }

    public required string AddressSealed { get; init; }

    public long Since { get; init; }

    public long Version { get; init; }

    public long CreatedAt { get; init; }

    public long UpdatedAt { get; init; }

    public Destination Destination => new()
    {
        Id = Id,
        Name = Name,
        Kind = StoredWords.Read<DestinationKind>(Kind),
        Enabled = Enabled == 1,
        Grade = StoredWords.Read<DestinationGrade>(Grade),
        Kinds = ConfigurationJson.Read(Kinds, ConfigurationJson.Default.StringArray),
        Strategy = StrategyId,
        Account = AccountId,
        Place = Place,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(Since),
    };

    public Stored<Destination> Stored => new(Destination, Version, DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(UpdatedAt));
}

/// <summary>A row of the table <c>notification_lines</c>: how sending to one destination goes.</summary>
internal sealed record LineRow
{
    public required string Destination { get; init; }

    /// <summary>Counts who took what waits; who settles with another number settles nothing.</summary>
    public long Claim { get; init; }

    /// <summary>Failures in a row.</summary>
    public long Tries { get; init; }

    public long NextAt { get; init; }

    public long? DeliveredAt { get; init; }

    public long? FailedAt { get; init; }

    public long? FailingSince { get; init; }

    /// <summary>Of the last failure.</summary>
    public string? Failure { get; init; }

    /// <summary>Incidents that are only counted: too many wait already.</summary>
    public long Folded { get; init; }

    /// <summary>Incidents it was never told of.</summary>
    public long GivenUp { get; init; }

    public long? ToldAt { get; init; }

    public long? LossToldAt { get; init; }
}

/// <summary>A destination with how sending goes.</summary>
internal sealed record DestinationStanding(Stored<Destination> Stored, LineRow Line, long Waiting);
