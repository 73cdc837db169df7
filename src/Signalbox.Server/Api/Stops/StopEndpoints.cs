using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Identity;
using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Stops;

/// <summary>Stopping and releasing trading, from one subscription to everything.</summary>
internal static class StopEndpoints
{
    private const int ReasonCharsMax = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var stops = api.MapGroup("").WithTags("Risk");
        stops.MapGet("/kill-switch", async (Sight sight, StopView view, CancellationToken cancel) => TypedResults.Json(await view.ShowAsync(sight, cancel), ApiJson.Default.KillSwitchDocument))
            .Requires(Scope.Read)
            .Describe("getKillSwitch", "Show where trading is stopped", "With what the switch would touch now, and its history.")
            .Answers<KillSwitchDocument>();
        stops.MapPost("/kill-switch", KillAsync).Requires(Scope.Trade).WithMetadata(new PlainFormAllowed())
            .Describe("killSwitch", "Stop all trading at once",
                "Halts, cancels every working entry and, if asked, closes every position, also at venues that are unreachable now: there it acts when they return. Repeating it changes nothing. A plain HTML form works too.")
            .Answers<KillSwitchDocument>().Fails(404, 409, 422);
        stops.MapPost("/kill-switch/release", ReleaseAsync).Requires(Scope.Trade).RequiresFreshProof()
            .Describe("releaseKillSwitch", "Let trading begin again", "Only a person does this: nothing releases by itself. Loss limits count anew from here.")
            .Answers<KillSwitchDocument>().Fails(404, 409);
        MapGrades(stops, "/trading-state", _ => RiskScope.Global, "setGlobalTradingState", "Set the trading state of everything").OnEverything();
        MapGrades(stops, "/accounts/{id}/trading-state", id => new(RiskLevel.Account, id), "setAccountTradingState", "Set the trading state of an account").OnAccount("id", PermissionLevel.Trade);
        MapGrades(stops, "/strategies/{id}/trading-state", id => new(RiskLevel.Strategy, id), "setStrategyTradingState", "Set the trading state of a strategy").OnStrategy("id", PermissionLevel.Trade);
        MapGrades(stops, "/subscriptions/{id}/trading-state", id => new(RiskLevel.Subscription, id), "setSubscriptionTradingState", "Set the trading state of a subscription").OnSubscription("id", PermissionLevel.Trade);
    }

    private static RouteHandlerBuilder MapGrades(RouteGroupBuilder stops, string pattern, Func<string, RiskScope> scopeOf, string operation, string summary) =>
        stops.MapPost(pattern, (HttpContext http, Input<TradingStateInput> input, Caller caller, FreshProof proof, TradingStops trading, StopView view, CancellationToken cancel) =>
                input.Value.Mode == TradingMode.Active && proof.Refusal(caller) is { } refused
                    ? Task.FromResult(refused)
                    : SetAsync(scopeOf(http.GetRouteValue("id") as string ?? ""), input, caller, trading, view, cancel))
            .Requires(Scope.Trade).RequiresFreshProof("to release")
            .Describe(operation, summary, "Grades: reducing with keepsWorking pauses entries; reducing or halted also cancels those that rest; flatten closes what is held; active releases.")
            .Answers<StandingDocument>().Fails(404, 409);

    private static async Task<IResult> KillAsync(HttpContext http, KillSwitchOrder input, Caller caller, Sight sight, TradingStops trading, StopView view, CancellationToken cancel)
    {
        var why = ReasonOf(input.Value.Reason, input.Check);
        var scope = ScopeOf(input.Value.Scope, input.Value.AccountId, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (NotPermitted(scope, sight) is { } refused)
        {
            return refused;
        }

        var before = await view.ShowAsync(sight, cancel);
        var outcome = await trading.SetAsync(new(scope, TradingMode.Halted) { Flatten = input.Value.Flatten, Why = why }, caller.Change(why), cancel);
        if (outcome != StopOutcome.Done)
        {
            return Refused(outcome, scope);
        }

        var now = await view.ShowAsync(sight, cancel) with { Impact = before.Impact };
        return input.IsForm ? Page(http, now, input.Value.Flatten) : TypedResults.Json(now, ApiJson.Default.KillSwitchDocument);
    }

    private static async Task<IResult> ReleaseAsync(Input<ReleaseInput> input, Caller caller, Sight sight, TradingStops trading, StopView view, CancellationToken cancel)
    {
        var why = ReasonOf(input.Value.Reason, input.Check);
        var scope = ScopeOf(input.Value.Scope, input.Value.AccountId, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (NotPermitted(scope, sight) is { } refused)
        {
            return refused;
        }

        var outcome = await trading.SetAsync(new(scope, TradingMode.Active) { Why = why }, caller.Change(why), cancel);
        return outcome == StopOutcome.Done
            ? TypedResults.Json(await view.ShowAsync(sight, cancel), ApiJson.Default.KillSwitchDocument)
            : Refused(outcome, scope);
    }

    private static async Task<IResult> SetAsync(
        RiskScope scope, Input<TradingStateInput> input, Caller caller, TradingStops trading, StopView view, CancellationToken cancel)
    {
        var wanted = input.Value;
        var why = ReasonOf(wanted.Reason, input.Check);
        input.Check.Require(wanted.Mode is not null, "mode", "A mode is required: active, reducing or halted.");
        input.Check.Require(wanted.Mode != TradingMode.Active || !wanted.Flatten, "flatten", "Whoever releases does not flatten. Choose reducing or halted.");
        input.Check.Require(!wanted.KeepsWorking || wanted.Mode == TradingMode.Reducing, "keepsWorking", "Only reducing can leave entries working: halted cancels them.");
        input.Check.Require(!wanted.KeepsWorking || !wanted.Flatten, "keepsWorking", "A flatten cannot leave entries working: they would open again what it closes.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var order = new StopOrder(scope, wanted.Mode!.Value) { KeepsWorking = wanted.KeepsWorking, Flatten = wanted.Flatten, Why = why };
        var outcome = await trading.SetAsync(order, caller.Change(why), cancel);
        return outcome == StopOutcome.Done
            ? TypedResults.Json(view.Standing(scope)!, ApiJson.Default.StandingDocument)
            : Refused(outcome, scope);
    }

    /// <summary>Everybody's trading is stopped and released by those who see everything; an account by those who trade there.</summary>
    private static IResult? NotPermitted(RiskScope scope, Sight sight) =>
        scope == RiskScope.Global ? sight.Everywhere >= PermissionLevel.Trade ? null : PermissionWords.NotPermitted()
        : sight.May(new AccountId(scope.Id), PermissionLevel.Trade) ? null
        : sight.Sees(new AccountId(scope.Id)) ? PermissionWords.NotPermitted()
        : ApiErrors.NotFound(Text.Words.Of(scope.Level), scope.Id);

    private static string ReasonOf(string? reason, InputCheck check)
    {
        var text = reason?.Trim() ?? "";
        check.Require(text.Length is >= 1 and <= ReasonCharsMax, "reason", $"Say why, in 1 to {ReasonCharsMax} characters: the audit trail keeps it.");
        check.Require(Configuration.StorableText.Is(text), "reason", "A reason has no control characters.");
        return text;
    }

    private static RiskScope ScopeOf(KillScope scope, string? account, InputCheck check)
    {
        check.Require(scope != KillScope.Account || account is { Length: > 0 }, "accountId", "Name the account, or choose the scope global.");
        check.Require(scope != KillScope.Global || account is null, "accountId", "The scope global names no account. Leave it out, or choose the scope account.");
        return scope == KillScope.Account ? new(RiskLevel.Account, account ?? "") : RiskScope.Global;
    }

    private static IResult Refused(StopOutcome outcome, RiskScope scope) => outcome switch
    {
        StopOutcome.NoSuch => ApiErrors.NotFound(Text.Words.Of(scope.Level), scope.Id),
        StopOutcome.NotRunning => ApiErrors.Answer(StatusCodes.Status409Conflict, ApiError.Of(
            "not-running", $"The account of {scope.Named()} is not running, so there is nothing to stop. Enable its connection first, or use the global switch: it holds for every account that starts.")),
        StopOutcome.Unconfirmed => ApiErrors.Answer(StatusCodes.Status503ServiceUnavailable, ApiErrors.OutcomeUnknown),
        _ => throw new InvalidOperationException($"{outcome} is no refusal."),
    };

    private static ContentHttpResult Page(HttpContext http, KillSwitchDocument now, bool flatten)
    {
        http.Response.Headers.CacheControl = "no-store";
        var stopped = now.Accounts.Where(account => account.Mode == TradingMode.Halted).Select(account => WebUtility.HtmlEncode(account.Name));
        return TypedResults.Content(
            $"<!doctype html><html lang=\"en\"><title>Trading is halted</title><h1>Trading is halted</h1>"
            + $"<p>Halted accounts: {string.Join(", ", stopped)}.</p>"
            + $"<p>Working entries being cancelled: {now.Impact.Entries}. {(flatten ? $"Positions being closed: {now.Impact.Positions}." : "Positions and their stops stay.")}</p>"
            + "<p><a href=\"/\">Back</a></p></html>",
            "text/html; charset=utf-8");
    }
}
