using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Sessions;

internal static class SignInRuleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/sign-in-rules").WithTags("Session");
        rules.MapGet("/", async (SignInRuleStore store, CancellationToken cancel) =>
                TypedResults.Json(SignInRulesDocument.Of(await store.ReadAsync(cancel)), ApiJson.Default.SignInRulesDocument))
            .Requires(Scope.Admin)
            .Describe("getSignInRules", "Show what signing in needs")
            .Answers<SignInRulesDocument>();
        rules.MapPut("/", ReplaceAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("replaceSignInRules", "Change what signing in needs", "A user who needs a second factor and has none can do nothing but set one up, from the next request on.")
            .Answers<SignInRulesDocument>().Fails(409);
    }

    private static async Task<IResult> ReplaceAsync(
        Input<SignInRulesInput> input, Reason reason, Caller caller, SignInRuleStore store, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        input.Check.Require(input.Value.SecondFactorRequiredFor is not null, "secondFactorRequiredFor", "Name the roles; an empty list means nobody.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(input.Value.SecondFactorRequiredFor!, version, caller.Change(reason.Text), cancel);
        return result.Answer("rule", "sign-in-rules", saved => TypedResults.Json(SignInRulesDocument.Of(saved), ApiJson.Default.SignInRulesDocument));
    }
}
