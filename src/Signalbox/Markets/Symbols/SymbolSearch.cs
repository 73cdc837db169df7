namespace Signalbox.Markets.Symbols;

/// <summary>
/// Resolves one ticker.
/// <list type="number">
/// <item>The strategy's own meaning for the ticker replaces it.</item>
/// <item>The forms are tried in order; the first for which the book has instruments is how it is read.</item>
/// <item>Of several instruments, the ones in the strategy's asset class, in the market it prefers, and with the quote it
/// assumes remain.</item>
/// <item>A venue's exact name decides what is still open; else the ticker is refused with the candidates.</item>
/// </list>
/// </summary>
internal readonly ref struct SymbolSearch(SymbolIndex index, SymbolQuery query)
{
    private const int CandidatesMax = 16;

    private readonly SymbolIndex index = index;
    private readonly SymbolQuery query = query;

    public SymbolMatch Find()
    {
        var ticker = Meant();
        Span<char> capitals = stackalloc char[TickerText.LengthMax];
        var text = TickerText.Capitals(ticker, capitals);
        var bare = TickerText.AfterExchange(text);
        var found = new Candidates();
        Collect(bare, hasExchange: bare.Length < text.Length, ref found);
        var exact = index.ById(ticker.AsSpan().Trim()) ?? (bare.Length < text.Length ? index.ById(bare) : null);
        if (exact is not null && !found.Contains(exact) && !IsElsewhere(exact, found))
        {
            // The venue's own name reads as nothing else that includes it: it is that instrument and no other.
            found = new();
            found.Add(exact);
        }

        found.RemoveExpired(query.Today, out var expired);
        var match = Choose(ticker, exact, expired, ref found);
        return query.Option is { } asked && match.Instrument is { Kind: not InstrumentKind.Option }
            ? new(null, asked.IsWhole ? SymbolProblems.NoSuchOption(ticker, asked) : SymbolProblems.NotAnOption(ticker))
            : match;
    }

    // What stands beside the ticker, or the strategy's class, may name another instrument than the ticker alone.
    private bool IsElsewhere(Instrument exact, Candidates found) =>
        query.Option is not null && found.Count > 0 || exact.AssetClass != query.AssetClass && found.HasAny(query.AssetClass);

    private string Meant()
    {
        foreach (var meaning in query.Terms.Tickers)
        {
            if (string.Equals(meaning.Ticker, query.Ticker.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return meaning.Means;
            }
        }

        return query.Ticker;
    }

    private void Collect(ReadOnlySpan<char> text, bool hasExchange, ref Candidates found)
    {
        Span<char> buffer = stackalloc char[TickerText.LengthMax + 8];
        for (var form = 0; form < TickerForms.Count && found.Count == 0; form++)
        {
            if (TickerForms.TryRead(form, text, query.Today, buffer, out var reading))
            {
                new SymbolPick(index, query, hasExchange).Collect(reading, ref found);
            }
        }
    }

    private SymbolMatch Choose(string ticker, Instrument? exact, Instrument? expired, ref Candidates found)
    {
        found.Prefer(query.AssetClass, static (instrument, wanted) => wanted is null || instrument.AssetClass == wanted);
        found.Prefer(query.Terms.Market, static (instrument, wanted) => SymbolPick.Fits(instrument, wanted));
        found.Prefer((query.Terms.Quote, index.Venue), static (instrument, wanted) =>
            wanted.Quote is null || CurrencyNames.Canonical(instrument.Quote, wanted.Venue) == CurrencyNames.Canonical(wanted.Quote, wanted.Venue));
        return found.Count switch
        {
            1 => new(found[0], null),
            0 when expired is not null => new(null, SymbolProblems.Expired(ticker, expired)),
            0 => new(null, SymbolProblems.Unknown(ticker, index)),
            _ when exact is not null && found.Contains(exact) => new(exact, null),
            // A slash and no settlement is how spot is written where both have a name of their own.
            _ when ticker.Contains('/', StringComparison.Ordinal) && found.Only(InstrumentKind.Spot) is { } spot => new(spot, null),
            _ => new(null, SymbolProblems.Ambiguous(ticker, found.ToArray(), index)),
        };
    }

    /// <summary>Few instruments, without a heap allocation for the usual one or two.</summary>
    internal struct Candidates
    {
        private Slots slots;

        public int Count { get; private set; }

        public readonly Instrument this[int place] => slots[place];

        public void Add(Instrument instrument)
        {
            if (Count < CandidatesMax && !Contains(instrument))
            {
                slots[Count++] = instrument;
            }
        }

        public readonly bool HasAny(AssetClass? wanted)
        {
            for (var place = 0; place < Count; place++)
            {
                if (slots[place].AssetClass == wanted)
                {
                    return true;
                }
            }

            return false;
        }

        public readonly bool Contains(Instrument instrument)
        {
            for (var place = 0; place < Count; place++)
            {
                if (ReferenceEquals(slots[place], instrument))
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Keeps those that fit, where any does.</summary>
        public void Prefer<TWanted>(TWanted wanted, Func<Instrument, TWanted, bool> fits)
        {
            if (Count > 1)
            {
                var fitting = 0;
                for (var place = 0; place < Count; place++)
                {
                    if (fits(slots[place], wanted))
                    {
                        (slots[fitting], slots[place]) = (slots[place], slots[fitting]);
                        fitting++;
                    }
                }

                Count = fitting == 0 ? Count : fitting;
            }
        }

        public void RemoveExpired(DateOnly today, out Instrument? expired)
        {
            expired = null;
            for (var place = Count - 1; place >= 0; place--)
            {
                if (slots[place].Expiry < today)
                {
                    expired = slots[place];
                    slots[place] = slots[--Count];
                }
            }
        }

        /// <summary>The one of a kind; null where there is none or several.</summary>
        public readonly Instrument? Only(InstrumentKind kind)
        {
            Instrument? only = null;
            for (var place = 0; place < Count; place++)
            {
                if (slots[place].Kind == kind)
                {
                    if (only is not null)
                    {
                        return null;
                    }

                    only = slots[place];
                }
            }

            return only;
        }

        public readonly Instrument[] ToArray() => [.. ((ReadOnlySpan<Instrument>)slots)[..Count]];
    }

    [System.Runtime.CompilerServices.InlineArray(CandidatesMax)]
    private struct Slots
    {
        private Instrument first;
    }
}
