using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Markets;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Terms;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Strategies;

/// <summary>A strategy as a client sends it, whole.</summary>
public sealed record StrategyInput(
    [property: Required] string? Name = null,
    bool Enabled = true,
    [property: Description("Absent: crypto.")] AssetClass AssetClass = AssetClass.Crypto,
    [property: Description("Absent: systematic.")] TradingStyle TradingStyle = TradingStyle.Systematic,
    [property: Description("What holds for every subscription that does not override it.")] TermsDocument? Defaults = null,
    [property: Description("Absent or empty: any ticker.")] IReadOnlyList<string>? AllowedTickers = null,
    [property: Description("How old an entry may be when its account takes it. Absent: 60.")] int SignalValiditySeconds = 60,
    [property: Description("When its subscriptions may trade that have no windows of their own; absent: always.")] WindowsDocument? Windows = null,
    [property: Description("What judges a signal before it may trade, in the order they are asked; absent: nothing.")] IReadOnlyList<GateDocument>? Gates = null,
    [property: Description("Required when replacing: the version you read.")] long? Version = null);

/// <summary>A strategy as it stands.</summary>
public sealed record StrategyDocument(
    string Id, long Version, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    string Name, bool Enabled, AssetClass AssetClass, TradingStyle TradingStyle, TermsDocument Defaults,
    IReadOnlyList<string> AllowedTickers, int SignalValiditySeconds, WindowsDocument? Windows,
    [property: Description("Shown to those who manage the strategy.")] IReadOnlyList<GateDocument>? Gates,
    [property: Description("How far your permission reaches here.")] PermissionLevel Permission)
{
    public static StrategyDocument Of(Stored<Strategy> stored, Sight sight)
    {
        var strategy = stored.Value;
        return new(
            strategy.Id.Value, stored.Version, stored.CreatedAt, stored.UpdatedAt, strategy.Name, strategy.Enabled, strategy.AssetClass,
            strategy.TradingStyle, TermsWriting.Write(strategy.Defaults), [.. strategy.AllowedTickers], strategy.SignalValiditySeconds,
            strategy.Windows is { } windows ? WindowsDocument.Of(windows) : null,
            sight.May(strategy.Id, PermissionLevel.Manage) ? GateDocument.Of(strategy.Gates) : null, sight.LevelAt(strategy.Id));
    }
}

/// <summary>The address signals are posted to. Whoever has it can send signals: treat it like a password.</summary>
/// <param name="Url">For Signalbox's own languages and TradersPost's.</param>
/// <param name="CompatibleUrl">The same webhook under the path TradersPost uses.</param>
public sealed record WebhookDocument(string Url, string CompatibleUrl);
