using Signalbox.Markets;
using Signalbox.Markets.Symbols;
using Xunit;

namespace Signalbox.Tests.Markets.Symbols;

/// <summary>The front month, by the date of the command and by the rule of the root.</summary>
public sealed class ContinuousFutureTests
{
    private static readonly SymbolIndex Index = Book.Index("test",
        Book.Future("MNQU6", "MNQ", "2026-09-18"), Book.Future("MNQZ6", "MNQ", "2026-12-18"), Book.Future("MNQH7", "MNQ", "2027-03-19"));

    [Theory]
    [InlineData("2026-09-15", "MNQ1!", "MNQU6")]
    [InlineData("2026-09-16", "MNQ1!", "MNQZ6")]
    [InlineData("2026-09-15", "MNQ2!", "MNQZ6")]
    [InlineData("2026-09-16", "MNQ2!", "MNQH7")]
    [InlineData("2026-12-17", "MNQ1!", "MNQH7")]
    public void FrontMonth_IsLeftTwoDaysBeforeItsExpiry(string day, string ticker, string id) => Assert.Equal(id, On(Index, day, ticker));

    [Fact]
    public void FrontMonth_IsLeftWhenTheStrategySays()
    {
        Assert.Equal("MNQZ6", On(Index, "2026-09-11", "MNQ1!", new(RollDays: 8)));
        Assert.Equal("MNQU6", On(Index, "2026-09-17", "MNQ1!", new(RollDays: 0)));
        Assert.Equal("MNQH7", On(Index, "2026-09-11", "MNQ1!", new(Tickers: [new("MNQ1!", "MNQH2027")])));
    }

    [Fact]
    public void FrontMonth_OfAnEmptyChain_IsUnknown() => Assert.StartsWith("There is no instrument", On(Index, "2027-03-18", "MNQ1!"), StringComparison.Ordinal);

    [Fact]
    public void DeliverableFuture_IsLeftBeforeItsNotices_AndSkipsIdleMonths()
    {
        var gold = Book.Index("test",
            Book.Future("GCV6", "GC", "2026-10-28"), Book.Future("GCX6", "GC", "2026-11-25"), Book.Future("GCZ6", "GC", "2026-12-29"));
        Assert.Equal("GCV6", On(gold, "2026-09-27", "GC1!"));
        // First notice is 30 September; the November contract is listed but hardly traded.
        Assert.Equal("GCZ6", On(gold, "2026-09-28", "GC1!"));
        Assert.Equal("GCX6", On(gold, "2026-09-28", "GCX2026"));
    }

    [Fact]
    public void Future_NamedByAnotherMonthThanItExpiresIn_IsFoundByItsName()
    {
        // The December contract of crude oil ends in November.
        var crude = Book.Index("test", Book.Future("123", "CL", "2026-11-20"), Book.Future("124", "CL", "2026-12-21"));
        Assert.Equal("123", On(crude, "2026-10-01", "CLZ2026"));
        Assert.Equal("124", On(crude, "2026-10-01", "CLF2027"));
    }

    [Fact]
    public void Root_AloneIsTheFrontMonthForAStrategyOfFutures()
    {
        Assert.Equal("MNQU6", On(Index, "2026-09-01", "MNQ", assetClass: AssetClass.Futures));
        Assert.StartsWith("There is no instrument", On(Index, "2026-09-01", "MNQ"), StringComparison.Ordinal);
    }

    [Fact]
    public void VenueWithoutMonths_TradesItsOneContract()
    {
        var paper = Book.Index("paper", Book.Future("MNQ", "MNQ"));
        foreach (var ticker in (string[])["MNQ", "MNQ1!", "MNQU2026", "CME_MINI:MNQ1!"])
        {
            Assert.Equal("MNQ", On(paper, "2026-09-01", ticker));
        }
    }

    private static string On(SymbolIndex book, string day, string ticker, SymbolTerms? terms = null, AssetClass? assetClass = null)
    {
        var at = new DateTimeOffset(DateTime.Parse(day, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        var match = book.Resolve(new() { Ticker = ticker, At = at, Terms = terms ?? SymbolTerms.Usual, AssetClass = assetClass });
        return match.Instrument?.Id.Value ?? match.Problem!.Message;
    }
}
