namespace Signalbox.Venues;

/// <summary>What a lookup of one order proved. A failed lookup proves nothing and counts for nothing.</summary>
public abstract record OrderEvidence
{
    private OrderEvidence()
    {
    }

    public sealed record Found(OrderReport Report, IReadOnlyList<FillReport> Fills) : OrderEvidence;

    /// <summary>Every endpoint family that could know the order answered, and none does.</summary>
    public sealed record Absent : OrderEvidence;

    public sealed record Failed(string Why) : OrderEvidence;
}
