using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Security.Permissions;

/// <summary>Which level an endpoint needs at what its address names. What the caller does not see is not there.</summary>
internal static class PermissionWords
{
    extension(RouteHandlerBuilder endpoint)
    {
        /// <param name="name">The part of the address that holds the strategy's id.</param>
        public RouteHandlerBuilder OnStrategy(string name, PermissionLevel level) => endpoint.On("strategy", name, (http, id) => LevelAt(http, new StrategyId(id), level));

        /// <param name="name">The part of the address that holds the account's id.</param>
        public RouteHandlerBuilder OnAccount(string name, PermissionLevel level) => endpoint.On("account", name, (http, id) => LevelAt(http, new AccountId(id), level));

        /// <summary>The level at the subscription's account.</summary>
        public RouteHandlerBuilder OnSubscription(string name, PermissionLevel level) => endpoint.On("subscription", name, (http, id) =>
            http.RequestServices.GetRequiredService<CatalogueHolder>().Current.Subscriptions.GetValueOrDefault(new SubscriptionId(id)) is { } subscription
                ? LevelAt(http, subscription.Account, level)
                : (false, false));

        /// <summary>What is everybody's is changed only by who sees everything.</summary>
        public RouteHandlerBuilder OnEverything() => endpoint.On("scope", "", (http, _) => (true, Sight.Of(http) is { Everywhere: >= PermissionLevel.Trade }));

        private RouteHandlerBuilder On(string what, string name, Func<HttpContext, string, (bool Sees, bool May)> levelAt) =>
            endpoint.AddEndpointFilter(async (context, next) =>
            {
                var id = context.HttpContext.GetRouteValue(name) as string ?? "";
                var (sees, may) = levelAt(context.HttpContext, id);
                return may ? await next(context)
                    : sees ? NotPermitted()
                    : ApiErrors.NotFound(what, id);
            });
    }

    public static IResult NotPermitted() => ApiErrors.Answer(StatusCodes.Status403Forbidden, ApiErrors.NotPermitted);

    private static (bool Sees, bool May) LevelAt(HttpContext http, StrategyId strategy, PermissionLevel level) =>
        Sight.Of(http) is var sight ? (sight.Sees(strategy), sight.May(strategy, level)) : default;

    private static (bool Sees, bool May) LevelAt(HttpContext http, AccountId account, PermissionLevel level) =>
        Sight.Of(http) is var sight ? (sight.Sees(account), sight.May(account, level)) : default;
}
