using System.Collections.Concurrent;
using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kucoin;

/// <summary>The engine's numbers as the venue writes them, and which stops have become orders of the book.</summary>
internal sealed class KucoinNumbers
{
    private const string StopMark = "vs";

    private readonly ConcurrentDictionary<(Account, long), bool> triggered = [];

    public KucoinNumbers(SandboxFloor floor) => floor.Join(happening =>
    {
        if (happening is { Event: OrderTriggered, Order: { } order })
        {
            triggered[(order.Account, order.Number)] = true;
        }
    });

    public bool HasTriggered(Order order) => triggered.ContainsKey((order.Account, order.Number));

    public static bool IsStop(Order order) => order.Terms.Type is OrderType.Stop or OrderType.StopLimit;

    /// <summary>Whether it is, or was until its end, with the service that waits for prices.</summary>
    public bool Waits(Order order) => IsStop(order) && !HasTriggered(order);

    public static string Of(long number) => number.ToString("x24", CultureInfo.InvariantCulture);

    public static string StopOf(long number) => StopMark + number.ToString("x22", CultureInfo.InvariantCulture);

    public static long? Read(string? text) => text is { Length: 24 }
        && long.TryParse(text.StartsWith(StopMark, StringComparison.Ordinal) ? text[StopMark.Length..] : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
