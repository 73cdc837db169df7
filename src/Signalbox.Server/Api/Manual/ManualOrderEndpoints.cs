using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Manual;

internal static class ManualOrderEndpoints
{
    private const int AccountsMax = 1_000;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/orders", SendAsync).Requires(Scope.Trade).WithTags("Orders")
        .Describe("sendOrder", "Send an order by hand",
            "It is a signal like any other, for the accounts it names: entries, exits (which close a position), cancels, targets, protection. "
            + "`Idempotency-Key` or an id in the signal makes a resend harmless. The answer is the signal's story, as far as it has come.")
        .Answers<SignalDocument>().Fails(409);

    private static async Task<IResult> SendAsync(
        IdempotencyKey key, Input<ManualOrderInput> input, Wait wait, Caller caller, Sight sight,
        CatalogueHolder catalogue, ManualOrders orders, ReceiptAnswers answers, CancellationToken cancel)
    {
        var order = ReadOrder(input, sight, catalogue.Current);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (!orders.IsReady)
        {
            return ManualErrors.NotReady();
        }

        var (signal, receipt) = await orders.SendAsync(input.Value.Signal!.Value, order.Accounts, order.Subscription, key.Text, caller, cancel);
        return await answers.AnswerAsync(signal, sight, receipt, wait, cancel);
    }

    private static (IReadOnlyList<AccountId> Accounts, Subscription? Subscription) ReadOrder(Input<ManualOrderInput> input, Sight sight, Catalogue catalogue)
    {
        var accounts = (input.Value.Accounts ?? []).Distinct(StringComparer.Ordinal).Select(account => new AccountId(account)).ToArray();
        input.Check.Require(accounts.Length is > 0 and <= AccountsMax, "accounts", $"Name 1 to {AccountsMax} accounts.");
        foreach (var account in accounts)
        {
            input.Check.Require(
                catalogue.Connections.GetValueOrDefault(account) is { Status: ConnectionStatus.Enabled } && sight.May(account, PermissionLevel.Trade),
                "accounts", $"There is no account {account} that is switched on and that you may trade at.");
        }

        input.Check.Require(input.Value.Signal is { ValueKind: JsonValueKind.Object }, "signal", "Send the signal as an object with ticker and action.");
        if (input.Value.SubscriptionId is not { } id)
        {
            return (accounts, null);
        }

        var subscription = catalogue.Subscriptions.GetValueOrDefault(new SubscriptionId(id));
        subscription = subscription is not null && sight.Sees(subscription) ? subscription : null;
        input.Check.Require(subscription is not null, "subscriptionId", $"There is no subscription {id}.");
        input.Check.Require(
            subscription is null || (accounts.Length == 1 && accounts[0] == subscription.Account),
            "subscriptionId", "Name the subscription's own account, and no other.");
        return (accounts, subscription);
    }
}
