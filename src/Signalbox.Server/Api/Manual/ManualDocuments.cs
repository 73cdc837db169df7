using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Server.Api.Terms;
using Signalbox.Text;

namespace Signalbox.Server.Api.Manual;

/// <summary>An order by hand. It goes the way of every signal: read, judged, sized, written down, sent.</summary>
public sealed record ManualOrderInput(
    [property: Required, Description("The accounts it goes to.")] IReadOnlyList<string>? Accounts = null,
    [property: Required, Description("A signal as a webhook takes it: ticker, action and whatever else it says.")] JsonElement? Signal = null,
    [property: Description("Whose position it acts on, where the account keeps one for each subscription.")] string? SubscriptionId = null);

/// <summary>Where an order is moved to; what is absent stays.</summary>
public sealed record AmendmentInput(
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? Quantity = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? LimitPrice = null,
    [property: JsonConverter(typeof(PlainDecimalConverter))] decimal? StopPrice = null);

/// <summary>An approval, with what is changed before the trade begins.</summary>
public sealed record ApprovalInput(
    [property: Description("Units that replace the resolved ones; absent ones stay. Sizes, orders, times in force, stop, targets and leverage can be changed. A quantity is meant as it stands: no multiplier is applied to it.")] TermsDocument? Terms = null);

/// <summary>Why a trade is not approved.</summary>
public sealed record RefusalInput(string? Reason = null);
