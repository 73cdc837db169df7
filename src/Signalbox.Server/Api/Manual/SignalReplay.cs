using System.Text;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Monitoring.Receipts;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Node;
using Signalbox.Server.Security.Requests;
using Signalbox.Signals;
using Signalbox.Signals.Readers.SignalboxJson;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Api.Manual;

/// <summary>
/// Sends a past signal again, to a paper account alone. It is a new signal that says what it repeats, and it belongs to a
/// strategy of its own, so that it counts neither as the strategy's trade nor as the subscription's.
/// </summary>
internal sealed class SignalReplay(TradingNode node, CatalogueHolder catalogue, ManualLog log, IIdSource ids, TimeProvider clock)
{
    public static readonly StrategyId Strategy = new("replay");

    public bool IsReady => node.Pipeline is not null;

    /// <param name="strategy">Whose defaults and gates hold; null: none.</param>
    /// <param name="like">Whose overrides, rules and gates hold; null: the strategy's alone.</param>
    public async Task<(SignalId Signal, Receipt Receipt)> SendAsync(
        SignalId replayed, Signal signal, BrokerConnection account, Strategy? strategy, Subscription? like, Caller caller, CancellationToken cancel)
    {
        if (account.Mode != AccountMode.Paper)
        {
            throw new InvalidOperationException($"A replay was about to go to {account.Id}, which is no paper account.");
        }

        // What says when it was or makes it one of several is left out: it would be stale, a resend, or wait for ever.
        var again = signal with { ExplicitId = null, SenderOrderId = null, SentAt = null, Account = null, AfterFillOf = null, CancelGroup = null, IsTest = false };
        var raw = SignalboxJsonWriter.Write(again);
        var id = new SignalId(ids.Next().ToString());
        await log.WriteAsync(
            new SignalReplayed
            {
                By = caller.Actor,
                Why = $"A replay of signal {replayed}.",
                Subject = id.Value,
                SubjectName = account.Name,
                After = JsonElement.Parse(raw),
            }, cancel);
        var submission = new Submission
        {
            Arrival = new() { Id = id, Strategy = Strategy, At = clock.GetUtcNow(), Raw = raw, ReplayOf = replayed },
            Body = Encoding.UTF8.GetBytes(raw),
            Origin = "replay",
        };
        var pipeline = node.Pipeline ?? throw new InvalidOperationException("A signal was replayed before the node was ready.");
        return (id, await pipeline.ReceiveAsync(submission, CatalogueOf(account, strategy, like), cancel));
    }

    private Catalogue CatalogueOf(BrokerConnection account, Strategy? strategy, Subscription? like) => new(
        catalogue.Current.Version,
        [(strategy ?? new() { Id = Strategy, Name = "Replay" }) with { Id = Strategy, Enabled = true, AllowedTickers = [] }],
        [(like ?? new() { Id = new(""), Strategy = Strategy, Account = account.Id }) with
        {
            Id = new($"{Strategy}:{account.Id}"),
            Strategy = Strategy,
            Account = account.Id,
            Enabled = true,
            AllowedTickers = [],
        }],
        [account]);
}
