using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Security.Webhooks;
using Signalbox.Tests.Configuration.Stores;
using Xunit;

namespace Signalbox.Tests.Configuration;

public abstract partial class ConfigurationContract
{
    private const string Password = "correct horse battery";

    [Fact]
    public async Task Secrets_OfEveryKind_StandNowhereInClear()
    {
        await SaveAllAsync();
        var webhook = await scene.Strategies.SecretAsync(new("s1"), Cancel);
        var user = await scene.AddUserAsync("ada", Role.Owner, Password);
        var session = (await scene.SignInAsync("ada", Password, Cancel)).Session;
        var token = await scene.Tokens.IssueAsync(Token(user), Settings.Asked, Cancel);

        await scene.GateSecrets.SetAsync("model_key", "canary-scorer", Settings.Asked, Cancel);

        var everything = await scene.Store.DumpAsync();

        Assert.Contains("ada", everything, StringComparison.Ordinal);
        Assert.All([webhook!, session!, token.Text, "canary-key", "canary-scorer", Password], secret =>
            Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GateSecret_SetAgain_IsTheNewOneInThePictureOfItsVersion()
    {
        await scene.GateSecrets.SetAsync("model_key", "first", Settings.Asked, Cancel);
        var second = await scene.GateSecrets.SetAsync("model_key", "second", Settings.Asked, Cancel);

        var picture = scene.Catalogue.Picture;
        Assert.Equal(second.Saved.Version, picture.Catalogue.Version);
        Assert.Equal("second", GateSecretStore.Open("model_key", picture.GateSecrets["model_key"], scene.Vault));
        Assert.IsType<GateSecretSet>(await scene.NewestEventAsync());

        await scene.GateSecrets.DeleteAsync("model_key", Settings.Asked, Cancel);
        Assert.Empty(scene.Catalogue.Picture.GateSecrets);
    }

    [Fact]
    public async Task Credentials_AreReadAgainAndReplacedOnlyWhenGiven()
    {
        await SaveAllAsync();
        var connection = Settings.Connection("a1");

        var kept = await scene.Connections.ReplaceAsync(connection with { Name = "New name" }, null, 2, Settings.Asked, Cancel);
        var afterKeeping = await scene.Connections.CredentialsAsync(connection.Id, Cancel);
        await scene.Connections.ReplaceAsync(
            connection, new Dictionary<string, string> { ["apiSecret"] = "other" }, kept.Saved.Version, Settings.Asked, Cancel);
        var afterReplacing = await scene.Connections.CredentialsAsync(connection.Id, Cancel);

        Assert.Equal("canary-key", afterKeeping["apiKey"]);
        Assert.Equal("other", Assert.Single(afterReplacing).Value);
        var audited = Assert.IsType<ConnectionChanged>(await scene.NewestEventAsync());
        Assert.True(audited.After!.Value.GetProperty("credentialsReplaced").GetBoolean());
        Assert.Equal("apiSecret", audited.After.Value.GetProperty("credentialNames")[0].GetString());
    }

    [Fact]
    public async Task Credentials_CopiedToAnotherRow_DoNotOpen()
    {
        await SaveAllAsync();
        await scene.Connections.CreateAsync(Settings.Connection("a2"), new Dictionary<string, string> { ["apiKey"] = "own" }, Settings.Asked, Cancel);
        await scene.Store.ExecuteAsync(
            "UPDATE broker_connections SET credentials_sealed = (SELECT credentials_sealed FROM broker_connections WHERE id = 'a1') WHERE id = 'a2'");

        var refusal = await Assert.ThrowsAsync<VaultException>(() => scene.Connections.CredentialsAsync(new("a2"), Cancel));

        Assert.Equal("The secret of broker_connections/a2/credentials does not open: it was changed, or it was moved here from another row. Enter it again.", refusal.Message);
    }

    [Fact]
    public async Task WebhookSecret_AfterRotation_IsAdmittedUntilTheOverlapEnds()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        var first = await scene.Strategies.SecretAsync(new("s1"), Cancel);
        var strategy = await scene.Strategies.FindAsync(new("s1"), Cancel);

        await scene.Webhooks.RotateAsync(new("s1"), TimeSpan.FromHours(1), Settings.Asked, Cancel);
        var second = await scene.Strategies.SecretAsync(new("s1"), Cancel);
        var during = (Admit(first), Admit(second));
        scene.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal((true, false), during);
        Assert.Equal((null, false), (Admit(first), Admit(second)));
        Assert.Equal(["StrategyCreated", "WebhookSecretRotated"], await scene.EventsAsync());

        // Whoever edits the strategy meanwhile does not have to begin again.
        Assert.Equal(strategy!.Version, (await scene.Strategies.FindAsync(new("s1"), Cancel))!.Version);

        bool? Admit(string? secret) => scene.Catalogue.Picture.Webhooks.Admit("s1", secret!, scene.Clock.GetUtcNow())?.ByFormerSecret;
    }

    [Fact]
    public async Task WebhookSecret_RotatedWithoutAnOverlapOrRevoked_IsOverAtOnce()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        var first = await scene.Strategies.SecretAsync(new("s1"), Cancel);
        await scene.Webhooks.RotateAsync(new("s1"), TimeSpan.Zero, Settings.Asked, Cancel);
        var second = await scene.Strategies.SecretAsync(new("s1"), Cancel);
        await scene.Webhooks.RotateAsync(new("s1"), TimeSpan.FromHours(1), Settings.Asked, Cancel);
        var revoked = await scene.Webhooks.RevokeFormerAsync(new("s1"), Settings.Asked, Cancel);

        Assert.Null(revoked.Saved.FormerSecretUntil);
        Assert.Null(scene.Catalogue.Picture.Webhooks.Admit("s1", first!, scene.Clock.GetUtcNow()));
        Assert.Null(scene.Catalogue.Picture.Webhooks.Admit("s1", second!, scene.Clock.GetUtcNow()));
        Assert.Equal("WebhookProtectionChanged", (await scene.EventsAsync())[^1]);
    }

