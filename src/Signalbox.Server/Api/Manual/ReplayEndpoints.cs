using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
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

/// <summary>Where a past signal is sent again.</summary>
public sealed record ReplayInput(
    [property: Required, Description("A paper account that is switched on. A replay never goes to a live one.")] string? AccountId = null,
    [property: Description("Whose settings hold, whatever account it is for; absent: the strategy's alone.")] string? SubscriptionId = null);

internal static class ReplayEndpoints
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/signals/{id}/replay", ReplayAsync).Requires(Scope.Trade).WithTags("Signals")
        .Describe("replaySignal", "Send a past signal again, to a paper account",
            "A new signal that says what it repeats. It is sized, judged and priced as things are now. The answer is its story, as far as it has come.")
        .Answers<SignalDocument>().Fails(404, 409);

    private static async Task<IResult> ReplayAsync(
        string id, Input<ReplayInput> input, Wait wait, Caller caller, Sight sight, CatalogueHolder catalogue, SignalReplay replay, RecordReader reader,
        ReceiptAnswers answers, CancellationToken cancel)
    {
        var row = await reader.ReadAsync(sight, scope => scope.RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", new { Id = id }), cancel);
        if (row is null)
        {
            return ApiErrors.NotFound("signal", id);
        }

        if (row.Signal is not { } json)
        {
            return ManualErrors.Conflict("not-understood", $"That body was refused ({row.Code}): there is no signal in it that could be sent again.");
        }

        var known = sight.Of(catalogue.Current);
        var account = known.Connections.GetValueOrDefault(new AccountId(input.Value.AccountId ?? ""));
        input.Check.Require(account is null or { Mode: AccountMode.Paper }, "accountId", $"{account?.Name} trades real money. A replay goes to paper accounts alone.");
        input.Check.Require(account is { Status: ConnectionStatus.Enabled } && sight.May(account.Id, PermissionLevel.Trade), "accountId", "Name an account that is switched on and that you may trade at.");
        var like = input.Value.SubscriptionId is { } subscription ? known.Subscriptions.GetValueOrDefault(new SubscriptionId(subscription)) : null;
        input.Check.Require(like is not null || input.Value.SubscriptionId is null, "subscriptionId", $"There is no subscription {input.Value.SubscriptionId}.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        if (!replay.IsReady)
        {
            return ManualErrors.NotReady();
        }

        var strategy = known.Strategy(like?.Strategy ?? new(row.Strategy));
        var (signal, receipt) = await replay.SendAsync(new(id), RecordText.Signal(json), account!, strategy, like, caller, cancel);
        return await answers.AnswerAsync(signal, sight, receipt, wait, cancel);
    }
}
