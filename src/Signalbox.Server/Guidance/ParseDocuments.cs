using System.ComponentModel;
using System.Text.Json;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Rules;
using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Server.Api.Terms;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Guidance;

/// <summary>What was understood of a body, and what would come of it.</summary>
public sealed record ParsedBodyDocument(
    [property: Description("The language it was read as.")] string Reader,
    [property: Description("What was mended to read it.")] IReadOnlyList<string> Repairs,
    [property: Description("Which piece of the body said what.")] IReadOnlyList<TextPartDocument> Parts,
    [property: Description("In the order they would run.")] IReadOnlyList<ParsedSignalDocument> Signals);

public sealed record ParsedSignalDocument(
    [property: Description("The canonical form, in Signalbox JSON.")] JsonElement Signal,
    [property: Description("The same in Signalbox's plain text.")] string Text,
    [property: Description("Fields nobody knows: kept, never acted upon.")] JsonElement? UnknownFields,
    [property: Description("One per subscription; absent where no strategy was named.")] IReadOnlyList<ParsedTargetDocument>? Targets);

/// <summary>What one subscription would make of a signal now.</summary>
public sealed record ParsedTargetDocument(
    string SubscriptionId,
    string AccountId,
    [property: Description("pending where it would go on, else how it would end: denied, skipped, awaiting_approval; unknown where the account could not be asked.")] string Status,
    string? Code,
    string? Message,
    [property: Description("What holds there, each unit with its origin.")] EffectiveTermsDocument Terms,
    [property: Description("The steps it would take from the position found now.")] TradePlan? Plan,
    [property: Description("Every rule that had something to say, and what it said.")] IReadOnlyList<Verdict> Rules,
    [property: Description("The orders that would leave first.")] IReadOnlyList<ParsedOrderDocument> Orders)
{
    internal static ParsedTargetDocument Of(SignalReceived signal, DryTarget asked)
    {
        var target = asked.Target;
        var terms = EffectiveTermsDocument.Of(signal.Terms[target.Terms]);
        return asked.Trade is { } trade
            ? new(target.Subscription.Value, target.Account.Value, Signalbox.Text.Words.Of(trade.Status), trade.Code, trade.Message, terms, trade.Plan, trade.Verdicts, [.. trade.Orders.Select(ParsedOrderDocument.Of)])
            : new(target.Subscription.Value, target.Account.Value, Signalbox.Text.Words.Of(target.Refused is null ? TradeStatus.Unknown : TradeStatus.Denied),
                target.Refused ?? "account-not-ready", target.Refused is null ? "The account is not loaded or did not answer in time." : "Nothing would be delivered there.", terms, null, [], []);
    }
}

/// <summary>An order that would leave.</summary>
public sealed record ParsedOrderDocument(
    Leg Leg,
    string Symbol,
    Side Side,
    OrderType Type,
    Quantity Quantity,
    Price? LimitPrice,
    Price? StopPrice,
    TimeInForce TimeInForce,
    bool ReduceOnly,
    [property: Description("What rounding to the venue's tick and lot changed.")] IReadOnlyList<Adjustment> Adjustments)
{
    public static ParsedOrderDocument Of(OrderTicket ticket) => new(
        ticket.Leg, ticket.Instrument.Value, ticket.Side, ticket.Type, ticket.Quantity, ticket.LimitPrice, ticket.StopPrice, ticket.TimeInForce, ticket.ReduceOnly, [.. ticket.Adjustments]);
}

/// <summary>Why a body is not taken, as the webhook would say it.</summary>
public sealed record ParseRefusalDocument(
    bool Success,
    [property: Description("The webhook's stable code.")] string MessageCode,
    [property: Description("What to change.")] string Message,
    [property: Description("The field at fault, or line and column.")] string? Field,
    [property: Description("Where in the body that is; absent where it is the whole body.")] TextPlaceDocument? Place,
    [property: Description("The language it was taken for.")] string? Reader,
    IReadOnlyList<string> Repairs);
