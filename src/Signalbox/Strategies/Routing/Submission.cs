using Signalbox.Identity;
using Signalbox.Signals;
using Signalbox.Signals.Duplicates;

namespace Signalbox.Strategies.Routing;

/// <summary>A body as it came in, from a sender who was let in.</summary>
public sealed record Submission
{
    public required Arrival Arrival { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as readers read it.</summary>
    public SignalText Text => field ??= new(Body);

    /// <summary>Whether the strategy lets a body in by a credential that stands in it. Compares in constant time.</summary>
    public Predicate<string> Allows { get; init; } = _ => false;

    /// <summary>The text that may be kept and echoed where the body holds a credential; null: all of it.</summary>
    public string? Redacted { get; init; }

    /// <summary>What the address says beside the body.</summary>
    public SignalDefaults Defaults { get; init; } = SignalDefaults.None;

    /// <summary>The id the sender gave in a header.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whose ids they are, where several senders share the strategy; null: they are the strategy's.</summary>
    public KeyScope? KeyScope { get; init; }

    /// <summary>Of a request whose sender signed it: a second one with the same is the first one again.</summary>
    public string? Signature { get; init; }

    /// <summary>Kept instead of the language's name, where the signal did not come in by a webhook.</summary>
    public string? Origin { get; init; }

    public StrategyId Strategy => Arrival.Strategy;
}
