using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin.Futures;

/// <summary>
/// Leverage, margin mode and the money of an account. The venue keeps a leverage for cross margin only; in isolated margin
/// each order carries it, so what was set is kept here and sent along.
/// </summary>
internal sealed class KucoinFuturesDesk(VenueLine line, KucoinFuturesRequests requests, KucoinFuturesTermsBook book, OrderMemory memory, IReadOnlyList<string> currencies)
{
    private volatile IReadOnlyDictionary<InstrumentId, string> settles = new Dictionary<InstrumentId, string>();

    /// <summary>
    /// What an order must carry. Asked once an instrument, unless the order says it; where the question fails, the order goes
    /// without, and the venue refuses what does not fit.
    /// </summary>
    public async Task<KucoinTerms> TermsForAsync(PlaceOrder order, SigningTime time, CancellationToken cancel)
    {
        if (order.Extras is { MarginMode: { } mode, Leverage: { } leverage })
        {
            return new(mode, leverage);
        }

        if (book.Find(order.Instrument) is { } known)
        {
            return known;
        }

        await LearnAsync(order.Instrument, time, cancel);
        return book.Find(order.Instrument) ?? new(null, book.LeverageOf(order.Instrument));
    }

    public async Task<VenueAnswer<PositionTerms>> PositionTermsAsync(InstrumentId instrument, SigningTime time, CancellationToken cancel)
    {
        if (await LearnAsync(instrument, time, cancel) is { } failure)
        {
            return VenueAnswer.Failed<PositionTerms>(failure);
        }

        var reply = await line.SendAsync(requests.PositionMode(time), cancel);
        return reply.Why is { } why
            ? VenueAnswer.Failed<PositionTerms>(why)
            : VenueAnswer.Of(new PositionTerms(
                instrument, book.LeverageOf(instrument) ?? 1m, book.Find(instrument)?.MarginMode, KucoinFuturesCodec.PositionModeOf(reply.Wire.Body.Span)));
    }

    public async Task<VenueOutcome> SetLeverageAsync(InstrumentId instrument, decimal leverage, SigningTime time, CancellationToken cancel)
    {
        if (book.Find(instrument) is null && await LearnAsync(instrument, time, cancel) is { } failure)
        {
            return new VenueOutcome.NotSent($"Which margin mode holds could not be asked: {failure}", null);
        }

        var outcome = book.Find(instrument)?.MarginMode == MarginMode.Cross
            ? (await line.SendAsync(requests.SetCrossLeverage(instrument, leverage, time), cancel)).Outcome(KucoinCodec.Done)
            : new VenueOutcome.Accepted(null);
        if (outcome is VenueOutcome.Accepted)
        {
            book.Learn(instrument, leverage);
        }

        return outcome;
    }

    public async Task<VenueOutcome> SetMarginModeAsync(InstrumentId instrument, MarginMode mode, SigningTime time, CancellationToken cancel)
    {
        var outcome = (await line.SendAsync(requests.SetMarginMode(instrument, mode, time), cancel)).Outcome(KucoinCodec.Done);
        if (outcome is VenueOutcome.Accepted)
        {
            book.Learn(instrument, mode);
        }

        return outcome;
    }

    public async Task<VenueAnswer<IReadOnlyList<Instrument>>> InstrumentsAsync(CancellationToken cancel)
    {
        var answer = (await line.SendAsync(KucoinFuturesRequests.Instruments(), cancel)).Answer(reply => KucoinFuturesCodec.Instruments(reply.Body.Span));
        if (answer.Value is { } listed)
        {
            settles = listed.GroupBy(each => each.Id).ToDictionary(group => group.Key, group => group.First().Settle);
        }

        return answer;
    }

    /// <summary>Each currency has an account of its own, asked for by name.</summary>
    public async Task<VenueAnswer<IReadOnlyList<VenueBalance>>> BalancesAsync(Func<SigningTime> now, CancellationToken cancel)
    {
        var all = new List<VenueBalance>();
        foreach (var currency in currencies.Concat(memory.InUse.Select(each => settles.GetValueOrDefault(each)).OfType<string>()).Distinct())
        {
            var answer = (await line.SendAsync(requests.Balance(currency, now()), cancel)).Answer(reply => KucoinFuturesCodec.Balance(reply.Body.Span));
            if (answer.Value is not { } balance)
            {
                return VenueAnswer.Failed<IReadOnlyList<VenueBalance>>(answer.Failure!);
            }

            if (balance.Total != Money.Zero || balance.Available != Money.Zero)
            {
                all.Add(balance);
            }
        }

        return VenueAnswer.Of<IReadOnlyList<VenueBalance>>(all);
    }

    /// <returns>Why it could not be learnt; null when it was.</returns>
    private async Task<string?> LearnAsync(InstrumentId instrument, SigningTime time, CancellationToken cancel)
    {
        var reply = await line.SendAsync(requests.MarginMode(instrument, time), cancel);
        if (reply.Why is { } why)
        {
            return why;
        }

        if (KucoinFuturesCodec.MarginModeOf(reply.Wire.Body.Span) is not { } mode)
        {
            return "The venue's answer cannot be read.";
        }

        var isCross = mode == MarginMode.Cross;
        var answer = await line.SendAsync(isCross ? requests.CrossLeverage(instrument, time) : requests.Position(instrument, time), cancel);
        if (answer.Why is { } alsoWhy)
        {
            return alsoWhy;
        }

        // A position in isolated margin keeps the leverage it was opened with, unless another was set since.
        if ((isCross ? KucoinFuturesCodec.Leverage(answer.Wire.Body.Span) : book.LeverageOf(instrument) ?? KucoinFuturesCodec.PositionLeverage(answer.Wire.Body.Span)) is { } leverage)
        {
            book.Learn(instrument, leverage);
        }

        book.Learn(instrument, mode);
        return null;
    }
}
