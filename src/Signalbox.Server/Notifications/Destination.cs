using Signalbox.Monitoring.Alerts;

namespace Signalbox.Server.Notifications;

/// <summary>Somebody who is told of incidents outside an open page. Where exactly is a secret: <see cref="DestinationAddress"/>.</summary>
public sealed record Destination
{
    public const int Max = 50;

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required DestinationKind Kind { get; init; }

    public bool Enabled { get; init; } = true;

    public DestinationGrade Grade { get; init; }

    /// <summary>Kinds of incidents; empty: every kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Null: whatever the strategy.</summary>
    public string? Strategy { get; init; }

    /// <summary>Null: of any account, and of the installation itself.</summary>
    public string? Account { get; init; }

    /// <summary>What may be shown of the address: its host and the end of a long secret. Empty: none was entered yet.</summary>
    public required string Place { get; init; }

    /// <summary>One that came by a file has none at first, and is off until one is entered.</summary>
    public bool HasAddress => Place.Length > 0;

    /// <summary>When it was made or last switched on: what happened before is not told.</summary>
    public DateTimeOffset Since { get; init; }

    /// <param name="calls">Whether the alert rules say that it calls a person.</param>
    public bool Means(AlertSubject subject, bool calls) =>
        subject.At >= Since
        && (calls || Grade == DestinationGrade.Everything)
        && (Grade != DestinationGrade.Grave || AlertKinds.Grave.Contains(subject.Kind))
        && (Kinds.Count == 0 || Kinds.Contains(subject.Kind))
        && (Strategy is null || Strategy == subject.Strategy)
        && (Account is null || Account == subject.Account);
}
