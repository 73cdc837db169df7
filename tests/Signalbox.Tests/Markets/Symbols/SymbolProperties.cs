using FsCheck;
using FsCheck.Fluent;
using Signalbox.Markets.Symbols;
using Xunit;

namespace Signalbox.Tests.Markets.Symbols;

/// <summary>Laws that hold for every instrument of real venues, and for every text.</summary>
public sealed class SymbolProperties
{
    private static readonly DateTimeOffset Then = new(2021, 7, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Venues => [.. Book.Venues];

    [Theory]
    [MemberData(nameof(Venues))]
    public void VenueName_IsItsInstrument(string venue)
    {
        var book = Book.Of(venue);
        Assert.NotEmpty(book.Instruments);
        foreach (var instrument in book.Instruments.Values)
        {
            Assert.Same(instrument, Resolve(book, instrument.Id.Value).Instrument);
            Assert.Same(instrument, Resolve(book, $"CHART_DLY:{instrument.Id}").Instrument ?? (instrument.Id.Value.Contains(':', StringComparison.Ordinal) ? instrument : null));
        }
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void CanonicalName_IsItsInstrument_WhereNoOtherHasIt(string venue)
    {
        var book = Book.Of(venue);
        var unique = book.Instruments.Values.GroupBy(instrument => CanonicalSymbol.Of(instrument, venue)).Where(group => group.Count() == 1).ToList();
        Assert.NotEmpty(unique);
        foreach (var group in unique)
        {
            var match = Resolve(book, group.Key);
            Assert.True(match.Instrument == group.First(), $"{group.Key} of {group.First().Id}: {match.Instrument?.Id.Value ?? match.Problem!.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(Venues))]
    public void Resolution_NeverLeavesTheBook_NorMeansTwoThings(string venue)
    {
        var book = Book.Of(venue);
        var texts = from ticker in Gen.OneOf(Gen.Elements(book.Instruments.Keys.Select(id => id.Value).ToArray()), Gen.Elements("BTC", "XBT/USD", "ETHUSDT.P", "BTC1!"))
                    from cut in Gen.Choose(0, ticker.Length)
                    from letter in Gen.Elements(":/-_. !@t1!CPF026USDT🚀".ToCharArray())
                    from terms in Gen.Elements(SymbolTerms.Usual, new SymbolTerms(MarketPreference.Spot, "USDT"), new SymbolTerms(MarketPreference.Perpetual, "USD"))
                    select (ticker[..cut] + letter + ticker[cut..], terms);
        Prop.ForAll(texts.ToArbitrary(), each =>
        {
            var (ticker, terms) = each;
            var match = book.Resolve(new() { Ticker = ticker, At = Then, Terms = terms });
            var again = book.Resolve(new() { Ticker = $" {ticker} ", At = Then, Terms = terms });
            return (match.Instrument is null) != (match.Problem is null)
                && (match.Instrument is null || book.Instruments[match.Instrument.Id] == match.Instrument)
                && match.Instrument == again.Instrument;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void KnownAlias_IsResolvedWithoutGarbage()
    {
        var book = Book.Of("okx");
        var query = new SymbolQuery { Ticker = "OKX:BTCUSDT.P", At = Then };
        Assert.NotNull(book.Resolve(query).Instrument);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            book.Resolve(query);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SymbolMatch Resolve(SymbolIndex book, string ticker) => book.Resolve(new() { Ticker = ticker, At = Then });
}