    [Fact]
    public async Task WebhookProtection_IsKeptWhole_AndItsSecretsStandNowhereInClear()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        var wanted = new WebhookProtection
        {
            Sources = ["tradingview", "203.0.113.0/24"],
            Limits = RequestLimits.Modest,
            ToleranceSeconds = 60,
            ClientCertificate = true,
            SecretExpiresAt = scene.Clock.GetUtcNow().AddDays(1),
        };
        var stored = (await scene.Webhooks.ProtectAsync(new("s1"), wanted, 0, Settings.Asked, Cancel)).Saved;
        var stale = await scene.Webhooks.ProtectAsync(new("s1"), new(), 0, Settings.Asked, Cancel);
        var (_, signing) = await scene.Webhooks.SignAsync(new("s1"), Settings.Asked, Cancel);
        var (_, bearer) = await scene.Webhooks.SetBearerAsync(new("s1"), Settings.Asked, Cancel);
        await scene.Strategies.ReplaceAsync(
            Settings.Strategy("s1", "New name"), (await scene.Strategies.FindAsync(new("s1"), Cancel))!.Version, Settings.Asked, Cancel);

        var found = (await scene.Webhooks.FindAsync(new("s1"), Cancel))!;
        Assert.Equal(ChangeStatus.Stale, stale.Status);
        Assert.Equal((true, true, 60, RequestLimits.Modest, wanted.SecretExpiresAt),
            (found.IsSigned, found.HasBearer, found.Protection.ToleranceSeconds, found.Protection.Limits, found.Protection.SecretExpiresAt));
        Assert.Equal(wanted.Sources, found.Protection.Sources);
        Assert.True(found.Version > stored.Version);
        var dump = await scene.Store.DumpAsync();
        Assert.DoesNotContain(signing, dump, StringComparison.Ordinal);
        Assert.DoesNotContain(bearer, dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodySecrets_OnceEntered_AreTheOnlyOnesAllowed_AndStandNowhereInClear()
    {
        await scene.Strategies.CreateAsync(Settings.Strategy("s1"), Settings.Asked, Cancel);
        var before = scene.Catalogue.Picture.Webhooks.AllowsInBody(new("s1"), "anything");

        await scene.Strategies.ReplaceBodySecretsAsync(new("s1"), ["license-4711", "token-0815", "token-0815"], null, Settings.Asked, Cancel);
        var stored = await scene.Strategies.FindAsync(new("s1"), Cancel);
        await scene.Strategies.ReplaceAsync(Settings.Strategy("s1", "New name"), stored!.Version, Settings.Asked, Cancel);

        Assert.True(before);
        Assert.True(scene.Catalogue.Picture.Webhooks.AllowsInBody(new("s1"), "license-4711"));
        Assert.False(scene.Catalogue.Picture.Webhooks.AllowsInBody(new("s1"), "anything"));
        Assert.Equal(2, (await scene.Strategies.BodySecretsAsync(new("s1"), Cancel))?.Count);
        Assert.DoesNotContain("license-4711", await scene.Store.DumpAsync(), StringComparison.Ordinal);
        Assert.Equal(["StrategyCreated", "BodySecretsReplaced", "StrategyChanged"], await scene.EventsAsync());
    }

    [Fact]
    public async Task SignIn_AfterFiveFailures_HasToWaitTwiceAsLongAfterEachMore()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);
        await FailAsync(5);

