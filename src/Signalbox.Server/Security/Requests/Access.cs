using Microsoft.AspNetCore.Authorization;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security.Requests;

/// <summary>Which endpoints need what.</summary>
public static class Access
{
    /// <summary>Everything below this path needs a caller, also where no endpoint is.</summary>
    private const string ApiPath = "/api";

    extension<TBuilder>(TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>The endpoint needs a caller who may do this.</summary>
        public TBuilder Requires(Scope scope) => endpoint.RequireAuthorization(Policy(scope));

        /// <summary>A session must have proven within the last minutes who sits before it: for what moves risk.</summary>
        /// <param name="when">Null: for every request. Else what is asked only for these, and the endpoint asks <see cref="FreshProof"/> itself.</param>
        public TBuilder RequiresFreshProof(string? when = null) => endpoint.WithMetadata(new FreshProofAsked(when));

        /// <summary>The endpoint needs a caller, whatever the caller may do.</summary>
        public TBuilder RequiresCaller() => endpoint.RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>
    /// For requests nothing else was said about: an endpoint without a word on who may call it is refused, and so is
    /// whatever is asked for below /api without a caller. The rest reaches no endpoint: routing itself answers it with 404,
    /// 405 or 415.
    /// </summary>
    public static AuthorizationPolicy ClosedByDefault { get; } = new AuthorizationPolicyBuilder()
        .RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint
            && (Caller.Of(http.User) is not null || !http.Request.Path.StartsWithSegments(ApiPath, StringComparison.OrdinalIgnoreCase)))
        .Build();

    private static AuthorizationPolicy Policy(Scope scope) =>
        new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(CallerIdentity.ScopeClaim, CallerIdentity.Claim(scope)).Build();
}
