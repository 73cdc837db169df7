using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>
/// The numbers an order has had: a change puts another order in its place, with a number and an id of its own. Here it stays
/// one order of the engine, seen under each of its numbers.
/// </summary>
internal sealed class AlpacaRevisions(SandboxFloor floor)
{
    private readonly ConcurrentDictionary<(Account Account, long Order), List<string>> changed = [];
    private readonly ConcurrentDictionary<(Account Account, string ClientId), (long Order, int Revision)> byClientId = [];

    public int Newest(Order order) => changed.TryGetValue((order.Account, order.Number), out var ids) ? ids.Count : 0;

    public static string IdOf(Order order, int revision) => revision == 0 && AlpacaBrackets.IsLeg(order.Terms.ClientId) ? order.Terms.ClientId! : string.Create(CultureInfo.InvariantCulture, $"{revision:x8}-0000-4000-8000-{order.Number:x12}");

    public string? ClientIdOf(Order order, int revision) => revision == 0 ? order.Terms.ClientId : changed[(order.Account, order.Number)][revision - 1];

    public (Order Order, int Revision)? Find(SandboxAccount account, string id)
    {
        if (AlpacaBrackets.IsLeg(id))
        {
            return FindByClientId(account, id);
        }

        var parts = id.Split('-');
        return parts.Length == 5 && int.TryParse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var revision)
            && long.TryParse(parts[4], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var number)
            && floor.Read(_ => floor.Ledger.Find(account.Trading, number)) is { } order && revision <= Newest(order)
                ? (order, revision)
                : null;
    }

    public (Order Order, int Revision)? FindByClientId(SandboxAccount account, string clientId) =>
        byClientId.TryGetValue((account.Trading, clientId), out var found)
            ? (floor.Read(_ => floor.Ledger.Find(account.Trading, found.Order))!, found.Revision)
            : floor.Read(_ => floor.Ledger.Find(account.Trading, clientId)) is { } order ? (order, 0) : null;

    /// <summary>Another number for the order; false when the id is taken.</summary>
    public bool Begin(Order order, string clientId)
    {
        if (!byClientId.TryAdd((order.Account, clientId), (order.Number, Newest(order) + 1)))
        {
            return false;
        }

        changed.GetOrAdd((order.Account, order.Number), static _ => []).Add(clientId);
        return true;
    }

    /// <summary>The change was refused: the order keeps its number.</summary>
    public void Undo(Order order, string clientId)
    {
        changed[(order.Account, order.Number)].Remove(clientId);
        byClientId.TryRemove((order.Account, clientId), out _);
    }
}
