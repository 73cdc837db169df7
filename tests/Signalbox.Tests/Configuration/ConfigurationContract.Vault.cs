using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.SecondFactors;
using Xunit;

namespace Signalbox.Tests.Configuration;

/// <summary>The master key is changed under secrets of every kind.</summary>
public abstract partial class ConfigurationContract
{
    [Fact]
    public async Task Rotation_SealsEverythingAgain_AndDropsTheOldKey()
    {
        var (keys, rotation) = await RotationAsync();
        var old = keys.Keys.Single().Id;

        var result = await rotation.RotateAsync(Settings.Asked, Cancel);

        Assert.Equal((8, result.KeyId, result.KeyId), (result.Secrets, scene.Vault.CurrentKeyId, keys.Keys.Single().Id));
        Assert.NotEqual(old, result.KeyId);
        await AssertSecretsOpenAsync(new Vault(keys.Keys));
        Assert.DoesNotContain($"v1.{old}.", await scene.Store.DumpAsync(), StringComparison.Ordinal);
        Assert.IsType<VaultKeyRotated>(await scene.NewestEventAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rotation_InterruptedAfterAStep_IsFinishedAtTheNextStart(int step)
    {
        var (keys, _) = await RotationAsync();
        var old = keys.Keys.Single().Id;
        using var dying = new VaultRotation(scene.Vault, keys, scene.Store, Writer())
        {
            AfterStep = done => _ = done == step ? throw new InvalidOperationException("The machine lost its power.") : 0,
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => dying.RotateAsync(Settings.Asked, Cancel));

        // Both keys are there, so whatever was sealed opens.
        Assert.Equal(2, keys.Keys.Count);
        var restarted = new Vault(keys.Keys);
        await AssertSecretsOpenAsync(restarted);
        using var next = new VaultRotation(restarted, keys, scene.Store, Writer());
        await next.FinishAsync(Settings.Asked, Cancel);

        Assert.NotEqual(old, keys.Keys.Single().Id);
        await AssertSecretsOpenAsync(new Vault(keys.Keys));
    }

    [Fact]
    public async Task Rotation_WhoseCommitFails_LeavesTheSecretsAsTheyWere()
    {
        var (keys, rotation) = await RotationAsync();
        scene.Store.NextCommit = Signalbox.Journal.JournalFailure.NotCommitted;

        await Assert.ThrowsAsync<Signalbox.Journal.JournalException>(() => rotation.RotateAsync(Settings.Asked, Cancel));

        Assert.Equal(2, keys.Keys.Count);
        await AssertSecretsOpenAsync(new Vault(keys.Keys));
        await rotation.FinishAsync(Settings.Asked, Cancel);
        await AssertSecretsOpenAsync(new Vault([keys.Keys.Single()]));
    }

    [Fact]
    public async Task Rotation_OfKeysThatOthersKeep_NeedsTheNewOneFirst()
    {
        var (made, _) = await RotationAsync();
        var keys = new KeptKeys(made.Keys) { IsWritable = false };
        using var rotation = new VaultRotation(scene.Vault, keys, scene.Store, Writer());

        Assert.Contains("Put the new key in front", (await rotation.RotateAsync(Settings.Asked, Cancel)).Problem, StringComparison.Ordinal);
        keys.Keys = [VaultKey.Create(), .. keys.Keys];
        var result = await rotation.RotateAsync(Settings.Asked, Cancel);

        Assert.Equal(keys.Keys[0].Id, result.KeyId);
        await AssertSecretsOpenAsync(new Vault([keys.Keys[0]]));
    }

    [Fact]
    public async Task Vault_OfANodeThatDidNotRotate_ReadsItsKeysAgain()
    {
        var (keys, rotation) = await RotationAsync();
        var other = new Vault(keys.Keys, keys.Read);
        await rotation.RotateAsync(Settings.Asked, Cancel);

        await AssertSecretsOpenAsync(other);
    }

    [Fact]
    public async Task SealedTexts_StandOnlyInListedColumns()
    {
        await RotationAsync();

        var found = await scene.Store.SealedColumnsAsync();

        Assert.Equal(SealedColumns.All.Select(column => $"{column.Table}.{column.Column}").Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ages_SayWhatIsOld_AndForgetADateOnceReplaced()
    {
        var (keys, _) = await RotationAsync();
        var ages = new VaultAges(scene.Store, Writer(), scene.Vault, keys, scene.Clock);
        var expires = scene.Clock.GetUtcNow().AddDays(10);
        await ages.SetExpiryAsync(SecretKind.GateSecret, "model_key", expires, Settings.Asked, Cancel);

        var first = (await ages.ReadAsync(Cancel)).Secrets;
        Assert.Equal(["gate_secret model_key", "connection a1", "destination d1", "webhook s1"], first.Select(each => $"{Signalbox.Text.Words.Of(each.Kind)} {each.Id}"));
        Assert.Equal([true, false, false, false], first.Select(ages.IsDue));
        Assert.Equal(ChangeStatus.NotFound, (await ages.SetExpiryAsync(SecretKind.Webhook, "none", expires, Settings.Asked, Cancel)).Status);

        scene.Clock.Advance(VaultAges.ReplaceAfter);
        await scene.GateSecrets.SetAsync("model_key", "fresh", Settings.Asked, Cancel);
        var later = (await ages.ReadAsync(Cancel)).Secrets;
        Assert.Equal([true, true, true, false], later.Select(ages.IsDue));
        Assert.Equal((null, scene.Clock.GetUtcNow()), (later[3].ExpiresAt, later[3].SetAt));
        using var reminder = new VaultReminder(ages, scene.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<VaultReminder>.Instance);
        Assert.Equal(4, (await reminder.RemindAsync(Cancel)).Count);
    }

    private ConfigurationWriter Writer() => new(scene.Store, scene.Catalogue, scene.Clock);

    /// <summary>Secrets of every kind, sealed with one key.</summary>
    private async Task<(KeptKeys Keys, VaultRotation Rotation)> RotationAsync()
    {
        await SaveAllAsync();
        await scene.GateSecrets.SetAsync("model_key", "canary-scorer", Settings.Asked, Cancel);
        await AddDestinationAsync("d1");
        var ada = await scene.AddUserAsync("ada", Signalbox.Server.Security.Users.Role.Owner, Password);
        await scene.Webhooks.SignAsync(new("s1"), Settings.Asked, Cancel);
        var people = new PersonKeys(scene.Vault, scene.Clock);
        var key = VaultKey.Create();
        var keys = new KeptKeys(key);
        scene.Vault.Use([key]);
        await VaultStart.OpenAsync(scene.Store, keys, Path.GetTempPath(), scene.Clock, Cancel);
        await scene.Store.WriteAsync(Signalbox.Journal.StreamId.Administration, async scope =>
        {
            await people.FindOrCreateAsync(scope, ada.Id);
            await SecondFactorTable.BeginAsync(scope, ada.Id, scene.Vault.Seal("canary-authenticator", SecondFactorCheck.OwnerOf(ada.Id)), scene.Clock.GetUtcNow());
            await Resealing.AllAsync(scope, scene.Vault);
            return Signalbox.Server.Storage.Written.Commit(true);
        }, Cancel);
        return (keys, new(scene.Vault, keys, scene.Store, Writer()));
    }

    private async Task AssertSecretsOpenAsync(Vault vault)
    {
        var row = await scene.Store.ReadAsync(scope => Signalbox.Server.Configuration.Connections.ConnectionTable.FindAsync(scope, new("a1")), Cancel);
        Assert.Equal("canary-key", Signalbox.Server.Configuration.Connections.SealedCredentials.Open(row!, vault)["apiKey"]);
        var gate = await scene.Store.ReadAsync(scope => GateSecretTable.FindAsync(scope, "model_key"), Cancel);
        Assert.Equal("canary-scorer", GateSecretStore.Open("model_key", gate!.SecretSealed, vault));
        var destination = await scene.Store.ReadAsync(scope => Signalbox.Server.Notifications.DestinationTable.FindAsync(scope, "d1"), Cancel);
        Assert.Equal("https://hooks.example/canary-address", Signalbox.Server.Notifications.DestinationAddress.Open("d1", destination!.AddressSealed, vault).Url);
        var strategy = await scene.Store.ReadAsync(scope => Signalbox.Server.Configuration.Strategies.StrategyTable.FindAsync(scope, new("s1")), Cancel);
        Assert.Equal(43, Signalbox.Server.Configuration.Strategies.SealedWebhookSecret.Open(strategy!, vault).Length);
        Assert.Single(await scene.Store.ReadAsync(scope => new PersonKeys(vault, scene.Clock).FindAllAsync(scope), Cancel));
    }
}
