using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox;

/// <summary>Every order the exchange ever accepted: what tests compare with what was believed.</summary>
public sealed class SandboxLedger
{
    private readonly List<Order> orders = [];
    private readonly Dictionary<(Account, long), Order> byNumber = [];
    private readonly Dictionary<(Account, string), Order> byClientId = [];

    public int Count => orders.Count;

    public IReadOnlyList<Order> Orders => orders;

    public Order? Find(Account account, long number) => byNumber.GetValueOrDefault((account, number));

    /// <summary>The newest order with this client id: where ids may be used again, the older ones are in the list.</summary>
    public Order? Find(Account account, string clientId) => byClientId.GetValueOrDefault((account, clientId));

    internal void Add(Order order)
    {
        orders.Add(order);
        byNumber.Add((order.Account, order.Number), order);
        if (order.Terms.ClientId is { } clientId)
        {
            byClientId[(order.Account, clientId)] = order;
        }
    }
}
