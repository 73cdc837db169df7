using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Security.Permissions;
using Signalbox.Strategies;
using Signalbox.Tests.Configuration.Stores;
using Xunit;

namespace Signalbox.Tests.Configuration;

/// <summary>What holds for the configuration on every database.</summary>
public abstract partial class ConfigurationContract : IAsyncLifetime
{
    private ConfigurationScene scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => scene = await ConfigurationScene.CreateAsync((TestStore)await CreateStoreAsync());

    public async ValueTask DisposeAsync()
    {
        // A skipped test has no scene.
        if (scene is not null)
        {
            await scene.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract Task<IAsyncDisposable> CreateStoreAsync();

    [Fact]
    public async Task Load_AfterSaves_GivesBackEveryField()
    {
        await SaveAllAsync();

        var loaded = await scene.Configuration.LoadAsync(Cancel);

        Assert.Equal(3, loaded.Version);
        Assert.Equal(Settings.Strategy("s1"), loaded.Strategy(new("s1")));
        Assert.Equal(Settings.Connection("a1"), loaded.Connections[new("a1")]);
        Assert.Equal(Settings.Subscription("b1", "s1", "a1"), Assert.Single(loaded.SubscriptionsOf(new("s1"))));
    }

    [Fact]
    public async Task Save_OfAnything_IsInTheCatalogueAtOnceAndRaisesItsVersionByOne()
    {
        var versions = new List<long>();
        scene.Catalogue.Changed += (_, change) => versions.Add(change.After.Version);

        await SaveAllAsync();
        await scene.Strategies.ReplaceAsync(Settings.Strategy("s1", "Renamed"), 1, Settings.Asked, Cancel);

        Assert.Equal([1, 2, 3, 4], versions);
        Assert.Equal("Renamed", scene.Catalogue.Current.Strategy(new("s1"))!.Name);
    }

    [Fact]
    public async Task Replace_OfWhatSomebodyElseChanged_IsStaleAndChangesNothing()
    {
        await SaveAllAsync();
        await scene.Strategies.ReplaceAsync(Settings.Strategy("s1", "First"), 1, Settings.Asked, Cancel);

        var second = await scene.Strategies.ReplaceAsync(Settings.Strategy("s1", "Second"), 1, Settings.Asked, Cancel);

        Assert.Equal(ChangeStatus.Stale, second.Status);
        Assert.Equal([new FieldError("version", "The current version is 4.")], second.Errors);
        Assert.Equal("First", (await scene.Strategies.FindAsync(new("s1"), Cancel))!.Value.Name);
        Assert.Equal(4, await scene.Configuration.VersionAsync(Cancel));
        Assert.Equal(4, (await scene.EventsAsync()).Count);
    }

    [Fact]
    public async Task Replace_OfAStrategy_IsAuditedWithWhoWhyBeforeAndAfter()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        await scene.Strategies.ReplaceAsync(Settings.Strategy("s1", "Renamed"), 1, Settings.Asked, Cancel);

        var happened = Assert.IsType<StrategyChanged>(await scene.NewestEventAsync());

        Assert.Equal(Settings.Asked.By, happened.By);
        Assert.Equal("because", happened.Why);
        Assert.Equal(("s1", "Renamed", 2L), (happened.Subject, happened.SubjectName, happened.ConfigurationVersion!.Value));
        Assert.Equal("Breakout", happened.Before!.Value.GetProperty("name").GetString());
        Assert.Equal("Renamed", happened.After!.Value.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Save_WhoseCommitFails_LeavesNoRowNoEventAndNoVersion()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        scene.Store.NextCommit = JournalFailure.NotCommitted;

        await Assert.ThrowsAsync<JournalException>(() => scene.Strategies.CreateAsync(Settings.Strategy("s2"), Settings.Asked, Cancel));

        Assert.Null(await scene.Strategies.FindAsync(new("s2"), Cancel));
        Assert.Equal(["StrategyCreated"], await scene.EventsAsync());
        Assert.Equal(1, await scene.Configuration.VersionAsync(Cancel));
        Assert.Equal(1, scene.Catalogue.Current.Version);
    }

    [Fact]
    public async Task Save_WhoseAnswerIsLost_IsSeenByTheNextRefresh()
    {
        scene.Store.NextCommit = JournalFailure.OutcomeUnknown;

        await Assert.ThrowsAsync<JournalException>(() => scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel));
        await scene.Catalogue.RefreshAsync(Cancel);

        Assert.NotNull(scene.Catalogue.Current.Strategy(new("s1")));
    }

    [Fact]
    public async Task Save_AfterWhichNothingCanBeRead_DoesNotSayThatNothingWasChanged()
    {
        scene.Store.LosesReadsAfterCommit = true;

        var failure = await Assert.ThrowsAsync<JournalException>(() => scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel));

        Assert.Equal(JournalFailure.OutcomeUnknown, failure.Failure);
    }

