using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Strategies.Routing;

/// <summary>What a node received: the stream of its webhooks.</summary>
public abstract record IntakeEvent;

/// <summary>A signal was understood and is owed to its targets.</summary>
public sealed record SignalReceived : IntakeEvent
{
    public required SignalId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The batch it came in; null for a signal that came alone.</summary>
    public SignalId? Batch { get; init; }

    /// <summary>The past signal it repeats at a paper account; null for a signal of its own.</summary>
    public SignalId? ReplayOf { get; init; }

    /// <summary>The language it was read as.</summary>
    public required string Reader { get; init; }

    /// <summary>The body as it arrived, without the credentials in it. Of a batch the first signal keeps it, the others are empty.</summary>
    public required string Raw { get; init; }

    /// <summary>What was mended to read it, as the codes of <see cref="Signals.Repairs.Repair"/>.</summary>
    [JsonConverter(typeof(ValueListConverter<string>))]
    public ValueList<string> Repairs { get; init; }

    public required Signal Signal { get; init; }

    /// <summary>The configuration it met.</summary>
    public required long ConfigurationVersion { get; init; }

    /// <summary>The distinct terms of its targets: a thousand subscriptions often share a few.</summary>
    [JsonConverter(typeof(ValueListConverter<ResolvedTerms>))]
    public required ValueList<ResolvedTerms> Terms { get; init; }

    [JsonConverter(typeof(ValueListConverter<SignalTarget>))]
    public required ValueList<SignalTarget> Targets { get; init; }

    /// <summary>The same body came a short while before, without anything to tell whether it is a resend.</summary>
    public bool LooksRepeated { get; init; }

    /// <summary>The targets it is delivered to.</summary>
    [JsonIgnore]
    public IEnumerable<SignalTarget> Owed => Targets.Where(target => target.Refused is null);
}

/// <param name="Terms">Which of the signal's terms hold for it.</param>
/// <param name="Refused">Why nothing is delivered there: its account is switched off, or the signal is a test.</param>
public sealed record SignalTarget(SubscriptionId Subscription, AccountId Account, int Terms, string? Refused)
{
    /// <summary>Why nothing is delivered of a signal that only asks what would happen.</summary>
    public const string Test = "test";

    /// <summary>The signal of the same batch that was owed to this subscription before: this one begins when that is settled.</summary>
    public SignalId? StartsAfter { get; init; }

    /// <summary>The signal of the same batch that must have filled first.</summary>
    public SignalId? AfterFillOf { get; init; }
}

/// <summary>A body that was not understood, or that the strategy refuses; kept so that its sender can find out why.</summary>
public sealed record SignalRefused : IntakeEvent
{
    public required SignalId Id { get; init; }

    public required StrategyId Strategy { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The reader that tried; null where none recognised it.</summary>
    public string? Reader { get; init; }

    /// <summary>The body as it arrived, or its beginning, without the credentials in it.</summary>
    public required string Raw { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public string? Field { get; init; }
}
