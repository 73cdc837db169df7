using System.Collections.Frozen;
using Signalbox.Identity;

namespace Signalbox.Markets;

/// <summary>What positions are worth: the latest prices of what an account holds, taken when a command was built.</summary>
public sealed class MarksView(FrozenDictionary<InstrumentId, Price> prices)
{
    /// <summary>A price older than this does not value a position.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    public static readonly MarksView None = new(FrozenDictionary<InstrumentId, Price>.Empty);

    public Price? Of(InstrumentId instrument) => prices.TryGetValue(instrument, out var price) ? price : null;
}
