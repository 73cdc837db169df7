using System.Globalization;
using Dapper;
using Signalbox.Markets;
using Signalbox.Monitoring.Records;
using Signalbox.Performance.Results;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Api.Performance;

/// <summary>What results are asked by.</summary>
internal sealed class PerformanceList : IRecordList
{
    public static string Table => "fills";

    public static string Order => "place";

    public static IReadOnlyList<FilterField> Fields { get; } =
    [
        RecordFields.Is("strategyId", "strategy", "Only results of this strategy."),
        RecordFields.Is("accountId", "account", "Only results of this account."),
        RecordFields.Is("symbol", "instrument", "Only results of this symbol."),
        RecordFields.Since("at"),
        RecordFields.Until("at"),
    ];
}

/// <summary>Results of one currency and the fees that were paid in it.</summary>
internal sealed record CurrencyResults(string Currency, IReadOnlyList<ClosedResult> Results, Money Fees);

/// <summary>Reads what results are made of, newest first and bounded, and puts it in order.</summary>
internal static class PerformanceReader
{
    public const int FillsMax = 50_000;
    private const int EntriesMax = 5_000;
    private const int PointsMax = 50_000;

    public static async Task<IReadOnlyList<FillRow>> FillsAsync(StoreScope scope, RecordFilter<PerformanceList> filter)
    {
        var (where, values) = Where(filter.Values);
        return await scope.RowsAsync<FillRow>(Text($"SELECT * FROM fills {where}ORDER BY place DESC LIMIT {FillsMax + 1}"), values);
    }

    /// <summary>Entries that filled, with the signal that caused them.</summary>
    public static async Task<IReadOnlyList<EntryRow>> EntriesAsync(StoreScope scope, RecordFilter<PerformanceList> filter)
    {
        var (where, values) = Where(filter.Values);
        const string orders = "SELECT *, intended_at AS at FROM orders WHERE leg = 'entry' AND average_price IS NOT NULL AND strategy IS NOT NULL";
        var entries = Text($"SELECT strategy, account, instrument, side, average_price, at, signal AS cause FROM ({orders}) AS filled {where}ORDER BY place DESC LIMIT {EntriesMax}");
        return await scope.RowsAsync<EntryRow>($"SELECT entries.*, signals.signal FROM ({entries}) AS entries JOIN signals ON signals.id = entries.cause", values);
    }

    /// <summary>Equity belongs to accounts, not to strategies or symbols: those do not narrow it.</summary>
    public static async Task<IReadOnlyList<EquityRow>> EquityAsync(StoreScope scope, RecordFilter<PerformanceList> filter)
    {
        var (where, values) = Where([.. filter.Values.Where(each => each.Field.Name is "accountId" or "since" or "until")]);
        return await scope.RowsAsync<EquityRow>(Text($"SELECT * FROM equity {where}ORDER BY place DESC LIMIT {PointsMax}"), values);
    }

    /// <summary>One result an order, oldest first; fills that closed nothing bring only fees.</summary>
    public static IReadOnlyList<CurrencyResults> Results(IReadOnlyList<FillRow> fills) =>
    [
        .. fills.GroupBy(fill => fill.Currency).OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => new CurrencyResults(
            each.Key,
            [.. each.Where(fill => fill.Closes is not null).GroupBy(fill => (fill.Account, Order: fill.OrderId ?? fill.VenueOrderId)).Select(Result).OrderBy(result => result.At)],
            new(each.Sum(FeeOf)))),
    ];

    private static ClosedResult Result(IEnumerable<FillRow> fills)
    {
        var all = fills.OrderBy(fill => fill.At).ToList();
        return new()
        {
            At = RecordValues.Time(all[^1].At),
            Account = all[0].Account,
            Symbol = all[0].Instrument,
            Strategy = all[0].Strategy,
            Profit = new(all.Sum(fill => RecordValues.Money(fill.Realised).Value) - all.Sum(FeeOf)),
        };
    }

    /// <summary>What a fill realised, its own fee taken off.</summary>
    public static decimal NetOf(FillRow fill) => RecordValues.Money(fill.Realised).Value - FeeOf(fill);

    // A fee in another currency, such as an exchange's own token, is no part of a result in this one.
    private static decimal FeeOf(FillRow fill) =>
        fill.FeeCurrency is null || fill.FeeCurrency == fill.Currency ? RecordValues.Money(fill.Fee).Value : 0;

    private static (string Where, DynamicParameters Values) Where(IReadOnlyList<(FilterField Field, object Value)> conditions)
    {
        var values = new DynamicParameters();
        foreach (var (field, value) in conditions)
        {
            values.Add(field.Name, value);
        }

        return (conditions.Count == 0 ? "" : $"WHERE {string.Join(" AND ", conditions.Select(each => each.Field.Condition))} ", values);
    }

    private static string Text(FormattableString sql) => sql.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An entry as the tables join it.</summary>
internal sealed record EntryRow
{
    public required string Strategy { get; init; }

    public required string Account { get; init; }

    public required string Instrument { get; init; }

    public required string Side { get; init; }

    public required string AveragePrice { get; init; }

    public long At { get; init; }

    public string? Signal { get; init; }
}
