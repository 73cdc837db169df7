namespace Signalbox.Markets.Symbols;

/// <summary>The instruments of the book that one reading of a ticker may mean.</summary>
internal readonly ref struct SymbolPick(SymbolIndex index, SymbolQuery query, bool hasExchange)
{
    private const string Dollar = "USD";

    private readonly SymbolIndex index = index;
    private readonly SymbolQuery query = query;
    private readonly bool hasExchange = hasExchange;

    public static bool Fits(Instrument instrument, MarketPreference preference) => preference switch
    {
        MarketPreference.Spot => instrument.Kind == InstrumentKind.Spot,
        MarketPreference.Perpetual => IsPerpetual(instrument),
        _ => true,
    };

    public void Collect(SymbolReading reading, ref SymbolSearch.Candidates found)
    {
        Add(index.ByPair(reading.Key), reading, isBase: false, ref found);
        if (found.Count == 0 && query.Terms.Quote is { } quote)
        {
            AddWithQuote(reading, quote, ref found);
        }

        if (found.Count == 0)
        {
            Add(index.ByBase(reading.Key), reading, isBase: true, ref found);
        }
    }

    // BTC means BTCUSDT, and BTCUSD too where there is no such thing, once the strategy says that its quote is USDT.
    private void AddWithQuote(SymbolReading reading, string quote, ref SymbolSearch.Candidates found)
    {
        var name = reading.Key.EndsWith(Dollar) && reading.Key.Length > Dollar.Length ? reading.Key[..^Dollar.Length] : reading.Key;
        Span<char> pair = stackalloc char[name.Length + quote.Length];
        name.CopyTo(pair);
        quote.AsSpan().ToUpperInvariant(pair[name.Length..]);
        Add(index.ByPair(pair), reading, isBase: false, ref found);
    }

    private void Add(SymbolFamily? family, SymbolReading reading, bool isBase, ref SymbolSearch.Candidates found)
    {
        if (family is null)
        {
            return;
        }

        if (reading is { Market: SymbolMarket.Any, Expiry: null } && query.Option is { Expiry: { } expiry, Strike: { } strike } option)
        {
            AddOptions(family, expiry, strike.Value, option.Right, reading, ref found);
            return;
        }

        switch (reading.Market)
        {
            case SymbolMarket.Option:
                AddOptions(family, reading.Expiry!.Value, reading.Strike!.Value, reading.Right ?? query.Option?.Right, reading, ref found);
                break;
            case SymbolMarket.Future:
                AddFutures(family, reading, ref found);
                break;
            default:
                AddPlain(family, reading, isBase, ref found);
                break;
        }
    }

    private void AddPlain(SymbolFamily family, SymbolReading reading, bool isBase, ref SymbolSearch.Candidates found)
    {
        foreach (var instrument in family.Plain)
        {
            // After an exchange stands a symbol, never a currency alone: AAVE:USD is no order for dollars.
            var isNamed = !isBase || !hasExchange || instrument.Kind is InstrumentKind.Stock or InstrumentKind.LinearFuture;
            if (isNamed && FitsMarket(instrument, reading.Market) && FitsSettlement(instrument, reading))
            {
                found.Add(instrument);
            }
        }

        // The root of a future alone is its front month, for a strategy that trades futures.
        if (found.Count == 0 && isBase && reading.Market == SymbolMarket.Any && query.AssetClass == AssetClass.Futures)
        {
            AddContinuous(family, 1, ref found);
        }
    }

    private void AddFutures(SymbolFamily family, SymbolReading reading, ref SymbolSearch.Candidates found)
    {
        if (reading.Place > 0)
        {
            AddContinuous(family, reading.Place, ref found);
            return;
        }

        var dated = reading.Month is { } month ? family.Of(month) : family.Of(reading.Expiry!.Value, null, null);
        foreach (var instrument in dated)
        {
            if (FitsSettlement(instrument, reading))
            {
                found.Add(instrument);
            }
        }

        if (found.Count == 0 && reading.Month is not null)
        {
            AddUndated(family, ref found);
        }
    }

    private void AddContinuous(SymbolFamily family, int place, ref SymbolSearch.Candidates found)
    {
        if (family.Chain.At(place, query.Today, query.Terms.RollDays) is { } contract)
        {
            found.Add(contract.Instrument);
        }
        else if (place == 1)
        {
            AddUndated(family, ref found);
        }
    }

    // A venue without months, such as the paper one, trades one contract that stands for whichever is asked for.
    private static void AddUndated(SymbolFamily family, ref SymbolSearch.Candidates found)
    {
        if (family.Chain.Contracts.Count > 0)
        {
            return;
        }

        foreach (var instrument in family.Plain)
        {
            if (instrument.Kind is InstrumentKind.LinearFuture or InstrumentKind.InverseFuture)
            {
                found.Add(instrument);
            }
        }
    }

    private void AddOptions(
        SymbolFamily family, DateOnly expiry, decimal strike, ContractRight? right, SymbolReading reading, ref SymbolSearch.Candidates found)
    {
        foreach (var asked in (ReadOnlySpan<ContractRight>)[ContractRight.Call, ContractRight.Put])
        {
            if (right is null || right == asked)
            {
                foreach (var instrument in family.Of(expiry, strike, asked))
                {
                    if (FitsSettlement(instrument, reading))
                    {
                        found.Add(instrument);
                    }
                }
            }
        }
    }

    private static bool FitsMarket(Instrument instrument, SymbolMarket market) => market switch
    {
        SymbolMarket.Spot => instrument.Kind == InstrumentKind.Spot,
        SymbolMarket.Perpetual => IsPerpetual(instrument),
        _ => true,
    };

    private bool FitsSettlement(Instrument instrument, SymbolReading reading) =>
        (reading.Inverse is null || reading.Inverse == instrument.IsInverse)
        && (reading.Settle.IsEmpty || CurrencyNames.Same(reading.Settle, instrument.Settle, index.Venue));

    private static bool IsPerpetual(Instrument instrument) => instrument.Kind is InstrumentKind.LinearPerpetual or InstrumentKind.InversePerpetual;
}
