using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Records;

/// <summary>How the accounts stand: what they may do, what they have, what waits for them.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts", ListAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("listAccounts", "Show how every account stands").Answers<AccountsDocument>();
        api.MapGet("/accounts/{id}", FindAsync).Requires(Scope.Read).OnAccount("id", PermissionLevel.See).WithTags("Accounts")
            .Describe("getAccount", "Show how an account stands").Answers<AccountDocument>().Fails(404);
    }

    private static async Task<IResult> ListAsync(Sight sight, CatalogueHolder catalogue, AccountDirectory accounts, RecordReader reader, CancellationToken cancel)
    {
        var rows = await reader.ReadAsync(sight, scope => scope.RowsAsync<AccountRow>("SELECT * FROM accounts"), cancel);
        var recorded = rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var connections = catalogue.Current.Connections.Values.Where(connection => sight.Sees(connection.Id)).OrderBy(connection => connection.Id);
        return TypedResults.Json(
            new AccountsDocument([.. connections.Select(connection => AccountDocument.Of(connection, accounts, recorded.GetValueOrDefault(connection.Id.Value)))]),
            ApiJson.Default.AccountsDocument);
    }

    private static async Task<IResult> FindAsync(
        string id, Sight sight, CatalogueHolder catalogue, AccountDirectory accounts, RecordReader reader, CancellationToken cancel)
    {
        if (catalogue.Current.Connections.GetValueOrDefault(new AccountId(id)) is not { } connection)
        {
            return ApiErrors.NotFound("account", id);
        }

        var row = await reader.ReadAsync(sight, scope => scope.RowAsync<AccountRow>("SELECT * FROM accounts WHERE id = @Id", new { Id = id }), cancel);
        return TypedResults.Json(AccountDocument.Of(connection, accounts, row), ApiJson.Default.AccountDocument);
    }
}