    [Fact]
    public async Task Saves_AtTheSameTime_EachGetAVersionAndAnEvent()
    {
        const int Count = 12;

        var saved = await Task.WhenAll(Enumerable.Range(0, Count).Select(number =>
            Task.Run(() => scene.Strategies.CreateAsync(Settings.Strategy($"s{number}"), Settings.Asked, Cancel))));

        Assert.Equal(Enumerable.Range(1, Count).Select(version => (long)version), saved.Select(result => result.Saved.Version).Order());
        Assert.Equal(Count, (await scene.EventsAsync()).Count);
        Assert.Equal((Count, Count), (scene.Catalogue.Current.Version, scene.Catalogue.Current.Strategies.Count));
    }

    [Fact]
    public async Task Replace_FromTwoSidesAtTheSameTime_LetsOneThrough()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(number =>
            Task.Run(() => scene.Strategies.ReplaceAsync(Settings.Strategy("s1", $"Name {number}"), 1, Settings.Asked, Cancel))));

        Assert.Equal(1, results.Count(result => result.Status == ChangeStatus.Saved));
        Assert.Equal(3, results.Count(result => result.Status == ChangeStatus.Stale));
    }

    [Fact]
    public async Task Delete_OfWhatASubscriptionNeeds_IsRefusedUntilItIsGone()
    {
        await SaveAllAsync();

        var strategy = await scene.Strategies.DeleteAsync(new("s1"), null, Settings.Asked, Cancel);
        var connection = await scene.Connections.DeleteAsync(new("a1"), null, Settings.Asked, Cancel);
        await scene.Subscriptions.DeleteAsync(new("b1"), 3, Settings.Asked, Cancel);
        var strategyAfter = await scene.Strategies.DeleteAsync(new("s1"), 1, Settings.Asked, Cancel);
        var connectionAfter = await scene.Connections.DeleteAsync(new("a1"), 2, Settings.Asked, Cancel);

        Assert.Equal((ChangeStatus.InUse, ChangeStatus.InUse), (strategy.Status, connection.Status));
        Assert.Equal("The strategy Breakout still has 1 subscription(s). Delete them first.", strategy.Errors[0].Message);
        Assert.Equal((ChangeStatus.Saved, ChangeStatus.Saved), (strategyAfter.Status, connectionAfter.Status));
        Assert.Empty(scene.Catalogue.Current.Strategies);
        Assert.Empty(scene.Catalogue.Current.Connections);
        Assert.Empty(scene.Catalogue.Current.Subscriptions);
    }

    [Fact]
    public async Task Delete_OfAConnection_ErasesItsCredentials()
    {
        await SaveAllAsync();
        await scene.Subscriptions.DeleteAsync(new("b1"), null, Settings.Asked, Cancel);
        await scene.Connections.DeleteAsync(new("a1"), null, Settings.Asked, Cancel);

        Assert.DoesNotContain("v1.", (await scene.Store.DumpAsync()).Split('\n').Single(line => line.StartsWith("a1|", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Empty(await scene.Connections.CredentialsAsync(new("a1"), Cancel));
    }

    [Fact]
    public async Task Subscription_ToWhatIsNotThere_NamesBothFields()
    {
        var result = await scene.Subscriptions.CreateAsync(Settings.Subscription("b1", "s9", "a9"), Settings.Asked, Cancel);

        Assert.Equal(["There is no strategy s9.", "There is no connection a9."], result.Errors.Select(error => error.Message));
        Assert.Equal(["strategyId", "accountId"], result.Errors.Select(error => error.Path));
    }

    [Fact]
    public async Task AssetClass_ThatTheAccountDoesNotTake_IsRefusedFromAllThreeSides()
    {
        await SaveAllAsync();
        var stocks = Settings.Strategy("s2") with { AssetClass = Signalbox.Markets.AssetClass.Stocks };
        await scene.Strategies.CreateAsync(stocks, Settings.Asked, Cancel);

        var subscription = await scene.Subscriptions.CreateAsync(Settings.Subscription("b2", "s2", "a1"), Settings.Asked, Cancel);
        var strategy = await scene.Strategies.ReplaceAsync(stocks with { Id = new("s1") }, 1, Settings.Asked, Cancel);
        var connection = await scene.Connections.ReplaceAsync(
            Settings.Connection("a1") with { AssetClasses = [Signalbox.Markets.AssetClass.Crypto] }, null, 2, Settings.Asked, Cancel);

        Assert.Equal("The strategy Breakout trades stocks, and the connection Practice takes futures, crypto only.", Assert.Single(subscription.Errors).Message);
        Assert.Equal("The strategy has a subscription at the connection Practice, which takes futures, crypto only.", Assert.Single(strategy.Errors).Message);
        Assert.Equal("The strategy Breakout is subscribed here and trades futures, which would be missing.", Assert.Single(connection.Errors).Message);
    }

    [Fact]
    public async Task Replace_ThatWouldTurnARowIntoAnotherThing_IsRefused()
    {
        await SaveAllAsync();

        var moved = await scene.Subscriptions.ReplaceAsync(Settings.Subscription("b1", "s2", "a2"), 3, Settings.Asked, Cancel);
        var live = await scene.Connections.ReplaceAsync(
            Settings.Connection("a1") with { Mode = AccountMode.Live, Broker = "other" }, null, 2, Settings.Asked, Cancel);

        Assert.Equal(["strategyId", "accountId"], moved.Errors.Select(error => error.Path));
        Assert.Equal(["broker", "mode"], live.Errors.Select(error => error.Path));
    }

    [Fact]
    public async Task Lists_InPages_MissNothingAndRepeatNothing()
    {
        for (var number = 1; number <= 5; number++)
        {
            await scene.Strategies.CreateAsync(Settings.Strategy($"s{number}"), Settings.Asked, Cancel);
        }

        var first = await scene.Strategies.ListAsync(Sight.Whole, "", 2, Cancel);
        var second = await scene.Strategies.ListAsync(Sight.Whole, "s2", 2, Cancel);
        var third = await scene.Strategies.ListAsync(Sight.Whole, "s4", 2, Cancel);

        Assert.Equal(["s1", "s2", "s3", "s4", "s5"], first.Concat(second).Concat(third).Select(row => row.Value.Id.Value));
    }

    [Fact]
    public async Task Schema_EnsuredAgain_KeepsWhatIsThere()
    {
        await SaveAllAsync();

        await ConfigurationSchema.EnsureAsync(scene.Store, Cancel);

        Assert.Equal(3, (await scene.Configuration.LoadAsync(Cancel)).Version);
    }

    [Fact]
    public async Task Schema_OfANewerVersion_IsRefused()
    {
        await scene.Store.ExecuteAsync("UPDATE configuration_schema SET version = 99");

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => ConfigurationSchema.EnsureAsync(scene.Store, Cancel));

        Assert.Matches(@"^The configuration was written by a newer Signalbox \(schema 99, this one knows \d+\)\. Start that version, or a newer one\.$", refusal.Message);
    }

    [Fact]
    public async Task Audit_InPages_GoesFromTheNewestBack()
    {
        await SaveAllAsync();

        var first = await scene.Trail.ListAsync(null, 2, Cancel);
        var rest = await scene.Trail.ListAsync(first[^1].Version, 2, Cancel);
        var none = await scene.Trail.ListAsync(rest[^1].Version, 2, Cancel);

        Assert.Equal([3, 2], first.Select(entry => entry.Version));
        Assert.Equal([1], rest.Select(entry => entry.Version));
        Assert.Empty(none);
    }

    /// <summary>A strategy s1, a connection a1 with credentials, and the subscription b1 between them: versions 1 to 3.</summary>
    private async Task SaveAllAsync()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        await scene.Connections.CreateAsync(Settings.Connection("a1"), new Dictionary<string, string> { ["apiKey"] = "canary-key" }, Settings.Asked, Cancel);
        await scene.Subscriptions.CreateAsync(Settings.Subscription("b1", "s1", "a1"), Settings.Asked, Cancel);
    }
}

public sealed class SqliteConfigurationTests : ConfigurationContract
{
    protected override async Task<IAsyncDisposable> CreateStoreAsync() => await SqliteTestStore.CreateAsync();
}

public sealed class PostgresConfigurationTests : ConfigurationContract
{
    protected override async Task<IAsyncDisposable> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}
