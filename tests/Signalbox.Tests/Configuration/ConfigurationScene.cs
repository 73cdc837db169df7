using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Storage;
using Signalbox.Tests.Configuration.Stores;

namespace Signalbox.Tests.Configuration;

/// <summary>The stores of the configuration over one database.</summary>
internal sealed class ConfigurationScene : IAsyncDisposable
{
    private ConfigurationScene(TestStore store)
    {
        Store = store;
        Vault = new([VaultKey.Create()]);
        Ids = new TimeOrderedIds(Clock);
        Configuration = new(store);
        Catalogue = new(Configuration);
        var writer = new ConfigurationWriter(store, Catalogue, Clock);
        Strategies = new(store, writer, Vault);
        Webhooks = new(store, writer, Vault);
        Subscriptions = new(store, writer);
        Connections = new(store, writer, Vault);
        Limits = new(store, writer);
        GateSecrets = new(store, writer, Vault);
        Users = new(store, writer);
        Invitations = new(store, writer, new(), Clock);
        Tokens = new(store, Clock);
        Setup = new(store, writer, Ids, Clock);
        SignIn = SignInOver(store);
        Trail = new(store);
    }

    public TestStore Store { get; }

    public TestClock Clock { get; } = new();

    public Vault Vault { get; }

    public IIdSource Ids { get; }

    public ConfigurationStore Configuration { get; }

    public CatalogueHolder Catalogue { get; }

    public StrategyStore Strategies { get; }

    public WebhookStore Webhooks { get; }

    public InvitationBook Invitations { get; }

    public SubscriptionStore Subscriptions { get; }

    public ConnectionStore Connections { get; }

    public LimitStore Limits { get; }

    public GateSecretStore GateSecrets { get; }

    public UserStore Users { get; }

    public TokenStore Tokens { get; }

    public SetupTokens Setup { get; }

    public SignIn SignIn { get; }

    public AuditTrail Trail { get; }

    /// <summary>Signing in whose last step runs over another store than its first.</summary>
    public SignIn SignInOver(ITransactionalStore last)
    {
        var tries = new TryCounter(Clock, new());
        var addresses = new AddressTries(Clock, new());
        return new(last, new(Store, Passwords, tries, addresses, Clock), Passwords, new(Vault), new(new(new()), Ids, Clock, new()), tries, addresses, Clock, new());
    }

    public Task<SignInResult> SignInAsync(string name, string password, CancellationToken cancel, string? browser = null, string address = "192.0.2.7") =>
        SignIn.OpenAsync(name, password, new(address, "a browser", browser), cancel);

    // Few rounds: these tests are about the rules around the hash.
    public Passwords Passwords { get; } = new(new() { Rounds = 1_000, WaitingMax = 1_000, PerWaiterMax = 1_000 });

    public static async Task<ConfigurationScene> CreateAsync(TestStore store)
    {
        await ConfigurationSchema.EnsureAsync(store, default);
        return new(store);
    }

    /// <summary>The kinds of the audit events so far, oldest first.</summary>
    public async Task<IReadOnlyList<string>> EventsAsync()
    {
        var kinds = new List<string>();
        await foreach (var stored in Store.ReadAsync(StreamId.Administration, 0, default))
        {
            kinds.Add(stored.Type);
        }

        return kinds;
    }

    public async Task<AdministrationEvent> NewestEventAsync() => (await Trail.ListAsync(null, 1, default))[0].Event;

    public async Task<UserAccount> AddUserAsync(string name, Role role, string password)
    {
        var user = new UserAccount { Id = Ids.Next().ToString(), Name = name, Role = role, Enabled = true };
        var hash = await Passwords.HashAsync(password, HashWaiter.Server, default);
        return (await Users.CreateAsync(user, hash!, Settings.Asked, default)).Saved.Value;
    }

    public async ValueTask DisposeAsync()
    {
        Catalogue.Dispose();
        Passwords.Dispose();
        await Store.DisposeAsync();
    }
}
