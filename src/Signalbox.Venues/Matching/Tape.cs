namespace Signalbox.Venues.Matching;

/// <summary>
/// Writes events: numbers them, applies each to its account and tells the sink. Everything the engine does to an order
/// passes here, so the fold of what was told is the state by construction.
/// </summary>
internal sealed class Tape(ILedgerSink sink)
{
    private long highest;

    /// <summary>The time of the request being worked on.</summary>
    public DateTimeOffset Now { get; set; }

    /// <summary>One sequence numbers orders, priorities and trades.</summary>
    public long Next() => ++highest;

    public void ContinueAbove(long number) => highest = Math.Max(highest, number);

    public Order? Write(Account account, LedgerEvent happened)
    {
        var order = account.Apply(happened, Now);
        if (account.Mode != FundsMode.House)
        {
            sink.Happened(new(account, order, happened, Now));
        }

        return order;
    }
}
