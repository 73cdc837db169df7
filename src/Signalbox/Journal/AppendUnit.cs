using Signalbox.Identity;

namespace Signalbox.Journal;

/// <summary>
/// Events of one stream that stand or fall together. Many units share a transaction; a refused unit leaves the others
/// of its transaction untouched, except those that come after it by <see cref="After"/> or <see cref="Needs"/>.
/// </summary>
public sealed class AppendUnit
{
    public required StreamId Stream { get; init; }

    /// <summary>
    /// The version the stream must have before this unit; null: whatever it has. A fold needs the former; a log whose
    /// writers only add, like the intake's, is served by the latter, and its epoch still fences it.
    /// </summary>
    public required long? ExpectedVersion { get; init; }

    /// <summary>The epoch under which the writer owns the stream; an older one than the store's is refused.</summary>
    public required long Epoch { get; init; }

    public required IReadOnlyList<EventDraft> Events { get; init; }

    /// <summary>A key that may be used once; a second use refuses the unit and names the first.</summary>
    public UniqueKey? Key { get; init; }

    /// <summary>Deliveries that stay open until a unit closes them.</summary>
    public IReadOnlyList<OpenTarget> Opens { get; init; } = [];

    /// <summary>For each of them the index of the event it belongs to; null: all belong to the last one.</summary>
    public IReadOnlyList<int>? OpenedBy { get; init; }

    /// <summary>The delivery this unit settles; refused when it is not open (any more).</summary>
    public OpenTarget? Closes { get; init; }

    /// <summary>A unit that must have been committed, in this transaction or before; else this one is refused too.</summary>
    public AppendUnit? After { get; init; }

    /// <summary>Another such unit: what this one uses was set aside in it.</summary>
    public AppendUnit? Needs { get; init; }

    /// <summary>Set once by the committer.</summary>
    public AppendStatus? Status { get; set; }
}

/// <param name="Scope">Usually the strategy.</param>
/// <param name="Key">What the sender calls the signal, or a digest of what it sent.</param>
/// <param name="Owner">What a second user of the key is told: the id of the first signal.</param>
/// <param name="Digest">Digest of the body, to tell a resend from a key used for something else.</param>
public sealed record UniqueKey(StrategyId Scope, string Key, SignalId Owner, string Digest, DateTimeOffset At);

/// <summary>A signal on its way to one subscription's account.</summary>
public sealed record OpenTarget(SignalId Signal, SubscriptionId Subscription, AccountId Account);

/// <summary>An open target with the place of the event that opened it.</summary>
public sealed record OpenDelivery(OpenTarget Target, StreamId Stream, long Version);
