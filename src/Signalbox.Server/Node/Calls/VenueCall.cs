using Signalbox.Identity;
using Signalbox.Venues.Connections;

namespace Signalbox.Server.Node.Calls;

/// <summary>One command or question about an order, as it went to a venue.</summary>
/// <param name="What">place, place_pair, amend, cancel or query.</param>
/// <param name="Command">What the adapter was asked, in our terms.</param>
/// <param name="Outcome">What it made of the venue's answer, in our terms.</param>
/// <param name="Exchanges">What was on the wire; empty for the paper exchange, which has none, and for orders over a socket.</param>
internal sealed record VenueCall(
    DateTimeOffset At, TimeSpan Took, string What, IReadOnlyList<ClientOrderId> Orders, object Command, object Outcome, IReadOnlyList<WireExchange> Exchanges);
