using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Gates;

internal static class GateSecretEndpoints
{
    private const string What = "gate secret";
    private const int SecretCharsMax = 4_000;

    public static void Map(RouteGroupBuilder gates)
    {
        gates.MapGet("/secrets", ListAsync).Requires(Scope.Admin)
            .Describe("listGateSecrets", "List the names of the gate secrets", "The secrets themselves are never shown.")
            .Answers<Page<GateSecretDocument>>();
        gates.MapPut("/secrets/{name}", SetAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("setGateSecret", "Set or replace a gate secret", "Gates that name it send it to their scorer as a bearer token.")
            .Answers<GateSecretDocument>();
        gates.MapDelete("/secrets/{name}", DeleteAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("deleteGateSecret", "Delete a gate secret", "Refused while a gate names it.")
            .AnswersNothing().Fails(404, 409, 422);
    }

    private static async Task<IResult> ListAsync(PageRequest page, GateSecretStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(page.After, page.RowsToRead, cancel);
        return TypedResults.Json(Page.Of(rows, page.Limit, GateSecretDocument.Of, row => row.Value.Name), ApiJson.Default.PageGateSecretDocument);
    }

    private static async Task<IResult> SetAsync(
        string name, Input<GateSecretInput> input, Reason reason, Caller caller, GateSecretStore store, CancellationToken cancel)
    {
        var secret = input.Value.Secret ?? "";
        input.Check.Require(GateReading.IsName(name), "name", "A secret's name is letters, digits and _, begins with a letter and has at most 40 characters.");
        input.Check.Require(
            secret.Length is >= 1 and <= SecretCharsMax && secret.All(each => char.IsAscii(each) && !char.IsControl(each) && each != ' '), "secret",
            $"A secret is 1 to {SecretCharsMax} ASCII characters without spaces, as a bearer token is sent.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.SetAsync(name, secret, caller.Change(reason.Text), cancel);
        return result.Answer(What, name, saved => TypedResults.Json(GateSecretDocument.Of(saved), ApiJson.Default.GateSecretDocument));
    }

    private static async Task<IResult> DeleteAsync(string name, Reason reason, Caller caller, GateSecretStore store, CancellationToken cancel)
    {
        var result = await store.DeleteAsync(name, caller.Change(reason.Text), cancel);
        return result.Answer(What, name, _ => TypedResults.NoContent());
    }
}
