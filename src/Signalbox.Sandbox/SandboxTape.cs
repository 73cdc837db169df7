using Signalbox.Identity;

namespace Signalbox.Sandbox;

/// <summary>The past of one market in plain numbers, as most protocols write it. Read under the floor's lock.</summary>
internal sealed class SandboxTape(SandboxHistory history, InstrumentId instrument)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<PublicTrade> Trades => history.Trades(instrument);

    public PublicTrade? Last => Trades is [.., var last] ? last : null;

    /// <summary>The last of so many candles of a length that begin in time; oldest first.</summary>
    public IReadOnlyList<TapeCandle> Candles(TimeSpan length, DateTimeOffset from, DateTimeOffset until, int most) =>
        [.. history.Candles(instrument, new(length, null, until, most), until).Where(candle => candle.OpensAt >= from).Select(TapeCandle.Of)];

    public TapeCandle LastDay(DateTimeOffset now) => TapeCandle.Of(history.Day(instrument, now));

    public TapeCandle Candle(DateTimeOffset from, TimeSpan length, DateTimeOffset until) => TapeCandle.Of(history.Candle(instrument, from, from + length, until));
}

/// <summary>The prices of a while and what was traded in it.</summary>
internal sealed record TapeCandle(DateTimeOffset At, decimal Open, decimal High, decimal Low, decimal Close)
{
    public decimal Volume { get; init; }

    public decimal Turnover { get; init; }

    public int Trades { get; init; }

    /// <summary>The average price of what was traded; the last price when nothing was.</summary>
    public decimal Average => Volume > 0 ? decimal.Round(Turnover / Volume, 8) : Close;

    public static TapeCandle Of(SandboxCandle candle) => new(candle.OpensAt, candle.Open.Value, candle.High.Value, candle.Low.Value, candle.Close.Value)
    {
        Volume = candle.Volume,
        Turnover = candle.Turnover,
        Trades = candle.Trades,
    };
}
