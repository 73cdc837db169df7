using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>
/// Exits that came with their entry. They are held until it has filled, then they become orders of which one ends the other;
/// with an entry that ends unfilled, they end too.
/// </summary>
internal sealed class AlpacaBrackets
{
    private const string LegMark = "-4000-a000-";

    private readonly SandboxFloor floor;
    private readonly ConcurrentDictionary<(Account Account, long Entry), AlpacaLegs> known = [];
    private readonly ConcurrentDictionary<(Account Account, long Entry), AlpacaLegs> waiting = [];

    public AlpacaBrackets(SandboxFloor floor)
    {
        this.floor = floor;
        floor.Join(happening =>
        {
            if (happening.Order is not { } order || order.IsOpen || !waiting.TryRemove((order.Account, order.Number), out var legs))
            {
                return;
            }

            if (order.State == VenueOrderState.Filled)
            {
                // Told under the floor's lock: the exits are placed when it is free.
                _ = Task.Run(() => Place(legs));
            }
        });
    }

    /// <summary>The leg an id stands for; null for an id of another kind.</summary>
    public static bool IsLeg(string? id) => id?.Contains(LegMark, StringComparison.Ordinal) == true;

    /// <summary>The legs of an entry as the request has them, or what is wrong with them.</summary>
    public static (IReadOnlyList<OrderTerms> Legs, AlpacaFault? Fault) Read(JsonCall call, OrderTerms entry)
    {
        var (target, stop) = (call.Number("take_profit.limit_price"), call.Number("stop_loss.stop_price"));
        var isBracket = call.Text("order_class") == "bracket";
        var fault = entry.Instrument.Value.Contains('/', StringComparison.Ordinal) ? AlpacaFault.Invalid($"crypto orders not allowed for advanced order_class: {call.Text("order_class")}")
            : entry.TimeInForce is not (TimeInForce.Day or TimeInForce.Gtc) ? AlpacaFault.Invalid("complex orders only support day or gtc time_in_force")
            : isBracket && target is null ? AlpacaFault.Invalid("bracket orders require take_profit.limit_price")
            : isBracket && stop is null ? AlpacaFault.Invalid("bracket orders require stop_loss.stop_price")
            : !isBracket && target is null == stop is null ? AlpacaFault.Invalid("oto orders require either take_profit or stop_loss")
            : isBracket && (entry.Side == Side.Buy ? target <= stop : target >= stop) ? AlpacaFault.Invalid("take_profit.limit_price must be on the other side of stop_loss.stop_price")
            : null;
        var exit = entry with { Side = entry.Side.Opposite, ClientId = null, Type = OrderType.Limit, LimitPrice = null, StopPrice = null, Trail = null, ReduceOnly = false };
        var limit = call.Number("stop_loss.limit_price");
        var legs = new List<OrderTerms>();
        if (target is { } price)
        {
            legs.Add(exit with { LimitPrice = new Price(price) });
        }

        if (stop is { } trigger)
        {
            legs.Add(exit with { Type = limit is null ? OrderType.Stop : OrderType.StopLimit, LimitPrice = limit is { } at ? new Price(at) : null, StopPrice = new Price(trigger) });
        }

        return (legs, fault);
    }

    public void Wait(SandboxAccount account, Order entry, string orderClass, IReadOnlyList<OrderTerms> terms)
    {
        var group = $"legs-{entry.Number.ToString(CultureInfo.InvariantCulture)}";
        var legs = new AlpacaLegs(account, orderClass, [.. terms.Select((leg, index) => leg with
        {
            ClientId = string.Create(CultureInfo.InvariantCulture, $"{index + 1:x8}-0000{LegMark}{entry.Number:x12}"),
            OcoGroup = terms.Count > 1 ? group : null,
        })]);
        var key = (entry.Account, entry.Number);
        known[key] = waiting[key] = legs;
        if (!entry.IsOpen && waiting.TryRemove(key, out _) && entry.State == VenueOrderState.Filled)
        {
            Place(legs);
        }
    }

    public AlpacaLegs? Of(Order entry) => known.GetValueOrDefault((entry.Account, entry.Number));

    public bool IsHeld(Order entry) => waiting.ContainsKey((entry.Account, entry.Number));

    private void Place(AlpacaLegs legs)
    {
        foreach (var leg in legs.Terms)
        {
            floor.Place(legs.Account, leg);
        }
    }
}

/// <param name="OrderClass">bracket or oto.</param>
internal sealed record AlpacaLegs(SandboxAccount Account, string OrderClass, IReadOnlyList<OrderTerms> Terms);
