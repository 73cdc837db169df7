using Signalbox.Markets;
using Signalbox.Performance.Results;
using Signalbox.Text;

namespace Signalbox.Server.Api.Records;

/// <summary>How much worse than its signal said something traded.</summary>
internal static class SlippageValues
{
    /// <summary>Null where the signal named no price, or nothing traded.</summary>
    public static decimal? BasisPoints(string side, string? signalled, string? paid) =>
        RecordValues.Price(signalled) is { Value: > 0 } said && RecordValues.Price(paid) is { } traded
            ? Math.Round(EntrySlippage.Between(side == Words.Of(Side.Buy) ? Side.Buy : Side.Sell, said, traded), 2)
            : null;
}
