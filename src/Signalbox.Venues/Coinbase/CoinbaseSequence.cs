namespace Signalbox.Venues.Coinbase;

/// <summary>The numbers of one line's messages, whatever their channel.</summary>
internal sealed class CoinbaseSequence
{
    private long last = -1;

    /// <summary>True for a message that came before.</summary>
    public bool IsOld(long? number) => number <= last;

    /// <summary>Why something is missing before this message; null when nothing is.</summary>
    public string? Missing(long? number)
    {
        if (number is not { } told)
        {
            return null;
        }

        var missing = last >= 0 && told > last + 1 ? $"The stream is missing what came between its messages {last} and {told}." : null;
        last = told;
        return missing;
    }
}
