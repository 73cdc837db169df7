using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Monitoring.Receipts;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Requests;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Api.Manual;

/// <summary>
/// Sends orders by hand through the same pipeline as a webhook's. They belong to a strategy and subscriptions that exist for
/// this one signal: nothing but the system's defaults stands behind them, and they may add and turn.
/// </summary>
internal sealed class ManualOrders(TradingNode node, CatalogueHolder catalogue, ManualLog log, IIdSource ids, TimeProvider clock)
{
    public static readonly StrategyId Strategy = new("manual");

    public bool IsReady => node.Pipeline is not null;

    /// <param name="subscription">Whose position it acts on; null: the accounts'.</param>
    public async Task<(SignalId Signal, Receipt Receipt)> SendAsync(
        JsonElement signal, IReadOnlyList<AccountId> accounts, Subscription? subscription, string? key, Caller caller, CancellationToken cancel)
    {
        var id = new SignalId(ids.Next().ToString());
        var raw = signal.GetRawText();
        await log.WriteAsync(
            new ManualOrderSent { By = caller.Actor, Subject = id.Value, SubjectName = string.Join(", ", accounts), After = signal }, cancel);
        var submission = new Submission
        {
            Arrival = new() { Id = id, Strategy = Strategy, At = clock.GetUtcNow(), Raw = raw },
            Body = Encoding.UTF8.GetBytes(raw),
            IdempotencyKey = key,
            KeyScope = new($"hand:{caller.User.Id}", $"{string.Join(' ', accounts.Select(account => account.Value).Order(StringComparer.Ordinal))}\n{subscription?.Id}"),
            Origin = "manual",
        };
        var pipeline = node.Pipeline ?? throw new InvalidOperationException("An order by hand was sent before the node was ready.");
        return (id, await pipeline.ReceiveAsync(submission, CatalogueOf(accounts, subscription), cancel));
    }

    private Catalogue CatalogueOf(IReadOnlyList<AccountId> accounts, Subscription? subscription)
    {
        var current = catalogue.Current;
        var strategy = new Strategy { Id = Strategy, Name = "By hand" };
        return new(
            current.Version,
            [strategy],
            [.. accounts.Select(account => new Subscription
            {
                Id = subscription?.Id ?? new($"{Strategy}:{account}"),
                Strategy = Strategy,
                Account = account,
                Rules = new(AllowAddToPosition: true, AllowSideSwap: true),
            })],
            [.. current.Connections.Values]);
    }
}
