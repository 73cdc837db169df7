using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Security.Webhooks;

namespace Signalbox.Server.Api.Strategies;

/// <summary>The address of a strategy's webhook, and what is asked of those who call it.</summary>
internal static class WebhookSettingEndpoints
{
    private const string What = "strategy";

    public static void Map(RouteGroupBuilder strategies)
    {
        strategies.MapGet("/{id}/webhook", ShowAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("getWebhook", "Show the webhook's address", "The address holds the secret. Whoever has it can send signals.")
            .Answers<WebhookDocument>().Fails(404);
        strategies.MapPost("/{id}/webhook/rotate", RotateAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("rotateWebhookSecret", "Give the webhook a new address", "The old address goes on working for the overlap, so that alerts can be changed one after another, but never beyond the day it was to expire.")
            .Answers<WebhookDocument>().Fails(404, 422);
        strategies.MapDelete("/{id}/webhook/former", RevokeFormerAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage)
            .Describe("revokeFormerWebhookSecret", "End the old address at once", "Nothing happens where it has ended already.")
            .AnswersNothing().Fails(404, 422);
        strategies.MapGet("/{id}/webhook/protection", FindAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage)
            .Describe("getWebhookProtection", "Show what is asked of callers")
            .Answers<WebhookProtectionDocument>().Fails(404);
        strategies.MapPut("/{id}/webhook/protection", ReplaceAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("replaceWebhookProtection", "Replace what is asked of callers", "Sources, limits, tolerance, client certificate, expiry; signature and token have addresses of their own.")
            .Answers<WebhookProtectionDocument>().Fails(404, 409);
        MapSecrets(strategies);
        strategies.MapGet("/{id}/webhook/refusals", RefusalsAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage)
            .Describe("getWebhookRefusals", "Count what was refused at the webhook", "Since this node started. A refused call is counted and not kept.")
            .Answers<WebhookRefusalsDocument>().Fails(404);
    }

    private static void MapSecrets(RouteGroupBuilder strategies)
    {
        strategies.MapPost("/{id}/webhook/signing-secret", SignAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("createWebhookSigningSecret", "Ask callers for a signature", "Answers with the secret to sign with, once. One that was there before ends.")
            .Answers<WebhookSecretDocument>().Fails(404, 422);
        strategies.MapDelete("/{id}/webhook/signing-secret", UnsignAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("deleteWebhookSigningSecret", "Ask callers for no signature any more")
            .AnswersNothing().Fails(404, 422);
        strategies.MapPost("/{id}/webhook/bearer", SetBearerAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("createWebhookBearer", "Ask callers for a token", "Answers with the token, once. One that was there before ends.")
            .Answers<WebhookSecretDocument>().Fails(404, 422);
        strategies.MapDelete("/{id}/webhook/bearer", RemoveBearerAsync).Requires(Scope.Configure).OnStrategy("id", PermissionLevel.Manage).RequiresFreshProof()
            .Describe("deleteWebhookBearer", "Ask callers for no token any more")
            .AnswersNothing().Fails(404, 422);
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext http, StrategyStore store, CancellationToken cancel) =>
        await store.SecretAsync(new(id), cancel) is { } secret ? Address(http, id, secret) : ApiErrors.NotFound(What, id);

    private static async Task<IResult> RotateAsync(
        string id, HttpContext http, Overlap overlap, Reason reason, Caller caller, WebhookStore webhooks, StrategyStore store, CancellationToken cancel)
    {
        var result = await webhooks.RotateAsync(new(id), overlap.Time, caller.Change(reason.Text), cancel);
        return result.Row is null ? result.Answer(What, id, _ => TypedResults.NoContent()) : await ShowAsync(id, http, store, cancel);
    }

    private static JsonHttpResult<WebhookDocument> Address(HttpContext http, string id, string secret)
    {
        // A shared cache, or the browser's own, must not keep the address.
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(WebhookAddress.Document(http.Request, id, secret), ApiJson.Default.WebhookDocument);
    }

    private static async Task<IResult> FindAsync(string id, WebhookStore store, SourceList sources, TimeProvider clock, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } standing ? Document(standing, sources, clock) : ApiErrors.NotFound(What, id);

    private static async Task<IResult> ReplaceAsync(
        string id, Input<WebhookProtectionInput> input, Reason reason, Caller caller, WebhookStore store, SourceList sources, TimeProvider clock, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var protection = WebhookProtectionReading.Read(input.Value, sources, clock.GetUtcNow(), input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ProtectAsync(new(id), protection, version, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => Document(saved, sources, clock));
    }

    private static JsonHttpResult<WebhookProtectionDocument> Document(WebhookStanding standing, SourceList sources, TimeProvider clock) =>
        TypedResults.Json(WebhookProtectionDocument.Of(standing, sources, clock.GetUtcNow()), ApiJson.Default.WebhookProtectionDocument);

    private static async Task<IResult> SignAsync(string id, Reason reason, Caller caller, WebhookStore store, CancellationToken cancel) =>
        Secret(id, await store.SignAsync(new(id), caller.Change(reason.Text), cancel));

    private static async Task<IResult> SetBearerAsync(string id, Reason reason, Caller caller, WebhookStore store, CancellationToken cancel) =>
        Secret(id, await store.SetBearerAsync(new(id), caller.Change(reason.Text), cancel));

    private static IResult Secret(string id, (ChangeResult<WebhookStanding> Result, string Secret) made) =>
        made.Result.Answer(What, id, _ => TypedResults.Json(new WebhookSecretDocument(made.Secret), ApiJson.Default.WebhookSecretDocument));

    private static async Task<IResult> UnsignAsync(string id, Reason reason, Caller caller, WebhookStore store, CancellationToken cancel) =>
        Nothing(id, await store.UnsignAsync(new(id), caller.Change(reason.Text), cancel));

    private static async Task<IResult> RemoveBearerAsync(string id, Reason reason, Caller caller, WebhookStore store, CancellationToken cancel) =>
        Nothing(id, await store.RemoveBearerAsync(new(id), caller.Change(reason.Text), cancel));

    private static async Task<IResult> RevokeFormerAsync(string id, Reason reason, Caller caller, WebhookStore store, CancellationToken cancel) =>
        Nothing(id, await store.RevokeFormerAsync(new(id), caller.Change(reason.Text), cancel));

    private static IResult Nothing(string id, ChangeResult<WebhookStanding> result) => result.Answer(What, id, _ => TypedResults.NoContent());

    private static async Task<IResult> RefusalsAsync(string id, WebhookStore store, WebhookTally tally, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is not null
            ? TypedResults.Json(WebhookRefusalsDocument.Of(tally.Read(id)), ApiJson.Default.WebhookRefusalsDocument)
            : ApiErrors.NotFound(What, id);
}
