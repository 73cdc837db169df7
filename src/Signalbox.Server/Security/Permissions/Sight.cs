using Signalbox.Identity;
using Signalbox.Risk.Limits;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Requests;
using Signalbox.Strategies;

namespace Signalbox.Server.Security.Permissions;

/// <summary>
/// What a caller may see, and how far it may go there. Everything a caller is shown goes through one of these: lists in their
/// query, single things before they are answered, messages before they are told.
/// </summary>
public sealed record Sight
{
    private static readonly Dictionary<string, PermissionLevel> Nothing = [];

    /// <summary>For the server itself and for tools of whoever runs it.</summary>
    public static readonly Sight Whole = new() { Everywhere = PermissionLevel.Own };

    /// <summary>The level at every strategy and account; null: only at those listed.</summary>
    public PermissionLevel? Everywhere { get; init; }

    public IReadOnlyDictionary<string, PermissionLevel> Strategies { get; init; } = Nothing;

    public IReadOnlyDictionary<string, PermissionLevel> Accounts { get; init; } = Nothing;

    public bool IsWhole => Everywhere is not null;

    public static ValueTask<Sight> BindAsync(HttpContext http) => ValueTask.FromResult(Of(http));

    public static Sight Of(HttpContext http) =>
        Caller.Of(http.User) is { } caller ? http.RequestServices.GetRequiredService<CatalogueHolder>().Picture.Permissions.SightOf(caller) : new();

    public bool Sees(StrategyId strategy) => May(strategy, PermissionLevel.See);

    public bool Sees(AccountId account) => May(account, PermissionLevel.See);

    /// <summary>A subscription belongs to its account: the strategy's owner does not see who follows.</summary>
    public bool Sees(Subscription subscription) => Sees(subscription.Account);

    /// <summary>Common limits tell of everybody's trading: only who sees everything sees them.</summary>
    public bool Sees(RiskScope scope, Catalogue catalogue) => IsWhole || scope.Level switch
    {
        RiskLevel.Account => Sees(new AccountId(scope.Id)),
        RiskLevel.Strategy => Sees(new StrategyId(scope.Id)),
        RiskLevel.Subscription => catalogue.Subscriptions.GetValueOrDefault(new SubscriptionId(scope.Id)) is { } subscription && Sees(subscription),
        _ => false,
    };

    /// <summary>A stop of everything is told to everybody: it holds for them too.</summary>
    public bool Sees(TradingStateSet set, Catalogue catalogue) =>
        RiskScope.From(set.Subject) is var scope && (scope == RiskScope.Global || Sees(scope, catalogue));

    public bool May(StrategyId strategy, PermissionLevel level) => LevelAt(strategy) >= level;

    public bool May(AccountId account, PermissionLevel level) => LevelAt(account) >= level;

    /// <summary>Below every level where it is not seen.</summary>
    public PermissionLevel LevelAt(StrategyId strategy) => Everywhere ?? Strategies.GetValueOrDefault(strategy.Value);

    public PermissionLevel LevelAt(AccountId account) => Everywhere ?? Accounts.GetValueOrDefault(account.Value);

    /// <summary>The catalogue as the caller knows it: nobody is routed to, or told of, what is hidden.</summary>
    public Catalogue Of(Catalogue catalogue) => IsWhole ? catalogue : new(
        catalogue.Version,
        [.. catalogue.Strategies.Where(strategy => Sees(strategy.Id))],
        [.. catalogue.Subscriptions.Values.Where(Sees)],
        [.. catalogue.Connections.Values.Where(connection => Sees(connection.Id))]);
}
