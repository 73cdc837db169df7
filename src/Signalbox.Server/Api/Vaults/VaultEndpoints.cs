using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Users;
using Signalbox.Text;

namespace Signalbox.Server.Api.Vaults;

internal static class VaultEndpoints
{
    private const string What = "secret";

    public static void Map(RouteGroupBuilder api)
    {
        var vault = api.MapGroup("/vault").WithTags("Vault");
        vault.MapGet("/", ShowAsync).Requires(Scope.Admin)
            .Describe("getVault", "Show how old the master key and the secrets are", "Nothing of a secret is in it.")
            .Answers<VaultDocument>();
        vault.MapPost("/rotate", RotateAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("rotateVaultKey", "Change the master key",
                "Every secret is sealed again with a new master key while the server runs. The old key stays until all are. Where the keys come from the environment or a command, put the new key in front there first.")
            .Answers<RotatedDocument>().Fails(409);
        vault.MapPut("/secrets/{kind}/{id}/expiry", SetExpiryAsync).Requires(Scope.Admin)
            .Describe("setSecretExpiry", "Say when a secret expires", "It is shown and reminded of 14 days ahead; it is not taken away. Replacing the secret clears the date.")
            .Answers<SecretDateDocument>().Fails(404, 409);
    }

    private static async Task<IResult> ShowAsync(VaultAges ages, CancellationToken cancel)
    {
        var (since, secrets) = await ages.ReadAsync(cancel);
        var listed = secrets.Select(secret => Of(secret, ages)).ToList();
        return TypedResults.Json(
            new(ages.SourceName, ages.KeyId, since, since + VaultAges.ReplaceAfter, ages.IsDue(since) || listed.Exists(each => each.IsDue), ages.MakesKeys, listed),
            ApiJson.Default.VaultDocument);
    }

    private static async Task<IResult> RotateAsync(Reason reason, Caller caller, VaultRotation rotation, CancellationToken cancel)
    {
        var result = await rotation.RotateAsync(caller.Change(reason.Text), cancel);
        return result.Problem is { } problem
            ? ApiErrors.Answer(StatusCodes.Status409Conflict, new("no-new-key", problem, []))
            : TypedResults.Json(new(result.KeyId, result.Secrets), ApiJson.Default.RotatedDocument);
    }

    private static async Task<IResult> SetExpiryAsync(
        string kind, string id, Input<ExpiryInput> input, Reason reason, Caller caller, VaultAges ages, CancellationToken cancel)
    {
        if (Enum.GetValues<SecretKind>().Where(each => Words.Of(each) == kind).ToList() is not [var known] || !StorableText.Is(id))
        {
            return ApiErrors.NotFound(What, $"{kind}/{id}");
        }

        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await ages.SetExpiryAsync(known, id, input.Value.ExpiresAt?.ToUniversalTime(), caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(Of(saved, ages), ApiJson.Default.SecretDateDocument));
    }

    private static SecretDateDocument Of(DatedSecret secret, VaultAges ages) =>
        new(secret.Kind, secret.Id, secret.Name, secret.SetAt, secret.ExpiresAt, ages.IsDue(secret));
}
