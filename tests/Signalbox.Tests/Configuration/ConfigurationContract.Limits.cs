using Signalbox.Risk;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;
using Xunit;

namespace Signalbox.Tests.Configuration;

public abstract partial class ConfigurationContract
{
    private static readonly RiskLimits EveryLimit = new(1m, 2m, 3m, 4, 5, 6, 7m, 8m, 9m, 10m, 11, TradingMode.Halted, "Europe/Berlin");

    [Fact]
    public async Task Limits_AfterASave_GiveBackEveryFieldAndAreInThePicture()
    {
        await SaveAllAsync();
        var saved = await scene.Limits.ReplaceAsync(new(new(RiskLevel.Account, "a1"), EveryLimit), 0, Settings.Asked, Cancel);
        var found = await scene.Limits.FindAsync(new(RiskLevel.Account, "a1"), Cancel);

        Assert.Equal((4, EveryLimit), (saved.Saved.Version, found!.Value.Limits));
        Assert.Equal(EveryLimit, Assert.Single(scene.Catalogue.Picture.Limits.Of(new("a1"), scene.Catalogue.Current).Items).Limits);
        Assert.Equal("Europe/Berlin", scene.Catalogue.Picture.Limits.TimeZoneOf(new("a1")));
        var happened = Assert.IsType<RiskLimitsChanged>(await scene.NewestEventAsync());
        Assert.Equal(("account:a1", "Practice"), (happened.Subject, happened.SubjectName));
    }

    [Fact]
    public async Task Limits_ReachTheAccountsTheyHoldFor()
    {
        await SaveAllAsync();
        await scene.Connections.CreateAsync(Settings.Connection("a2"), new Dictionary<string, string> { ["apiKey"] = "key" }, Settings.Asked, Cancel);
        foreach (var scope in new RiskScope[] { RiskScope.Global, new(RiskLevel.Strategy, "s1"), new(RiskLevel.Account, "a1"), new(RiskLevel.Subscription, "b1") })
        {
            await scene.Limits.ReplaceAsync(new(scope, new(OpenOrdersMax: 1)), 0, Settings.Asked, Cancel);
        }

        var limits = scene.Catalogue.Picture.Limits;
        Assert.Equal(["global:all", "strategy:s1", "account:a1", "subscription:b1"], limits.Of(new("a1"), scene.Catalogue.Current).Items.Select(each => each.Scope.ToString()));
        Assert.Equal(["global:all"], limits.Of(new("a2"), scene.Catalogue.Current).Items.Select(each => each.Scope.ToString()));
        Assert.Equal(["global:all", "strategy:s1"], limits.Shared.Select(each => each.Scope.ToString()));
    }

    [Fact]
    public async Task Limits_OfNobody_AreNotFound()
    {
        var result = await scene.Limits.ReplaceAsync(new(new(RiskLevel.Strategy, "s9"), RiskLimits.None), 0, Settings.Asked, Cancel);
        Assert.Equal(ChangeStatus.NotFound, result.Status);
        Assert.Equal(0, await scene.Configuration.VersionAsync(Cancel));
    }

    [Fact]
    public async Task Size_ByRisk_WithoutAnyStop_IsRefusedFromBothSides()
    {
        var byRisk = Settings.Strategy("s1") with { Defaults = new() { EntrySize = new() { Quantity = 1m, Type = QuantityType.RiskPercent } } };
        var noStop = Settings.Subscription("b1", "s1", "a1") with { Overrides = TradeTerms.Empty, SignalMaySet = new(StopLoss: false) };
        await scene.Connections.CreateAsync(Settings.Connection("a1"), new Dictionary<string, string> { ["apiKey"] = "key" }, Settings.Asked, Cancel);
        await scene.Strategies.CreateAsync(byRisk, Settings.Asked, Cancel);

        var subscription = await scene.Subscriptions.CreateAsync(noStop, Settings.Asked, Cancel);
        Assert.Equal("overrides.stopLoss", Assert.Single(subscription.Errors).Path);

        await scene.Strategies.ReplaceAsync(Settings.Strategy("s1"), 2, Settings.Asked, Cancel);
        Assert.Equal(ChangeStatus.Saved, (await scene.Subscriptions.CreateAsync(noStop, Settings.Asked, Cancel)).Status);
        var strategy = await scene.Strategies.ReplaceAsync(byRisk, 3, Settings.Asked, Cancel);
        Assert.Equal("defaults.stopLoss", Assert.Single(strategy.Errors).Path);
    }
}
