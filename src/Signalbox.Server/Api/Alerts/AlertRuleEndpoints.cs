using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Alerts;

internal static class AlertRuleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/alert-rules").WithTags("Alerts");
        rules.MapGet("/", async (AlertRuleStore store, CancellationToken cancel) => TypedResults.Json(AlertRulesDocument.Of(await store.ReadAsync(cancel)), ApiJson.Default.AlertRulesDocument))
            .Requires(Scope.Admin)
            .Describe("getAlertRules", "Show which incidents call a person", "In the order they are asked: the first that fits decides. What none fits calls; only reconciliation, which every start brings, does not.")
            .Answers<AlertRulesDocument>();
        rules.MapPut("/", ReplaceAsync).Requires(Scope.Admin)
            .Describe("replaceAlertRules", "Change which incidents call a person", "Send all of them. Nothing that happens is lost: what does not call is listed all the same.")
            .Answers<AlertRulesDocument>().Fails(409);
    }

    private static async Task<IResult> ReplaceAsync(
        Input<AlertRulesInput> input, Reason reason, Caller caller, CatalogueHolder catalogue, AlertRuleStore store, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var rules = AlertRuleReading.Read(input.Value, catalogue.Current, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(rules, version, caller.Change(reason.Text), cancel);
        return result.Answer("rule", "alert-rules", saved => TypedResults.Json(AlertRulesDocument.Of(saved), ApiJson.Default.AlertRulesDocument));
    }
}
