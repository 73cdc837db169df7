using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Strategies.Routing;
using Xunit;

namespace Signalbox.Tests.Strategies;

public sealed class TargetSelectionTests
{
    private static readonly Strategy Breakout = new() { Id = new("s"), Name = "Breakout" };

    [Theory]
    [InlineData("BTCUSDT", "all,bitcoin")]
    [InlineData("btcusdt", "all,bitcoin")]
    [InlineData("ETHUSDT", "all")]
    [InlineData("", "all,bitcoin")]
    public void Signal_GoesToThoseThatTradeItsTicker_AndWithoutOneToAll(string ticker, string expected) =>
        Assert.Equal(expected, Selected(Of(ticker), Subscribed("all"), Subscribed("bitcoin", "BTCUSDT")));

    [Fact]
    public void Ticker_ThatNobodyTrades_IsRefused_AndSaysWhereToAllowIt()
    {
        var refusal = TargetSelection.Refuse(Of("ETHUSDT"), Breakout, CatalogueOf(Subscribed("bitcoin", "BTCUSDT")));

        Assert.Equal(("unsupported-ticker", "ticker"), (refusal?.Code, refusal?.Field));
        Assert.Contains("Allow it in a subscription of the strategy Breakout", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Account_ThatIsNamedAndDoesNotTradeTheTicker_IsRefusedForTheTicker()
    {
        var catalogue = CatalogueOf(Subscribed("all"), Subscribed("bitcoin", "BTCUSDT"));

        Assert.Equal("unsupported-ticker", TargetSelection.Refuse(Of("ETHUSDT", "bitcoin-account"), Breakout, catalogue)?.Code);
        Assert.Equal("no-target", TargetSelection.Refuse(Of("ETHUSDT", "nobody"), Breakout, catalogue)?.Code);
        Assert.Null(TargetSelection.Refuse(Of("BTCUSDT", "bitcoin-account"), Breakout, catalogue));
    }

    [Fact]
    public void Strategy_WithoutSubscriptions_RefusesNothingHere() =>
        Assert.Null(TargetSelection.Refuse(Of("ETHUSDT"), Breakout, CatalogueOf()));

    private static string Selected(Signal signal, params Subscription[] subscriptions) =>
        string.Join(',', TargetSelection.Of(signal, Breakout, CatalogueOf(subscriptions)).Select(subscription => subscription.Id.Value));

    private static Catalogue CatalogueOf(params Subscription[] subscriptions) => new(1, [Breakout], subscriptions, []);

    private static Signal Of(string ticker, string? account = null) => new() { Ticker = ticker, Action = SignalAction.Buy, Account = account };

    private static Subscription Subscribed(string id, params string[] tickers) =>
        new() { Id = new(id), Strategy = Breakout.Id, Account = new($"{id}-account"), AllowedTickers = [.. tickers] };
}
