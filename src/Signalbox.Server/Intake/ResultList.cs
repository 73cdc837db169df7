using System.Text.Json;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Strategies.Routing;
using Signalbox.Text;

namespace Signalbox.Server.Intake;

/// <summary>What each subscription made of a signal so far, as an answer tells it.</summary>
internal sealed record ResultList(string Status, string? Code, string? Message, IReadOnlyList<SubscriptionResult> Results)
{
    public static ResultList Of(SignalReceived signal, IReadOnlyDictionary<SubscriptionId, TradeReport> reports)
    {
        if (signal.Targets.Count == 0)
        {
            return new("rejected", "no-target", "The strategy has no enabled subscription, so nothing was sent. Add or enable one.", []);
        }

        var results = new List<SubscriptionResult>();
        var missing = 0;
        foreach (var target in signal.Targets)
        {
            if (target.Refused is { } code)
            {
                results.Add(NotDelivered(target, code));
            }
            else if (reports.TryGetValue(target.Subscription, out var report))
            {
                results.Add(ResultOf(report));
            }
            else
            {
                missing++;
            }
        }

        return new(missing > 0 ? "pending" : Summary(results), null, null, results);
    }

    public static ResultList Of(IReadOnlyList<TradeReport> reports)
    {
        var results = reports.Select(ResultOf).ToList();
        return new(Summary(results), null, null, results);
    }

    /// <summary>Why the signal as a whole came to nothing; nothing where the subscriptions tell.</summary>
    public void WriteCode(Utf8JsonWriter json)
    {
        if (Code is { } code)
        {
            json.WriteString("messageCode", code);
            json.WriteString("message", Message);
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray("results");
        foreach (var result in Results)
        {
            result.Write(json);
        }

        json.WriteEndArray();
    }

    private static SubscriptionResult NotDelivered(SignalTarget target, string code) => code switch
    {
        SignalTarget.Test => new(target.Subscription, target.Account, TradeStatus.Skipped, code, "The signal is a test: it was read and resolved, and nothing was sent.", null),
        "parent-not-here" => new(target.Subscription, target.Account, TradeStatus.Skipped, code, "The signal it was to follow did not go to this account.", null),
        _ => new(target.Subscription, target.Account, TradeStatus.Denied, code, "The account is switched off. Switch it on to let it trade.", null),
    };

    private static SubscriptionResult ResultOf(TradeReport report) =>
        new(report.Trade.Subscription, report.Account, report.Status, report.Code, report.Message, report);

    private static string Summary(List<SubscriptionResult> results)
    {
        if (results.Any(result => result.Report is { Settled: false }))
        {
            return "pending";
        }

        var done = results.Count(result => result.Status is TradeStatus.Filled or TradeStatus.Working or TradeStatus.Cancelled
            or TradeStatus.AwaitingApproval or TradeStatus.Partial or TradeStatus.Skipped);
        return done == results.Count ? (results.Any(result => result.Status == TradeStatus.Partial) ? "partial" : "executed")
            : done == 0 ? "rejected"
            : "partial";
    }
}

internal sealed record SubscriptionResult(
    SubscriptionId Subscription, AccountId Account, TradeStatus Status, string? Code, string? Message, TradeReport? Report)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("subscription", Subscription.Value);
        json.WriteString("account", Account.Value);

        // A trade whose steps are under way is being worked on.
        json.WriteString("status", Words.Of(Status == TradeStatus.Pending ? TradeStatus.Working : Status));
        WriteOptional(json, "code", Code);
        WriteOptional(json, "message", Message);
        json.WriteStartArray("orders");
        foreach (var order in Report?.Orders ?? [])
        {
            WriteOrder(json, order);
        }

        json.WriteEndArray();
        json.WritePropertyName("position");
        WritePosition(json, Report?.Position);
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, OrderSummary order)
    {
        json.WriteStartObject();
        json.WriteString("leg", Words.Of(order.Leg));
        json.WriteString("clientOrderId", order.ClientOrderId.ToString());
        WriteOptional(json, "venueOrderId", order.VenueOrderId?.Value);
        json.WriteString("side", Words.Of(order.Side));
        json.WriteString("type", Words.Of(order.Type));
        json.WriteString("quantity", order.Quantity.ToString());
        WriteOptional(json, "limitPrice", order.LimitPrice?.ToString());
        WriteOptional(json, "stopPrice", order.StopPrice?.ToString());
        json.WriteString("filledQuantity", order.FilledQuantity.ToString());
        WriteOptional(json, "averagePrice", order.AveragePrice?.ToString());
        json.WriteString("status", Words.Of(order.Status));
        if (order.Reason is { } reason)
        {
            json.WriteString("reason", reason);
        }

        WriteAdjustments(json, order);
        json.WriteEndObject();
    }

    /// <summary>What rounding to the venue's tick and lot changed.</summary>
    private static void WriteAdjustments(Utf8JsonWriter json, OrderSummary order)
    {
        if (order.Adjustments.Count == 0)
        {
            return;
        }

        json.WriteStartArray("adjustments");
        foreach (var adjustment in order.Adjustments)
        {
            json.WriteStartObject();
            json.WriteString("field", adjustment.Field);
            json.WriteString("asked", adjustment.Asked);
            json.WriteString("used", adjustment.Used);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter json, PositionSummary? position)
    {
        json.WriteStartObject();
        json.WriteString("side", position is null ? "flat" : position.Side == Side.Buy ? "long" : "short");
        json.WriteString("quantity", position?.Quantity.ToString() ?? "0");
        WriteOptional(json, "averagePrice", position?.AveragePrice.ToString());
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }
}
