using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Api.Manual;

/// <summary>Cancelling and moving a resting order by hand.</summary>
internal static class OrderChangeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/orders/{id}", ShowAsync).Requires(Scope.Read).WithTags("Orders")
            .Describe("getOrder", "Show an order").Answers<PlacedOrderDocument>().Fails(404);
        api.MapPost("/orders/{id}/cancel", CancelAsync).Requires(Scope.Trade).WithTags("Orders")
            .Describe("cancelOrder", "Cancel a resting order",
                "Entries and exits only: a stop or a target follows the position it protects. To take protection away, send a signal with the action cancel and includeProtection.")
            .Answers<PlacedOrderDocument>().Fails(404, 409);
        api.MapPost("/orders/{id}/amend", AmendAsync).Requires(Scope.Trade).WithTags("Orders")
            .Describe("amendOrder", "Move a resting order", "Prices go to the venue's tick and quantities to its lot. What an entry would open more, or become worth more, meets the limits a new entry of the difference meets, and is refused with the limit's code; making it smaller is never refused. "
                + "Of a target the limit price is moved, of that one alone: the other targets and the stop of its position stay as they are. To move a stop, or all of them, send a signal with the action protect.")
            .Answers<PlacedOrderDocument>().Fails(404, 409);
    }

    private static Task<IResult> ShowAsync(string id, Sight sight, RecordReader reader, CancellationToken cancel) => AnswerAsync(id, sight, reader, cancel);

    private static async Task<IResult> CancelAsync(
        string id, Wait wait, Caller caller, Sight sight, AccountDirectory accounts, RecordReader reader, ManualLog log, TimeProvider clock, CancellationToken cancel)
    {
        var (host, order, problem) = await FindAsync(id, sight, accounts, reader, (_, order) => ManualChanges.IsChangeable(order), cancel);
        if (problem is not null)
        {
            return problem;
        }

        await log.WriteAsync(new ManualCancelSent { By = caller.Actor, Subject = id, SubjectName = Name(host!, order!) }, cancel);
        if (!host!.PostFact(new AccountCommand.ChangeOrder(order!.Id, null, caller.User.Name)))
        {
            return ManualErrors.Busy(host.Account);
        }

        await wait.UntilAsync(host, state => state.Orders.GetValueOrDefault(order.Id) is not { State.IsTerminal: false }, clock, cancel);
        return await AnswerAsync(id, sight, reader, cancel);
    }

    private static async Task<IResult> AmendAsync(
        string id, Input<AmendmentInput> input, Wait wait, Caller caller, Sight sight, AccountDirectory accounts, RecordReader reader, ManualLog log, TimeProvider clock, CancellationToken cancel)
    {
        var (host, order, problem) = await FindAsync(id, sight, accounts, reader, (state, order) => ManualChanges.IsChangeable(order) || ManualChanges.IsMovableTarget(state, order), cancel);
        if (problem is not null)
        {
            return problem;
        }

        // A target is placed anew where the venue cannot move it.
        if (order!.Ticket.Leg != Leg.TakeProfit && host!.Committed.Profile?.Capabilities.Amend != true)
        {
            return ManualErrors.Conflict("cannot-amend", "This venue cannot change an order that rests. Cancel it and send another.");
        }

        if (order is { Pending: not null } or { DoubtedUntil: not null })
        {
            return ManualErrors.Conflict("change-under-way", "Another change of this order is under way. Look at what came of it and try again.");
        }

        var levels = AmendmentReading.Read(input, order!, host!.Committed.Holdings[order!.Ticket.Instrument].Instrument);
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        await log.WriteAsync(new ManualAmendmentSent { By = caller.Actor, Subject = id, SubjectName = Name(host, order!) }, cancel);
        if (!host.PostFact(new AccountCommand.ChangeOrder(order!.Id, levels, caller.User.Name)))
        {
            return ManualErrors.Busy(host.Account);
        }

        await wait.UntilAsync(host, state => IsDone(state.Orders.GetValueOrDefault(order.Id), order), clock, cancel);
        return host.Committed.Orders.GetValueOrDefault(order.Id) is { LastDenied: { } denied } after && after.ChangesDenied > order.ChangesDenied
            ? AmendmentReading.Denied(denied, input.Value)
            : await AnswerAsync(id, sight, reader, cancel);
    }

    private static bool IsDone(Order? now, Order before) =>
        now is not { State.IsTerminal: false } || now.Levels != before.Levels || now.ChangesDenied > before.ChangesDenied || (now.Pending is null && now.AmendmentsRefused > before.AmendmentsRefused);

    private static async Task<(AccountHost? Host, Order? Order, IResult? Problem)> FindAsync(
        string id, Sight sight, AccountDirectory accounts, RecordReader reader, Func<AccountState, Order, bool> isChangeable, CancellationToken cancel)
    {
        if (!ClientOrderId.TryParse(id, out var orderId) || await RowAsync(id, sight, reader, cancel) is not { } row)
        {
            return (null, null, ApiErrors.NotFound("order", id));
        }

        if (!sight.May(new AccountId(row.Account), PermissionLevel.Trade))
        {
            return (null, null, PermissionWords.NotPermitted());
        }

        if (accounts.Find(new(row.Account)) is not { } host)
        {
            return (null, null, ManualErrors.NotHere(new(row.Account)));
        }

        return host.Committed.Orders.GetValueOrDefault(orderId) switch
        {
            null or { State.IsTerminal: true } => (null, null, ManualErrors.Conflict("order-ended", "This order has ended: nothing of it rests.")),
            { } order when isChangeable(host.Committed, order) => (host, order, null),
            _ => (null, null, ManualErrors.Conflict("protective-order",
                "This order protects a position and follows it. Send a signal with the action protect to move it, or set the price of a target that rests, or cancel with includeProtection to take it away.")),
        };
    }

    private static string Name(AccountHost host, Order order) => $"{Text.Words.Of(order.Ticket.Side)} {order.Levels.Quantity} {order.Ticket.Instrument} at {host.Account}";

    private static Task<OrderRow?> RowAsync(string id, Sight sight, RecordReader reader, CancellationToken cancel) =>
        reader.ReadAsync(sight, scope => scope.RowAsync<OrderRow>("SELECT * FROM orders WHERE id = @Id", new { Id = id }), cancel);

    private static async Task<IResult> AnswerAsync(string id, Sight sight, RecordReader reader, CancellationToken cancel) =>
        await RowAsync(id, sight, reader, cancel) is { } row
            ? TypedResults.Json(PlacedOrderDocument.Of(row), ApiJson.Default.PlacedOrderDocument)
            : ApiErrors.NotFound("order", id);
}
