using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Signals.Terms;
using Signalbox.Tests.Accounts;
using Xunit;

namespace Signalbox.Tests.Risk;

/// <summary>What a size comes to, for linear, multiplied and inverse contracts.</summary>
public sealed class SizingTests
{
    private static readonly Instrument Linear = AccountScenario.Btc;

    private static readonly Instrument Future = Linear with { Kind = InstrumentKind.LinearFuture, ContractSize = 5m, TickSize = new(0.25m), LotSize = new(1m), MinQuantity = new(1m), MinNotional = null };

    /// <summary>One contract is worth 100 of the quote currency and settles in the base.</summary>
    private static readonly Instrument Inverse = Linear with { Kind = InstrumentKind.InversePerpetual, Settle = "BTC", ContractSize = 100m, LotSize = new(1m), MinQuantity = new(1m), MinNotional = null };

    [Theory]
    [InlineData(QuantityType.FixedQuantity, 0.5, 0.5)]
    [InlineData(QuantityType.DollarAmount, 30_000, 0.6)]
    [InlineData(QuantityType.PercentOfEquity, 10, 0.2)]
    [InlineData(QuantityType.PercentOfAvailable, 10, 0.1)]
    [InlineData(QuantityType.PercentOfPosition, 50, 1)]
    [InlineData(QuantityType.RiskDollarAmount, 500, 0.5)]
    [InlineData(QuantityType.RiskPercent, 1, 1)]
    public void Linear_EachKind_ComesToItsQuantity(QuantityType type, double size, double expected) =>
        Assert.Equal((decimal)expected, Of(Linear, type, (decimal)size, price: 50_000m, stopDistance: 1_000m, equity: 100_000m, available: 50_000m));

    [Theory]
    [InlineData(QuantityType.DollarAmount, 100_000, 4)]
    [InlineData(QuantityType.PercentOfEquity, 50, 2)]
    [InlineData(QuantityType.RiskDollarAmount, 500, 10)]
    [InlineData(QuantityType.RiskPercent, 1, 20)]
    public void Future_CountsItsMultiplier(QuantityType type, double size, double expected) =>
        Assert.Equal((decimal)expected, Of(Future, type, (decimal)size, price: 5_000m, stopDistance: 10m, equity: 100_000m, available: 100_000m));

    [Theory]
    [InlineData(QuantityType.DollarAmount, 1_000, 10)]
    [InlineData(QuantityType.PercentOfEquity, 50, 500)]
    [InlineData(QuantityType.RiskPercent, 1, 40)]
    [InlineData(QuantityType.RiskDollarAmount, 1_000, 50)]
    public void Inverse_MoneyIsInTheQuoteCurrency_AndPercentagesInWhatItSettlesIn(QuantityType type, double size, double expected) =>
        Assert.Equal((decimal)expected, Of(Inverse, type, (decimal)size, price: 50_000m, stopDistance: 10_000m, equity: 2m, available: 2m));

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.9)]
    public void Risk_WithAFarStop_NeverLosesMoreThanAsked(double distanceOfPrice)
    {
        var distance = 50_000m * (decimal)distanceOfPrice;
        var quantity = Of(Linear, QuantityType.RiskDollarAmount, 1_000m, 50_000m, distance, 0m, 0m)!.Value;
        Assert.True(quantity * distance <= 1_000m);
        Assert.True((quantity + Linear.LotSize.Value) * distance > 1_000m);
    }

    [Fact]
    public void Multiplier_AppliesBeforeRounding_AndRoundingOnlyShrinks()
    {
        var sized = Sizing.Size(new() { Quantity = 0.0105m }, new() { Instrument = Linear, Multiplier = 1.5m, Price = new(60_000m) });
        Assert.Equal((0.015m, 0.01575m), (sized.Quantity!.Value.Value, sized.Unrounded.Value));
    }

    [Fact]
    public void BelowTheMinimum_IsRefusedWithTheNumbers()
    {
        var refusal = Sizing.Size(new() { Quantity = 20m, Type = QuantityType.DollarAmount }, new() { Instrument = Linear, Multiplier = 1m, Price = new(60_000m) }).Refusal;
        Assert.Equal(("below-minimum", "quantity"), (refusal?.Code, refusal?.Field));
        Assert.Contains("0.001", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inverse_StopBeyondNothing_IsRefused() =>
        Assert.Null(Of(Inverse, QuantityType.RiskPercent, 1m, price: 50_000m, stopDistance: 50_000m, equity: 2m, available: 2m));

    private static decimal? Of(Instrument instrument, QuantityType type, decimal size, decimal price, decimal stopDistance, decimal equity, decimal available) => Sizing.Size(
        new() { Quantity = size, Type = type },
        new()
        {
            Instrument = instrument,
            Multiplier = 1m,
            Price = new(price),
            Position = new(2m),
            StopDistance = stopDistance,
            Funds = new() { Currency = instrument.Settle, Equity = new(equity), Available = new(available), At = AccountScenario.Start },
        }).Quantity?.Value;
}
