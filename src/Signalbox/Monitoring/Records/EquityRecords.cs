using Signalbox.Performance.Equity;

namespace Signalbox.Monitoring.Records;

/// <summary>What an event of an equity stream means for the tables.</summary>
public static class EquityRecords
{
    public static IEnumerable<EquityRow> Of(EquityEvent happened) => happened is EquitySampled sampled
        ? sampled.Samples.Select(sample => new EquityRow
        {
            Account = sample.Account.Value,
            Currency = sample.Currency,
            At = sampled.At.UtcTicks,
            Place = RecordText.Place(sampled.At, $"{sample.Account}.{sample.Currency}"),
            Equity = sample.Equity.ToString(),
            Balance = sample.Balance.ToString(),
            Available = sample.Available.ToString(),
        })
        : throw new InvalidOperationException($"{happened.GetType().Name} has no row.");
}
