using System.ComponentModel;
using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Server.Node.Calls;
using Signalbox.Text;
using Signalbox.Venues.Connections;

namespace Signalbox.Server.Api.Lines;

/// <summary>What went to venues for a signal, and what came back.</summary>
/// <param name="Items">Oldest first.</param>
/// <param name="Complete">False: some of its orders have no call here; they were sent by another node, before the last start, or too long ago.</param>
public sealed record VenueCallsDocument(IReadOnlyList<VenueCallDocument> Items, bool Complete);

/// <summary>One command or question about an order.</summary>
public sealed record VenueCallDocument(
    string AccountId,
    [property: Description("The orders it was about.")] IReadOnlyList<string> OrderIds,
    [property: Description("place, place_pair, amend, cancel or query.")] string What,
    DateTimeOffset At,
    double TookMs,
    [property: Description("What the adapter was asked, in our terms.")] JsonElement Command,
    [property: Description("What it made of the answer, in our terms.")] JsonElement Outcome,
    [property: Description("What was on the wire, without headers and with signatures blotted out; empty where there is no wire.")] IReadOnlyList<WireExchangeDocument> Exchanges)
{
    internal static VenueCallDocument Of(AccountId account, VenueCall call) => new(
        account.Value, [.. call.Orders.Select(order => order.ToString())], call.What, call.At, Math.Round(call.Took.TotalMilliseconds, 3),
        CallJson.Of(call.Command), CallJson.Of(call.Outcome), [.. call.Exchanges.Select(WireExchangeDocument.Of)]);
}

/// <summary>One request and what came back; each at most 8 KB.</summary>
public sealed record WireExchangeDocument(
    string Method,
    string Target,
    string Request,
    [property: Description("answered, not_sent or unknown.")] string End,
    [property: Description("The HTTP status; 0 where nothing came back.")] int Status,
    string Response,
    [property: Description("For what was not answered: what happened.")] string Why)
{
    internal static WireExchangeDocument Of(WireExchange exchange) => new(
        exchange.Method, WireText.Of(exchange.Target), WireText.Of(exchange.Body), Words.Of(exchange.End), exchange.Status, WireText.Of(exchange.Answer), exchange.Why);
}
