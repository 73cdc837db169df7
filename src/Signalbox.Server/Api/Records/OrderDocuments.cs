using System.ComponentModel;
using System.Text.Json.Serialization;
using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Monitoring.Alerts;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Configuration.Alerts;
using Signalbox.Text;

namespace Signalbox.Server.Api.Records;

/// <summary>An order and what became of it.</summary>
public sealed record PlacedOrderDocument(
    [property: Description("The id we gave it: part of every request to the venue.")] string Id,
    string AccountId,
    string Symbol,
    string? SignalId,
    string? SubscriptionId,
    string? StrategyId,
    [property: Description("entry, exit, stop_loss or take_profit.")] string Leg,
    [property: Description("Which of several targets, from 0.")] long Target,
    [property: Description("Rises when an order is replaced by another.")] long Revision,
    string Side,
    string Type,
    string TimeInForce,
    bool ReduceOnly,
    Quantity Quantity,
    Price? LimitPrice,
    Price? StopPrice,
    Quantity FilledQuantity,
    Price? AveragePrice,
    Money Fees,
    [property: Description("intended, sent, accepted, triggered, partly_filled, filled, cancelled, rejected, expired, denied or unknown.")] string Status,
    [property: Description("It can still fill.")] bool IsOpen,
    string? VenueOrderId,
    string? Code,
    [property: Description("The venue's own word for a refusal.")] string? VenueCode,
    string? Reason,
    [property: Description("What rounding to the venue's tick and lot changed.")] IReadOnlyList<Adjustment> Adjustments,
    DateTimeOffset IntendedAt,
    [property: Description("Only where the venue took its time to answer.")] DateTimeOffset? SentAt,
    DateTimeOffset? AcceptedAt,
    DateTimeOffset? FirstFillAt,
    DateTimeOffset? FinishedAt,
    [property: Description("What its signal said the price was.")] Price? SignalPrice,
    [property: Description("Average against the signal's price, in hundredths of a percent; positive is worse than signalled."), JsonConverter(typeof(PlainDecimalConverter))] decimal? SlippageBasisPoints,
    [property: Description("From when it was intended until the venue had acknowledged it, in milliseconds."), JsonConverter(typeof(PlainDecimalConverter))] decimal? AcknowledgedMs)
{
    public static PlacedOrderDocument Of(OrderRow row) => new(
        row.Id, row.Account, row.Instrument, row.Signal, row.Subscription, row.Strategy, row.Leg, row.Target, row.Revision, row.Side, row.Type,
        row.TimeInForce, row.ReduceOnly == 1, RecordValues.Quantity(row.Quantity), RecordValues.Price(row.LimitPrice), RecordValues.Price(row.StopPrice),
        RecordValues.Quantity(row.Filled), RecordValues.Price(row.AveragePrice), RecordValues.Money(row.Fees), row.Status, row.IsOpen == 1,
        row.VenueOrderId, row.Code, row.VenueCode, row.Reason, RecordText.Adjustments(row.Adjustments), RecordValues.Time(row.IntendedAt),
        RecordValues.Time(row.SentAt), RecordValues.Time(row.AcceptedAt), RecordValues.Time(row.FirstFillAt), RecordValues.Time(row.FinishedAt),
        RecordValues.Price(row.SignalPrice), SlippageValues.BasisPoints(row.Side, row.SignalPrice, row.AveragePrice),
        row.AcceptedAt is { } accepted && accepted >= row.IntendedAt ? Math.Round((accepted - row.IntendedAt) / (decimal)TimeSpan.TicksPerMillisecond, 1) : null);
}

/// <summary>One execution.</summary>
public sealed record FillDocument(
    [property: Description("The venue's id.")] string Id,
    string AccountId,
    string Symbol,
    [property: Description("Absent for a fill that did not come from here.")] string? OrderId,
    string VenueOrderId,
    string? SignalId,
    string? SubscriptionId,
    string? StrategyId,
    string? Leg,
    string Side,
    Quantity Quantity,
    Price Price,
    Money Fee,
    string? FeeCurrency,
    [property: Description("Profit of the lots it closed, fees not included.")] Money Realised,
    string Currency,
    [property: Description("Whose lots it closed.")] IReadOnlyList<RecordedClose> Closes,
    [property: Description("The venue declared a fill void: this is its opposite.")] bool IsVoid,
    DateTimeOffset At,
    [property: Description("What the signal of its order said the price was.")] Price? SignalPrice,
    [property: Description("Its price against the signal's, in hundredths of a percent; positive is worse than signalled."), JsonConverter(typeof(PlainDecimalConverter))] decimal? SlippageBasisPoints)
{
    public static FillDocument Of(FillRow row) => new(
        row.Id, row.Account, row.Instrument, row.OrderId, row.VenueOrderId, row.Signal, row.Subscription, row.Strategy, row.Leg, row.Side,
        RecordValues.Quantity(row.Quantity), RecordValues.Price(row.Price)!.Value, RecordValues.Money(row.Fee), row.FeeCurrency,
        RecordValues.Money(row.Realised), row.Currency, RecordText.Closes(row.Closes), row.IsVoid == 1, RecordValues.Time(row.At),
        RecordValues.Price(row.SignalPrice), SlippageValues.BasisPoints(row.Side, row.SignalPrice, row.Price));
}

/// <summary>How many incidents call a person and were seen by nobody.</summary>
public sealed record OpenIncidentCountDocument(int Count, [property: Description("False: there are more, or there may be.")] bool IsExact);

/// <summary>Something a person should know.</summary>
public sealed record IncidentDocument(
    [property: Description("Its place in the list.")] string Id,
    [property: Description("Absent: it is about the installation itself.")] string? AccountId,
    [property: Description("alarm, emergency, anomaly, unknown_order, foreign_fill, external_order, naked, position_doubted, position_adjusted, reconciliation, trading_state, loss_limit or upkeep.")] string Kind,
    string? Code,
    string Message,
    string? SignalId,
    string? SubscriptionId,
    string? OrderId,
    string? Symbol,
    DateTimeOffset At)
{
    /// <summary>Who has seen it; absent while nobody said so. Only lists of incidents tell it.</summary>
    public AcknowledgementDocument? Acknowledged { get; init; }

    /// <summary>Whether it calls a person, by the rules as they are now. Only lists of incidents tell it.</summary>
    public bool? Alerting { get; init; }

    /// <summary>The rule that says so; absent where none fits.</summary>
    public string? Rule { get; init; }

    public static IncidentDocument Of(IncidentRow row, Acknowledgement? seen, AlertVerdict verdict) => Of(row) with
    {
        Acknowledged = seen is null ? null : AcknowledgementDocument.Of(seen),
        Alerting = verdict.Alerts,
        Rule = verdict.Rule,
    };

    public static IncidentDocument Of(IncidentRow row) => new(
        row.Place, row.Account.Length == 0 ? null : row.Account, row.Kind, row.Code, row.Message, row.Signal, row.Subscription, row.OrderId, row.Instrument, RecordValues.Time(row.At));
}
