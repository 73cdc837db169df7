using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Monitoring.Alerts;

/// <summary>Whether what a rule fits calls a person, or is only listed.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AlertEffect>))]
public enum AlertEffect
{
    Alert,
    Quiet,
}

/// <summary>Which incidents call a person. Of several rules the first that fits decides; what none fits calls, unless it is routine.</summary>
public sealed record AlertRule
{
    public required string Name { get; init; }

    public bool Enabled { get; init; } = true;

    /// <summary>Kinds of incidents; empty: every kind but those of <see cref="AlertKinds.Grave"/>, which are named or not meant.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Null: whatever the strategy.</summary>
    public string? Strategy { get; init; }

    /// <summary>Null: at any account.</summary>
    public string? Account { get; init; }

    public AlertEffect Effect { get; init; }

    /// <summary>Calls from so many on, counted within <see cref="WithinMinutes"/>. Default 1: each.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Default 60.</summary>
    public int WithinMinutes { get; init; } = 60;

    /// <summary>Until then what it fits is only listed; null: it is not muted.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    public bool FitsKind(string kind) => Kinds.Count == 0 ? !AlertKinds.Grave.Contains(kind) : Kinds.Contains(kind);

    public bool Fits(AlertSubject subject) =>
        FitsKind(subject.Kind)
        && (Strategy is null || Strategy == subject.Strategy)
        && (Account is null || Account == subject.Account);
}

/// <summary>What rules look at of an incident.</summary>
/// <param name="Strategy">Null where it belongs to none.</param>
public readonly record struct AlertSubject(string Kind, string Account, string? Strategy, DateTimeOffset At);
