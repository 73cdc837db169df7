using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Identity;
using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Notifications.Senders;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Notifications;

/// <summary>Who is told of incidents outside an open page, and how that goes.</summary>
internal static class NotificationEndpoints
{
    private const string What = "destination";

    public static void Map(RouteGroupBuilder api)
    {
        var destinations = api.MapGroup("/notifications/destinations").WithTags("Alerts");
        destinations.MapGet("/", ListAsync).Requires(Scope.Admin)
            .Describe("listDestinations", "List who is told of incidents", "All of them, at most 50, with how sending to each goes. Addresses are never shown, only their host and the end of a long secret.")
            .Answers<DestinationsDocument>();
        destinations.MapPost("/", CreateAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("createDestination", "Have somebody told of incidents", "Of what happens from now on. docs/notifications.md describes each kind and what it is sent.")
            .Answers<DestinationDocument>(201);
        destinations.MapPut("/{id}", ReplaceAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("replaceDestination", "Change who is told of incidents", "Send the whole destination; an absent address stays as it is, and so does the kind. What waits is tried again at once; switched off, it is dropped.")
            .Answers<DestinationDocument>().Fails(404, 409);
        destinations.MapDelete("/{id}", DeleteAsync).Requires(Scope.Admin).RequiresFreshProof()
            .Describe("deleteDestination", "Tell somebody no more", "What waits for it is dropped, and its address erased.")
            .AnswersNothing().Fails(404, 409, 422);
        destinations.MapPost("/{id}/test", TestAsync).Requires(Scope.Admin)
            .Describe("testDestination", "Send a test", "At once and once, whatever waits. Says what the other side answered, or what to mend. A heartbeat is called.")
            .Answers<DestinationTestDocument>().Fails(404);
    }

    private static async Task<JsonHttpResult<DestinationsDocument>> ListAsync(DestinationStore store, NotificationOptions options, CancellationToken cancel)
    {
        var standing = await store.ListAsync(cancel);
        return TypedResults.Json(
            new DestinationsDocument([.. standing.Select(each => DestinationDocument.Of(each.Stored, each.Line, each.Waiting))], AlertKinds.All, options.PublicAddress?.ToString()),
            ApiJson.Default.DestinationsDocument);
    }

    private static async Task<IResult> CreateAsync(
        Input<DestinationInput> input, Reason reason, Caller caller, DestinationStore store, NotificationReading reading, Bell bell, IIdSource ids, CancellationToken cancel)
    {
        input.RefuseVersion(input.Value.Version);
        input.Check.Require(input.Value.Address is not null, "address", "An address is required.");
        var destination = reading.Read(input.Value, ids.Next().ToString(), input.Check);
        var address = reading.ReadAddress(input.Value, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.CreateAsync(destination, address!, caller.Change(reason.Text), cancel);
        bell.Ring();
        return result.Answer(What, destination.Id, saved => Answers.Created(
            DestinationDocument.Of(saved), ApiJson.Default.DestinationDocument, $"/api/v1/notifications/destinations/{destination.Id}"));
    }

    private static async Task<IResult> ReplaceAsync(
        string id, Input<DestinationInput> input, Reason reason, Caller caller, DestinationStore store, NotificationReading reading, Bell bell, CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var destination = reading.Read(input.Value, id, input.Check);
        var address = reading.ReadAddress(input.Value, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var result = await store.ReplaceAsync(destination, address, version, caller.Change(reason.Text), cancel);
        bell.Ring();
        return result.Answer(What, id, saved => TypedResults.Json(DestinationDocument.Of(saved), ApiJson.Default.DestinationDocument));
    }

    private static async Task<IResult> DeleteAsync(string id, SeenVersion version, Reason reason, Caller caller, DestinationStore store, CancellationToken cancel)
    {
        var result = await store.DeleteAsync(id, version.Number, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, _ => TypedResults.NoContent());
    }

    private static async Task<IResult> TestAsync(
        string id, Reason reason, Caller caller, DestinationStore store, AllSenders senders, NotificationOptions options, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            if (await store.OpenAsync(id, cancel) is not var (destination, address))
            {
                return ApiErrors.NotFound(What, id);
            }

            if (!destination.HasAddress)
            {
                return TypedResults.Json(new(false, "It has no address yet. Enter it and switch the destination on.", 0), ApiJson.Default.DestinationTestDocument);
            }

            var started = clock.GetTimestamp();
            var (delivered, message) = await senders.SendAsync(destination.Kind, address, NotificationText.Test(destination, options.PublicAddress, clock.GetUtcNow()), cancel) switch
            {
                Delivery.Delivered done => (true, done.How),
                Delivery.Failed failed => (false, failed.Why),
                _ => throw new InvalidOperationException("A sending ended in no known way."),
            };
            var took = (long)clock.GetElapsedTime(started).TotalMilliseconds;

            // It has been sent: that it was is kept, also when the caller has gone away.
            await store.NoteTestAsync(destination, message, caller.Change(reason.Text), CancellationToken.None);
            return TypedResults.Json(new(delivered, message, took), ApiJson.Default.DestinationTestDocument);
        }
        catch (VaultException)
        {
            return TypedResults.Json(new(false, "Its address in the vault could not be opened. Enter it again.", 0), ApiJson.Default.DestinationTestDocument);
        }
    }
}
