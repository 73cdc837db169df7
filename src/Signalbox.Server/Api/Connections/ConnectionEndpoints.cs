using Microsoft.AspNetCore.Http.HttpResults;
using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Connections;

internal static class ConnectionEndpoints
{
    private const string What = "connection";
    private const string ForLive = "for connections that are not paper";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/brokers", Brokers).Requires(Scope.Read).WithTags("Connections")
            .Describe("listBrokers", "List the brokers", "What each needs for a connection.")
            .Answers<BrokersDocument>();
        var connections = api.MapGroup("/connections").WithTags("Connections");
        connections.MapGet("/", ListAsync).Requires(Scope.Read)
            .Describe("listConnections", "List the connections")
            .Answers<Page<ConnectionDocument>>();
        connections.MapGet("/{id}", FindAsync).Requires(Scope.Read).OnAccount("id", PermissionLevel.See)
            .Describe("getConnection", "Show a connection", "Credentials are never shown, only which ones are set.")
            .Answers<ConnectionDocument>().Fails(404);
        connections.MapPost("/", CreateAsync).Requires(Scope.Configure).RequiresFreshProof(ForLive)
            .Describe("createConnection", "Connect an account at a broker")
            .Answers<ConnectionDocument>(201);
        connections.MapPut("/{id}", ReplaceAsync).Requires(Scope.Configure).RequiresFreshProof(ForLive).OnAccount("id", PermissionLevel.Manage)
            .Describe("replaceConnection", "Replace a connection", "Send the whole connection; absent credentials stay as they are. Broker and mode stay.")
            .Answers<ConnectionDocument>().Fails(404, 409);
        connections.MapDelete("/{id}", DeleteAsync).Requires(Scope.Configure).RequiresFreshProof(ForLive).OnAccount("id", PermissionLevel.Own)
            .Describe("deleteConnection", "Delete a connection", "Refused while it has subscriptions. Its credentials are erased.")
            .AnswersNothing().Fails(404, 409, 422);
    }

    private static JsonHttpResult<BrokersDocument> Brokers(BrokerDirectory directory) =>
        TypedResults.Json(new BrokersDocument([.. directory.Brokers.Select(BrokerDocument.Of)]), ApiJson.Default.BrokersDocument);

    private static async Task<IResult> ListAsync(PageRequest page, Sight sight, ConnectionStore store, CancellationToken cancel)
    {
        var rows = await store.ListAsync(sight, page.After, page.RowsToRead, cancel);
        return TypedResults.Json(
            Page.Of(rows, page.Limit, row => ConnectionDocument.Of(row, sight), row => row.Value.Connection.Id.Value),
            ApiJson.Default.PageConnectionDocument);
    }

    private static async Task<IResult> FindAsync(string id, Sight sight, ConnectionStore store, CancellationToken cancel) =>
        await store.FindAsync(new(id), cancel) is { } found
            ? TypedResults.Json(ConnectionDocument.Of(found, sight), ApiJson.Default.ConnectionDocument)
            : ApiErrors.NotFound(What, id);

    private static async Task<IResult> CreateAsync(
        Input<ConnectionInput> input, Reason reason, Caller caller, ConnectionStore store, ConnectionReading reading, FreshProof proof, IIdSource ids, CancellationToken cancel)
    {
        input.RefuseVersion(input.Value.Version);
        reading.RequireCredentials(input.Value, input.Check);
        var connection = reading.Read(input.Value, new(ids.Next().ToString()), input.Check);
        NetworkRights.Check(caller, connection, null, input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (connection.Mode != AccountMode.Paper && proof.Refusal(caller) is { } refused)
        {
            return refused;
        }

        var result = await store.CreateAsync(connection, input.Value.Credentials ?? [], caller.Change(reason.Text), cancel);
        return result.Answer(What, connection.Id.Value, saved => Answers.Created(
            ConnectionDocument.Of(saved, Sight.Whole), ApiJson.Default.ConnectionDocument, $"/api/v1/connections/{connection.Id}"));
    }

    private static async Task<IResult> ReplaceAsync(
        string id, Input<ConnectionInput> input, Reason reason, Caller caller, CatalogueHolder catalogue, ConnectionStore store, ConnectionReading reading, FreshProof proof,
        CancellationToken cancel)
    {
        var version = input.RequireVersion(input.Value.Version);
        var connection = reading.Read(input.Value, new(id), input.Check);
        NetworkRights.Check(caller, connection, catalogue.Current.Connections.GetValueOrDefault(new AccountId(id)), input.Check);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (connection.Mode != AccountMode.Paper && proof.Refusal(caller) is { } refused)
        {
            return refused;
        }

        var result = await store.ReplaceAsync(connection, input.Value.Credentials, version, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, saved => TypedResults.Json(ConnectionDocument.Of(saved, Sight.Whole), ApiJson.Default.ConnectionDocument));
    }

    private static async Task<IResult> DeleteAsync(
        string id, SeenVersion version, Reason reason, Caller caller, CatalogueHolder catalogue, ConnectionStore store, FreshProof proof, CancellationToken cancel)
    {
        if (catalogue.Current.Connections.GetValueOrDefault(new AccountId(id)) is { Mode: not AccountMode.Paper } && proof.Refusal(caller) is { } refused)
        {
            return refused;
        }

        var result = await store.DeleteAsync(new(id), version.Number, caller.Change(reason.Text), cancel);
        return result.Answer(What, id, _ => TypedResults.NoContent());
    }
}