        foreach (var seconds in new[] { 30, 60, 120, 240, 480, 900, 900 })
        {
            scene.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            var early = await scene.SignInAsync("ada", Password, Cancel);
            Assert.Equal(ProofStatus.Refused, early.Status);
            scene.Clock.Advance(TimeSpan.FromSeconds(1));
            await scene.SignInAsync("ada", "wrong", Cancel);
        }

        scene.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(ProofStatus.Proven, (await scene.SignInAsync("ada", Password, Cancel)).Status);
        Assert.Equal(["UserCreated", "UserLocked", "SignedIn"], await scene.EventsAsync());
    }

    [Fact]
    public async Task SignIn_FromABrowserTheUserIsKnownIn_IsNotKeptOutByStrangers()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);
        var known = (await scene.SignInAsync("ada", Password, Cancel)).Opened!.Browser;
        await FailAsync(30);

        var stranger = await scene.SignInAsync("ada", Password, Cancel, address: "198.51.100.9");
        var owner = await scene.SignInAsync("ada", Password, Cancel, known);

        Assert.Equal((ProofStatus.Refused, ProofStatus.Proven), (stranger.Status, owner.Status));
        Assert.Null(owner.Opened!.Browser);
    }

    [Fact]
    public async Task SignIn_GuessesFromAKnownBrowser_MakeItWaitToo()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);
        var known = (await scene.SignInAsync("ada", Password, Cancel)).Opened!.Browser;
        for (var tries = 0; tries < 5; tries++)
        {
            await scene.SignInAsync("ada", "wrong", Cancel, known);
        }

        Assert.Equal(ProofStatus.Refused, (await scene.SignInAsync("ada", Password, Cancel, known)).Status);
    }

    [Fact]
    public async Task SignIn_AnAddressThatTriesManyNames_HasToWait()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);
        for (var tries = 0; tries < 20; tries++)
        {
            await scene.SignInAsync($"name{tries}", "Spring2026!", Cancel, address: "198.51.100.9");
        }

        var same = await scene.SignInAsync("ada", Password, Cancel, address: "198.51.100.9");
        var other = await scene.SignInAsync("ada", Password, Cancel, address: "198.51.100.10");

        Assert.Equal((ProofStatus.Refused, ProofStatus.Proven), (same.Status, other.Status));
    }

    [Fact]
    public async Task SignIn_AfterADayWithoutFailures_StartsAnew()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);
        await FailAsync(4);
        scene.Clock.Advance(TimeSpan.FromHours(24));
        await FailAsync(4);

        Assert.Equal(ProofStatus.Proven, (await scene.SignInAsync("ada", Password, Cancel)).Status);
    }

    [Fact]
    public async Task SignIn_ManyGuessesAtOnce_GetNoMoreTriesThanOneAfterTheOther()
    {
        await scene.AddUserAsync("ada", Role.Owner, Password);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => scene.SignInAsync("ada", "wrong", Cancel))));
        var right = await scene.SignInAsync("ada", Password, Cancel);

        Assert.All(guesses, guess => Assert.Equal(ProofStatus.Refused, guess.Status));
        Assert.Equal(ProofStatus.Refused, right.Status);
        Assert.Equal(1, (await scene.EventsAsync()).Count(kind => kind == "UserLocked"));
    }

    private async Task FailAsync(int times)
    {
        for (var tries = 0; tries < times; tries++)
        {
            Assert.Equal(ProofStatus.Refused, (await scene.SignInAsync("ada", "wrong", Cancel)).Status);
        }
    }

    [Fact]
    public async Task SignIn_WithAHashOfFewerRounds_RenewsIt()
    {
        using var weak = new Passwords(new() { Rounds = 10 });
        var user = new UserAccount { Id = "u1", Name = "ada", Role = Role.Owner, Enabled = true };
        await scene.Users.CreateAsync(user, (await weak.HashAsync(Password, HashWaiter.Server, Cancel))!, Settings.Asked, Cancel);
        var before = (await scene.Users.RowAsync("u1", Cancel))!.PasswordHash;

        await scene.SignInAsync("ADA ", Password, Cancel);
        var after = (await scene.Users.RowAsync("u1", Cancel))!.PasswordHash;

        Assert.NotEqual(before, after);
        Assert.Equal(PasswordMatch.Yes, await scene.Passwords.MatchAsync(Password, after, HashWaiter.Server, Cancel));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10)]
    public async Task SignIn_WhosePasswordIsChangedMeanwhile_OpensNothing_AndLeavesTheNewPassword(int rounds)
    {
        using var passwords = new Passwords(new() { Rounds = rounds });
        var user = new UserAccount { Id = "u1", Name = "ada", Role = Role.Owner, Enabled = true };
        await scene.Users.CreateAsync(user, (await passwords.HashAsync(Password, HashWaiter.Server, Cancel))!, Settings.Asked, Cancel);
        var another = (await scene.Passwords.HashAsync("another password", HashWaiter.Server, Cancel))!;
        var signIn = scene.SignInOver(new MeanwhileStore(scene.Store, () => scene.Users.ReplaceAsync(user, another, 1, Settings.Asked, Cancel)));

        var late = await signIn.OpenAsync("ada", Password, new("192.0.2.7", "a browser", null), Cancel);

        Assert.Equal((ProofStatus.Refused, null), (late.Status, late.Session));
        Assert.Equal(another, (await scene.Users.RowAsync("u1", Cancel))!.PasswordHash);
        Assert.DoesNotContain("SignedIn", await scene.EventsAsync());
        Assert.Equal(ProofStatus.Proven, (await scene.SignInAsync("ada", "another password", Cancel)).Status);
    }

    [Fact]
    public async Task SignIn_WhoseHashWasRenewedMeanwhile_IsStillOne()
    {
        var user = await scene.AddUserAsync("ada", Role.Owner, Password);
        var renewed = (await scene.Passwords.HashAsync(Password, HashWaiter.Server, Cancel))!;
        var signIn = scene.SignInOver(new MeanwhileStore(scene.Store, () => scene.Store.ExecuteAsync($"UPDATE users SET password_hash = '{renewed}' WHERE id = '{user.Id}'")));

        Assert.Equal(ProofStatus.Proven, (await signIn.OpenAsync("ada", Password, new("192.0.2.7", "a browser", null), Cancel)).Status);
        Assert.Equal(renewed, (await scene.Users.RowAsync(user.Id, Cancel))!.PasswordHash);
    }

    [Fact]
    public async Task User_WhoIsTheLastOwner_KeepsRoleAndAccess()
    {
        var owner = await scene.AddUserAsync("ada", Role.Owner, Password);

        var demoted = await scene.Users.ReplaceAsync(owner with { Role = Role.Admin }, null, 1, Settings.Asked, Cancel);
        var disabled = await scene.Users.ReplaceAsync(owner with { Enabled = false }, null, 1, Settings.Asked, Cancel);

        Assert.Equal("This is the last owner who can sign in. Make another user an owner first.", Assert.Single(demoted.Errors).Message);
        Assert.Single(disabled.Errors);
    }

    [Fact]
    public async Task User_OfTheSameNameInOtherCase_IsRefused()
    {
        await scene.AddUserAsync("Ada", Role.Owner, Password);
        var twin = new UserAccount { Id = "u2", Name = "ADA", Role = Role.Viewer, Enabled = true };

        var result = await scene.Users.CreateAsync(twin, "hash", Settings.Asked, Cancel);

        Assert.Equal("There is a user ADA already. Choose another name.", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public async Task Token_UsedOften_IsNotedOnceAMinute()
    {
        var user = await scene.AddUserAsync("ada", Role.Owner, Password);
        var issued = await scene.Tokens.IssueAsync(Token(user), Settings.Asked, Cancel);
        var before = scene.Store.Commits;

        for (var second = 0; second < 120; second += 10)
        {
            Assert.NotNull(await scene.Tokens.AdmitAsync(issued.Text, Cancel));
            scene.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(2, scene.Store.Commits - before);
        var listed = Assert.Single(await scene.Tokens.ListAsync(null, "", 10, Cancel));
        Assert.Equal(scene.Clock.GetUtcNow() - TimeSpan.FromSeconds(60), listed.LastUsedAt);
    }

    [Fact]
    public async Task Token_ExpiredOrRevokedOrMadeUp_IsNotAdmitted()
    {
        var user = await scene.AddUserAsync("ada", Role.Owner, Password);
        var expiring = await scene.Tokens.IssueAsync(Token(user) with { Id = "t1", ExpiresAt = scene.Clock.GetUtcNow().AddHours(1) }, Settings.Asked, Cancel);
        var revoked = await scene.Tokens.IssueAsync(Token(user) with { Id = "t2" }, Settings.Asked, Cancel);

        Assert.NotNull(await scene.Tokens.AdmitAsync(expiring.Text, Cancel));
        Assert.True(await scene.Tokens.RevokeAsync("t2", null, Settings.Asked, Cancel));
        Assert.False(await scene.Tokens.RevokeAsync("t2", null, Settings.Asked, Cancel));
        scene.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await scene.Tokens.AdmitAsync(expiring.Text, Cancel));
        Assert.Null(await scene.Tokens.AdmitAsync(revoked.Text, Cancel));
        Assert.Null(await scene.Tokens.AdmitAsync("sbx_madeup", Cancel));
    }

    [Fact]
    public async Task Setup_WithTheToken_MakesTheOwnerOnce()
    {
        var first = await scene.Setup.IssueAsync(Cancel);
        var second = await scene.Setup.IssueAsync(Cancel);

        var replaced = await scene.Setup.ExchangeAsync(first!, "eve", "hash", Cancel);
        var owner = await scene.Setup.ExchangeAsync(second!, "ada", "hash", Cancel);
        var again = await scene.Setup.ExchangeAsync(second!, "eve", "hash", Cancel);

        Assert.Null(replaced.Row);
        Assert.Equal(("ada", Role.Owner), (owner.Saved.Value.Name, owner.Saved.Value.Role));
        Assert.Null(again.Row);
        Assert.Null(await scene.Setup.IssueAsync(Cancel));
        Assert.Equal(["UserCreated"], await scene.EventsAsync());
    }

    [Fact]
    public async Task Setup_WithATokenOfADayAgo_IsRefused()
    {
        var token = await scene.Setup.IssueAsync(Cancel);
        scene.Clock.Advance(TimeSpan.FromHours(24));

        Assert.False(await scene.Setup.IsValidAsync(token!, Cancel));
        Assert.Null((await scene.Setup.ExchangeAsync(token!, "ada", "hash", Cancel)).Row);
    }

    private Server.Security.Tokens.ApiToken Token(UserAccount user) => new()
    {
        Id = "t0",
        User = user.Id,
        Name = "script",
        Scopes = [Scope.Read],
        CreatedAt = scene.Clock.GetUtcNow(),
    };
}
