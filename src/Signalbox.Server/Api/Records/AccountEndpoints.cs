using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Risk;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;
using Signalbox.Text;

namespace Signalbox.Server.Api.Records;

/// <summary>How the accounts stand: what they may do, what they have, what waits for them.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/accounts", ListAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("listAccounts", "Show how every account stands").Answers<AccountsDocument>();
        api.MapGet("/accounts/{id}", FindAsync).Requires(Scope.Read).WithTags("Accounts")
            .Describe("getAccount", "Show how an account stands").Answers<AccountDocument>().Fails(404);
    }

    private static async Task<IResult> ListAsync(CatalogueHolder catalogue, AccountDirectory accounts, RecordReader reader, CancellationToken cancel)
    {
        var rows = await reader.ReadAsync(scope => scope.RowsAsync<AccountRow>("SELECT * FROM accounts"), cancel);
        var recorded = rows.ToDictionary(row => row.Id, StringComparer.Ordinal);
        var connections = catalogue.Current.Connections.Values.OrderBy(connection => connection.Id);
        return TypedResults.Json(
            new AccountsDocument([.. connections.Select(connection => Document(connection, accounts, recorded.GetValueOrDefault(connection.Id.Value)))]),
            ApiJson.Default.AccountsDocument);
    }

    private static async Task<IResult> FindAsync(
        string id, CatalogueHolder catalogue, AccountDirectory accounts, RecordReader reader, CancellationToken cancel)
    {
        if (catalogue.Current.Connections.GetValueOrDefault(new AccountId(id)) is not { } connection)
        {
            return ApiErrors.NotFound("account", id);
        }

        var row = await reader.ReadAsync(scope => scope.RowAsync<AccountRow>("SELECT * FROM accounts WHERE id = @Id", new { Id = id }), cancel);
        return TypedResults.Json(Document(connection, accounts, row), ApiJson.Default.AccountDocument);
    }

    private static AccountDocument Document(BrokerConnection connection, AccountDirectory accounts, AccountRow? row) =>
        accounts.Find(connection.Id) is { } host ? Running(connection, host, host.Committed) : new(
            connection.Id.Value, connection.Name, connection.Broker, connection.Mode, connection.Status, false,
            row?.TradingState ?? Words.Of(TradingMode.Active), row?.Why is { Length: > 0 } why ? why : null,
            row is { Since: > 0 } ? RecordValues.Time(row.Since) : null, row is { Reconciling: 1 }, null, null, null, null, null, []);

    private static AccountDocument Running(BrokerConnection connection, AccountHost host, AccountState state) => new(
        connection.Id.Value, connection.Name, connection.Broker, connection.Mode, connection.Status, true,
        Words.Of(state.TradingState.Mode),
        state.TradingState.Why is { Length: > 0 } why ? why : null,
        state.TradingState.Since == DateTimeOffset.UnixEpoch ? null : state.TradingState.Since,
        state.Reconciling,
        host.Waiting,
        state.Holdings.Values.Sum(holding => holding.Waiting.Count + holding.Triggers.Count),
        state.Trades.Values.Count(trade => trade.Stage == TradeStage.AwaitingApproval),
        state.Holdings.Values.Sum(holding => holding.OpenOrders.Count),
        state.Holdings.Values.Count(holding => holding.Lots.Count > 0),
        [.. host.Funds.Select(funds => new BalanceDocument(funds.View.Currency, funds.Balance, funds.View.Equity, funds.View.Available, funds.View.At))]);
}
