namespace Signalbox.Venues.Matching;

/// <summary>
/// Is told of every event right after it was applied, while the order is exactly as the event left it. The events of the
/// house are not told.
/// </summary>
public interface ILedgerSink
{
    void Happened(in Happening happening);
}

/// <param name="Order">The order concerned; null for events of the account itself and for refusals.</param>
public readonly record struct Happening(Account Account, Order? Order, LedgerEvent Event, DateTimeOffset At);
