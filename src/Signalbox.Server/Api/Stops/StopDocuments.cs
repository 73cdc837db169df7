using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Text;

namespace Signalbox.Server.Api.Stops;

[JsonConverter(typeof(SnakeCaseEnumConverter<KillScope>))]
public enum KillScope
{
    Global,
    Account,
}

/// <summary>The kill switch; also as the fields of a plain form.</summary>
public sealed record KillSwitchInput(
    [property: Description("Absent: global.")] KillScope Scope = KillScope.Global,
    [property: Description("For the scope account: the connection.")] string? AccountId = null,
    [property: Description("Close every position as well.")] bool Flatten = false,
    [property: Required, Description("Why; the audit trail keeps it.")] string? Reason = null);

public sealed record ReleaseInput(
    [property: Description("Absent: global.")] KillScope Scope = KillScope.Global,
    [property: Description("For the scope account: the connection.")] string? AccountId = null,
    [property: Required, Description("Why; the audit trail keeps it.")] string? Reason = null);

public sealed record TradingStateInput(
    [property: Required, Description("active releases; reducing and halted open nothing.")] TradingMode? Mode = null,
    [property: Description("Only pause: entries that rest already may still fill.")] bool KeepsWorking = false,
    [property: Description("Close what is held as well; with reducing or halted.")] bool Flatten = false,
    [property: Required, Description("Why; the audit trail keeps it.")] string? Reason = null);

/// <summary>What was set for one scope.</summary>
public sealed record StandingDocument(
    RiskLevel Level, string Id, string Name, TradingMode Mode,
    bool KeepsWorking, [property: Description("Positions are to be closed.")] bool Flatten, string? Why, DateTimeOffset? Since)
{
    public static StandingDocument Of(RiskScope scope, string name, TradingState state) => new(
        scope.Level, scope.Id, name, state.Mode, state.KeepsWorking, state.FlattenId is not null,
        state.Mode == TradingMode.Active ? null : state.Why, state.Mode == TradingMode.Active ? null : state.Since);
}

/// <summary>What the switch would touch, or touched.</summary>
public sealed record ImpactDocument(
    [property: Description("Working entries that are cancelled.")] int Entries,
    [property: Description("All open orders; a flatten cancels them too.")] int Orders,
    [property: Description("Instruments with a position; a flatten closes them.")] int Positions);

public sealed record AccountStandingDocument(
    string AccountId, string Name,
    [property: Description("Absent: the account does not run; it takes over what holds for all when it does.")] TradingMode? Mode,
    string? Why, bool Flattening, ImpactDocument Impact);

public sealed record StopEntryDocument(DateTimeOffset At, string By, string Scope, string ScopeName, string Mode, bool Flatten, string? Why);

public sealed record KillSwitchDocument(
    StandingDocument Global, ImpactDocument Impact, IReadOnlyList<AccountStandingDocument> Accounts,
    [property: Description("Newest first, the last 50.")] IReadOnlyList<StopEntryDocument> History);
