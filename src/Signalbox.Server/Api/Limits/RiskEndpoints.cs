using System.ComponentModel;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Limits;
using Signalbox.Identity;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Stops;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Limits;

/// <summary>One limit and how much of it is used.</summary>
public sealed record LimitUseDocument(
    RiskLevel Level, string Id, string Limit,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal Maximum,
    [property: Description("Absent: it cannot be told now, because a price is missing."), JsonConverter(typeof(PlainDecimalConverter))] decimal? Used,
    [property: Description("The instrument or currency that uses most of it.")] string? Of);

/// <summary>Every limit that counts something, and every scope that is stopped.</summary>
public sealed record RiskDocument(
    IReadOnlyList<LimitUseDocument> Limits, IReadOnlyList<StandingDocument> Stopped,
    [property: Description("Whether the ledger of shared limits is there; while it is not, entries under shared limits are refused.")] bool LedgerReady);

internal static class RiskEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/risk", Show).Requires(Scope.Read).WithTags("Risk")
            .Describe("getRisk", "Show how much of every limit is used", "Limits of one order (its value, its price, a repeat) use nothing up and are not listed.")
            .Answers<RiskDocument>();

    private static JsonHttpResult<RiskDocument> Show(Sight sight, AccountDirectory accounts, RiskLedgerHost ledger, StopView stops, CatalogueHolder catalogue, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var lines = accounts.All
            .SelectMany(host => LimitReport.Of(host.Committed, LimitReport.Marks(host.Committed, host.Market, now), [.. host.Funds.Select(each => each.View)], now))
            .Concat(ledger.State is { } state ? SharedLimitReport.Of(state, ledger.Open, now) : [])
            .Where(line => IsToldTo(sight, line.Scope, catalogue.Current))
            .OrderBy(line => line.Scope)
            .Select(line => new LimitUseDocument(line.Scope.Level, line.Scope.Id, line.Limit, line.Maximum, line.Used, line.Of));
        return TypedResults.Json(new RiskDocument([.. lines], stops.Stopped(sight), ledger.State is not null), ApiJson.Default.RiskDocument);
    }

    /// <summary>What a strategy uses is the sum over all who follow it: only who manages it is told.</summary>
    private static bool IsToldTo(Sight sight, RiskScope scope, Catalogue catalogue) =>
        scope.Level == RiskLevel.Strategy ? sight.May(new StrategyId(scope.Id), PermissionLevel.Manage) : sight.Sees(scope, catalogue);
}
