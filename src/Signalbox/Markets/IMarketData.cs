using Signalbox.Identity;

namespace Signalbox.Markets;

/// <summary>The latest quotes of one venue, kept by its market stream. Reading never waits.</summary>
public interface IMarketData
{
    MarketView? Latest(InstrumentId instrument);
}
