using System.Text.Json;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Terms;
using Signalbox.Signals;
using Signalbox.Strategies;
using Signalbox.Strategies.Windows;
using Signalbox.Tests.Configuration;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class EffectiveTermsDocumentTests
{
    [Fact]
    public void Of_ResolvedTerms_ShowsEachValueWithItsOrigin()
    {
        var strategy = Settings.Strategy("s1") with { Defaults = new() { StopLoss = Settings.Terms.StopLoss } };
        var subscription = Settings.Subscription("b1", "s1", "a1") with { Overrides = new() { EntrySize = Settings.Terms.EntrySize }, SignalMaySet = new() };
        var signal = new Signal { Ticker = "BTCUSDT", Action = SignalAction.Buy, TimeInForce = Signalbox.Markets.TimeInForce.Fok };

        var document = EffectiveTermsDocument.Of(TermsResolver.Resolve(signal, subscription, strategy));
        var json = JsonSerializer.SerializeToElement(document, ApiJson.Default.EffectiveTermsDocument);

        Assert.Equal("""{"value":{"quantity":"2.5","type":"percent_of_equity"},"origin":"subscription"}""", json.GetProperty("entrySize").GetRawText());
        Assert.Equal("""{"origin":"system"}""", json.GetProperty("exitSize").GetRawText());
        Assert.Equal("""{"value":{"type":"market"},"origin":"system"}""", json.GetProperty("entryOrder").GetRawText());
        Assert.Equal("""{"value":"fok","origin":"signal"}""", json.GetProperty("entryTimeInForce").GetRawText());
        Assert.Equal("""{"value":{"type":"stop_limit","percent":"0.75","limitPrice":"90"},"origin":"strategy"}""", json.GetProperty("stopLoss").GetRawText());
        Assert.Equal("""{"value":true,"origin":"subscription"}""", json.GetProperty("cancelOpenOrders").GetRawText());
        Assert.Equal("0.5", json.GetProperty("rules").GetProperty("quantityMultiplier").GetString());
    }

    [Fact]
    public void Windows_OfTheStrategy_HoldWhereTheSubscriptionHasNone()
    {
        TradingWindows mine = new([new([Weekday.Monday], new(9, 0), new(10, 0))]), usual = new([new([Weekday.Friday], new(9, 0), new(10, 0))]);
        var strategy = Settings.Strategy("s1") with { Windows = usual };
        var subscription = Settings.Subscription("b1", "s1", "a1");

        Assert.Equal(usual, TermsResolver.Resolve(null, subscription with { Rules = new() }, strategy).Rules.Windows);
        Assert.Equal(mine, TermsResolver.Resolve(null, subscription with { Rules = new(Windows: mine) }, strategy).Rules.Windows);
        Assert.Null(TermsResolver.Resolve(null, subscription with { Rules = new() }, strategy with { Windows = null }).Rules.Windows);
    }
}
