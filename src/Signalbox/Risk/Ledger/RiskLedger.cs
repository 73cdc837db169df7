using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Risk.Ledger;

/// <summary>What the ledger is asked or told.</summary>
public abstract record RiskCommand
{
    private RiskCommand()
    {
    }

    /// <summary>The shared limits that hold from now on, and the accounts there are.</summary>
    public sealed record Configure(ValueList<ScopedLimits> Limits, IReadOnlyCollection<AccountId> Accounts) : RiskCommand;

    /// <summary>An account's exposure changed, or is told as a whole.</summary>
    public sealed record Follow(ExposureReport Report) : RiskCommand;

    public sealed record SetStanding(RiskScope Scope, TradingMode Mode, string Why, string By) : RiskCommand
    {
        public bool KeepsWorking { get; init; }

        public string? FlattenId { get; init; }
    }

    /// <summary>What all accounts' positions would bring now, per strategy.</summary>
    public sealed record Assess(IReadOnlyList<OpenResult> Open) : RiskCommand;
}

public sealed record RiskDecision(RiskState State, IReadOnlyList<RiskEvent> Events);

/// <summary>
/// The state machine over all accounts. Exposure is reserved before an entry is sent, posted by fills, released when the
/// entry is over; what is unknown stays reserved, because its account still calls it open. No clock, no randomness, no I/O.
/// </summary>
public static class RiskLedger
{
    public static RiskDecision Decide(RiskState state, RiskCommand command, DateTimeOffset now)
    {
        var events = new List<RiskEvent>();
        switch (command)
        {
            case RiskCommand.Configure configure:
                Configure(state, configure, events);
                break;
            case RiskCommand.Follow follow:
                ReservationBook.Follow(state, follow.Report, now, events);
                break;
            case RiskCommand.SetStanding wanted:
                Stand(state, wanted, now, events);
                break;
            case RiskCommand.Assess assess:
                SharedLosses.Look(state, assess.Open, now, events);
                break;
            default:
                throw new InvalidOperationException($"{command.GetType().Name} has no handler.");
        }

        return new(events.Aggregate(state, RiskFold.Apply), events);
    }

    public static RiskState Apply(RiskState state, RiskEvent happened) => RiskFold.Apply(state, happened);

    /// <summary>Several accounts share a day, whatever their time zones: it begins at midnight UTC.</summary>
    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static void Configure(RiskState state, RiskCommand.Configure wanted, List<RiskEvent> events)
    {
        if (state.Limits != wanted.Limits)
        {
            events.Add(new SharedLimitsChanged(wanted.Limits));
        }

        var gone = state.Books.Keys.Select(key => key.Account).Distinct().Where(account => !wanted.Accounts.Contains(account));
        events.AddRange(gone.Select(account => new AccountForgotten(account)));
    }

    private static void Stand(RiskState state, RiskCommand.SetStanding wanted, DateTimeOffset now, List<RiskEvent> events)
    {
        var before = state.Standing.GetValueOrDefault(wanted.Scope, TradingState.Active);
        if (!before.IsSameAs(new(wanted.Mode, wanted.Why, now, wanted.KeepsWorking, wanted.FlattenId)))
        {
            events.Add(new StandingChanged(wanted.Scope, wanted.Mode, wanted.KeepsWorking, wanted.Why, wanted.By, now) { FlattenId = wanted.FlattenId });
        }
    }
}
