using System.Text.Json;
using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.Paging;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Manual;

/// <summary>Trades that wait for a person. A trade's id has a slash in it and stands in the address as it is.</summary>
internal static class ApprovalEndpoints
{
    private const int ReasonCharsMax = 500;

    public static void Map(RouteGroupBuilder api)
    {
        var approvals = api.MapGroup("/approvals").WithTags("Approvals");
        approvals.MapGet("/", ListAsync).Requires(Scope.Read)
            .Describe("listApprovals", "List the trades that wait for a person", "Newest first; what is shown of each is a preview, computed anew once it is approved.")
            .Answers<Page<TradeDocument>>();
        approvals.MapPost("/{signalId}/{subscriptionId}/approve", ApproveAsync).Requires(Scope.Approve)
            .Describe("approveTrade", "Approve a trade, as it is or with changes",
                "Units in `terms` replace the resolved ones. A mistake in them is told at its field while the trade still waits; the audit trail keeps who changed what. "
                + "Once approved it is planned and judged anew, by every rule, gate and limit: the answer says what came of it.")
            .Answers<TradeDocument>().Fails(404, 409);
        approvals.MapPost("/{signalId}/{subscriptionId}/reject", RejectAsync).Requires(Scope.Approve)
            .Describe("rejectTrade", "Reject a trade")
            .Answers<TradeDocument>().Fails(404, 409);
    }

    private static async Task<IResult> ListAsync(PageRequest page, Sight sight, RecordFilter<ApprovalList> filter, RecordReader reader, CancellationToken cancel) =>
        TypedResults.Json(
            Page.Of(await reader.PageAsync<ApprovalList, TradeRow>(sight, filter, page, cancel), page.Limit, TradeDocument.Of, row => row.Id),
            ApiJson.Default.PageTradeDocument);

    private static async Task<IResult> ApproveAsync(
        string signalId, string subscriptionId, Input<ApprovalInput> input, Wait wait, Caller caller, Sight sight, AccountDirectory accounts, RecordReader reader,
        ManualLog log, TimeProvider clock, CancellationToken cancel)
    {
        var id = new TradeId(new(signalId), new(subscriptionId));
        var (host, trade, problem) = await FindAsync(id, sight, accounts, reader, cancel);
        if (problem is not null)
        {
            return problem;
        }

        var instrument = trade!.Request.Instrument;
        var terms = ApprovalReading.Read(input, trade, new(host!.Committed.Holdings[instrument].Instrument, host.Market.Latest(instrument), clock.GetUtcNow()));
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        await log.WriteAsync(Given(trade, terms, caller), cancel);
        if (!host.PostFact(new AccountCommand.Approve(id, caller.User.Name, terms == trade.Request.Terms ? null : terms)))
        {
            return ManualErrors.Busy(host.Account);
        }

        await wait.UntilAsync(host, state => IsAnswered(state, id, settled: true), clock, cancel);
        return await AnswerAsync(id, sight, reader, cancel);
    }

    private static async Task<IResult> RejectAsync(
        string signalId, string subscriptionId, Input<RefusalInput> input, Wait wait, Caller caller, Sight sight, AccountDirectory accounts, RecordReader reader,
        ManualLog log, TimeProvider clock, CancellationToken cancel)
    {
        var id = new TradeId(new(signalId), new(subscriptionId));
        input.Check.Require((input.Value.Reason ?? "").Length <= ReasonCharsMax, "reason", $"A reason has at most {ReasonCharsMax} characters.");
        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var (host, trade, problem) = await FindAsync(id, sight, accounts, reader, cancel);
        if (problem is not null)
        {
            return problem;
        }

        var reason = input.Value.Reason is { Length: > 0 } given ? given : "no reason given";
        await log.WriteAsync(new TradeApprovalRefused { By = caller.Actor, Why = reason, Subject = id.ToString(), SubjectName = Name(trade!) }, cancel);
        if (!host!.PostFact(new AccountCommand.Disapprove(id, caller.User.Name, reason)))
        {
            return ManualErrors.Busy(host.Account);
        }

        await wait.UntilAsync(host, state => IsAnswered(state, id, settled: false), clock, cancel);
        return await AnswerAsync(id, sight, reader, cancel);
    }

    private static TradeApprovalGiven Given(Trade trade, ResolvedTerms terms, Caller caller)
    {
        var changed = ApprovalReading.Difference(trade.Request.Terms, terms);
        return new()
        {
            By = caller.Actor,
            Subject = trade.Id.ToString(),
            SubjectName = Name(trade),
            Before = changed is { } was ? JsonSerializer.SerializeToElement(was.Before, ApiJson.Default.TermsDocument) : null,
            After = changed is { } now ? JsonSerializer.SerializeToElement(now.After, ApiJson.Default.TermsDocument) : null,
        };
    }

    private static bool IsAnswered(AccountState state, TradeId id, bool settled) =>
        state.Trades.GetValueOrDefault(id) is not { } trade || (trade.Stage != TradeStage.AwaitingApproval && (trade.Settled || !settled));

    private static string Name(Trade trade) => $"{Text.Words.Of(trade.Request.Action)} {trade.Request.Instrument}";

    private static async Task<(AccountHost? Host, Trade? Trade, IResult? Problem)> FindAsync(
        TradeId id, Sight sight, AccountDirectory accounts, RecordReader reader, CancellationToken cancel)
    {
        if (await RowAsync(id, sight, reader, cancel) is not { } row)
        {
            return (null, null, ApiErrors.NotFound("trade", id.ToString()));
        }

        if (!sight.May(new AccountId(row.Account), PermissionLevel.Trade))
        {
            return (null, null, PermissionWords.NotPermitted());
        }

        if (accounts.Find(new(row.Account)) is not { } host)
        {
            return (null, null, ManualErrors.NotHere(new(row.Account)));
        }

        return host.Committed.Trades.GetValueOrDefault(id) is { Stage: TradeStage.AwaitingApproval } trade
            ? (host, trade, null)
            : (null, null, ManualErrors.Conflict("not-awaiting-approval", "This trade waits for nobody: it was answered, or its time ran out."));
    }

    private static Task<TradeRow?> RowAsync(TradeId id, Sight sight, RecordReader reader, CancellationToken cancel) =>
        reader.ReadAsync(sight, scope => scope.RowAsync<TradeRow>("SELECT * FROM trades WHERE id = @Id", new { Id = id.ToString() }), cancel);

    private static async Task<IResult> AnswerAsync(TradeId id, Sight sight, RecordReader reader, CancellationToken cancel) =>
        await RowAsync(id, sight, reader, cancel) is { } row
            ? TypedResults.Json(TradeDocument.Of(row), ApiJson.Default.TradeDocument)
            : ApiErrors.NotFound("trade", id.ToString());
}

/// <summary>The trades that wait for a person.</summary>
internal sealed class ApprovalList : IRecordList
{
    public static string Table => "(SELECT * FROM trades WHERE stage = 'awaiting_approval') AS waiting";

    public static string Order => "id";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("strategyId", "strategy", "Only trades of this strategy."),
        RecordFields.Is("accountId", "account", "Only trades of this account."),
    ];
}
