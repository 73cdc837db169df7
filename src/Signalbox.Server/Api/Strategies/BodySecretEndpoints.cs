using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Strategies;

/// <summary>The credentials that messages of other products carry in their bodies.</summary>
internal static class BodySecretEndpoints
{
    private const string What = "strategy";
    private const int SecretsMax = 20;
    private const int SecretCharsMin = 4;
    private const int SecretCharsMax = 256;

    public static void Map(RouteGroupBuilder strategies)
    {
        strategies.MapGet("/{id}/body-secrets", CountAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage)
            .Describe("getBodySecrets", "Count the strategy's body secrets", "They cannot be read again.")
            .Answers<BodySecretsDocument>().Fails(404);
        strategies.MapPut("/{id}/body-secrets", ReplaceAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("replaceBodySecrets", "Replace the strategy's body secrets",
                "The credentials that messages of other products carry: a license, a token, an api key. While there are any, a body with another one is refused.")
            .Answers<BodySecretsDocument>().Fails(404, 409);
    }

    private static async Task<IResult> CountAsync(string id, StrategyStore store, CancellationToken cancel) =>
        await store.BodySecretsAsync(new(id), cancel) is var (count, version)
            ? TypedResults.Json(new BodySecretsDocument(count, version), ApiJson.Default.BodySecretsDocument)
            : ApiErrors.NotFound(What, id);

    private static async Task<IResult> ReplaceAsync(
        string id, Input<BodySecretsInput> input, Reason reason, Caller caller, StrategyStore store, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var secrets = input.Value.Secrets ?? [];
        input.Check.Require(secrets.Count <= SecretsMax, "secrets", $"At most {SecretsMax} secrets may be entered.");
        for (var index = 0; index < Math.Min(secrets.Count, SecretsMax); index++)
        {
            input.Check.Require(
                secrets[index]?.Trim().Length is >= SecretCharsMin and <= SecretCharsMax,
                $"secrets[{index}]", $"A secret has {SecretCharsMin} to {SecretCharsMax} characters.");
        }

        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceBodySecretsAsync(new(id), [.. secrets.Select(secret => secret.Trim())], version, caller.Change(reason.Text), cancel);
        return result.Row is null ? result.Answer(What, id, _ => TypedResults.NoContent()) : await CountAsync(id, store, cancel);
    }
}
