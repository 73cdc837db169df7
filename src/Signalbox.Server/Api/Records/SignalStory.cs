using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Monitoring.Latencies;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Guidance;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Records;

/// <summary>Gathers all that is known of one signal.</summary>
internal sealed record SignalStory(
    SignalRow Signal, IReadOnlyList<TradeRow> Trades, IReadOnlyList<OrderRow> Orders, IReadOnlyList<FillRow> Fills, IReadOnlyList<IncidentRow> Incidents)
{
    /// <summary>A thousand subscriptions with a bracket each are shown whole; more of one kind are cut.</summary>
    private const string Bounded = "LIMIT 5000";

    public static async Task<SignalStory?> FindAsync(StoreScope scope, string id)
    {
        var values = new { Id = id };
        return await scope.RowAsync<SignalRow>("SELECT * FROM signals WHERE id = @Id", values) is not { } signal ? null : new(
            signal,
            await scope.RowsAsync<TradeRow>($"SELECT * FROM trades WHERE signal = @Id ORDER BY id {Bounded}", values),
            await scope.RowsAsync<OrderRow>($"SELECT * FROM orders WHERE signal = @Id ORDER BY place {Bounded}", values),
            await scope.RowsAsync<FillRow>($"SELECT * FROM fills WHERE signal = @Id ORDER BY place {Bounded}", values),
            await scope.RowsAsync<IncidentRow>($"SELECT * FROM incidents WHERE signal = @Id ORDER BY place {Bounded}", values));
    }

    /// <param name="moments">What no event tells, where this node still knows it.</param>
    /// <param name="sight">Whose accounts are told of; the rows were read through the same.</param>
    public SignalDocument Tell(RecentMoments moments, Sight sight) => new(
        SignalSummaryDocument.Of(Signal),
        Signal.Raw,
        Signal.Field,
        RecordText.Repairs(Signal.Repairs),
        Signal.Signal is { } read && Signal.Raw.Length > 0 ? TextParts.Of(Signal.Raw, [RecordText.Signal(read)]) : [],
        Signal.Signal is { } json ? JsonElement.Parse(json) : null,
        Signal.ConfigurationVersion,
        SignalTargetDocument.Of(Signal, sight),
        [.. Trades.Select(TradeDocument.Of)],
        [.. Orders.Select(PlacedOrderDocument.Of)],
        [.. Fills.Select(FillDocument.Of)],
        [.. Incidents.Select(IncidentDocument.Of)],
        [.. Steps(moments).OrderBy(step => step.At).Select(Document)]);

    private IEnumerable<Step> Steps(RecentMoments moments)
    {
        yield return new("received", Signal.ReceivedAt, null, null, null);
        if (moments.CommittedAt(new(Signal.Id)) is { } committed)
        {
            yield return new("committed", committed.UtcTicks, null, null, null);
        }

        foreach (var trade in Trades)
        {
            foreach (var (phase, at) in (IEnumerable<(string, long?)>)
                [("taken", trade.TakenAt), ("started", trade.StartedAt), ("protected", trade.ProtectedAt), ("ended", trade.EndedAt)])
            {
                if (at is { } known)
                {
                    yield return new(phase, known, trade.Subscription, null, null);
                }
            }
        }

        foreach (var order in Orders)
        {
            foreach (var (phase, at) in (IEnumerable<(string, long?)>)
                [("intended", order.IntendedAt), ("sent", order.SentAt ?? moments.SentAt(ClientOrderId.From(order.Id))?.UtcTicks), ("accepted", order.AcceptedAt), ("first_fill", order.FirstFillAt), ("finished", order.FinishedAt)])
            {
                if (at is { } known)
                {
                    yield return new(phase, known, order.Subscription, order.Id, order.Leg);
                }
            }
        }
    }

    private TimelineDocument Document(Step step) => new(
        step.Phase, RecordValues.Time(step.At), TimeSpan.FromTicks(step.At - Signal.ReceivedAt).TotalMilliseconds, step.Subscription, step.Order, step.Leg);

    private sealed record Step(string Phase, long At, string? Subscription, string? Order, string? Leg);
}
