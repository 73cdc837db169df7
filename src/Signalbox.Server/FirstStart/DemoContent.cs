using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Strategies;

namespace Signalbox.Server.FirstStart;

/// <summary>What a newcomer finds: a strategy, a funded paper account, a subscription between them, and a token.</summary>
internal sealed class DemoContent(
    StrategyStore strategies,
    ConnectionStore connections,
    SubscriptionStore subscriptions,
    UserStore users,
    Passwords passwords,
    TokenStore tokens,
    IIdSource ids,
    TimeProvider clock)
{
    private const string Name = "demo";
    private static readonly ChangeRequest FirstStart = new(Actor.Server, "First start");

    /// <summary>The webhook's secret and the token's text; nothing else of them is kept in clear.</summary>
    public async Task<(StrategyId Strategy, string Secret, string Token)> CreateAsync(CancellationToken cancel)
    {
        var strategy = (await strategies.CreateAsync(new() { Id = new(Name), Name = Name }, FirstStart, cancel)).Saved.Value;
        var account = (await connections.CreateAsync(Paper, new Dictionary<string, string>(), FirstStart, cancel)).Saved.Value.Connection;
        var subscription = new Subscription
        {
            Id = new(Name),
            Strategy = strategy.Id,
            Account = account.Id,
            Rules = new(AllowAddToPosition: true, AllowSideSwap: true),
        };
        _ = (await subscriptions.CreateAsync(subscription, FirstStart, cancel)).Saved;
        var secret = await strategies.SecretAsync(strategy.Id, cancel) ?? throw new InvalidOperationException("The demo strategy has no webhook.");
        return (strategy.Id, secret, await IssueTokenAsync(cancel));
    }

    private static BrokerConnection Paper => new()
    {
        Id = new("paper"),
        Name = "Paper account",
        Broker = "paper",
        Mode = AccountMode.Paper,
        AssetClasses = [AssetClass.Crypto, AssetClass.Stocks, AssetClass.Futures],
    };

    private async Task<string> IssueTokenAsync(CancellationToken cancel)
    {
        // The password is made up and thrown away: this user never signs in, it only owns the token.
        var user = new UserAccount { Id = ids.Next().ToString(), Name = Name, Role = Role.Admin, Enabled = true };
        _ = (await users.CreateAsync(user, await HashAsync(cancel), FirstStart, cancel)).Saved;
        var token = new ApiToken
        {
            Id = ids.Next().ToString(),
            User = user.Id,
            Name = Name,
            Scopes = Security.Users.Scopes.All,
            CreatedAt = clock.GetUtcNow(),
        };
        return (await tokens.IssueAsync(token, FirstStart, cancel)).Text;
    }

    private async Task<string> HashAsync(CancellationToken cancel) =>
        await passwords.HashAsync(SecretText.Create(), HashWaiter.Server, cancel) ?? throw new InvalidOperationException("Nobody else hashes passwords at a first start.");
}
