using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;

namespace Signalbox.Venues.Hyperliquid;

/// <summary>
/// Whether the key may act for the account. Every question here is public and answered whoever asks, so a key that is not the
/// account's would show only when an order is refused: it is asked of the venue instead.
/// </summary>
internal sealed class HyperliquidAccess(VenueLine line, HyperliquidRequests requests, HyperliquidIdentity identity, RateLimiter limiter, VenueLineState state, TimeProvider clock)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(5);

    private long? askedAt;

    /// <summary>The right to trade, and whether it is the account's own key, which can also withdraw.</summary>
    public async Task<VenueAnswer<KeyPermissions>> PermissionsAsync(CancellationToken cancel)
    {
        await CountActionsAsync(cancel);
        if (identity.IsOwner)
        {
            return VenueAnswer.Of(new KeyPermissions { Read = true, Trade = true, Withdraw = true });
        }

        var role = await RoleAsync(cancel);
        if (role.Value is not { } told)
        {
            return VenueAnswer.Failed<KeyPermissions>(role.Failure!);
        }

        var agents = (await line.SendAsync(HyperliquidRequests.Agents(identity.Account), cancel)).Answer(reply => HyperliquidCodec.Agents(reply.Body.Span));
        return VenueAnswer.Of(new KeyPermissions
        {
            Read = true,
            Trade = IsAgent(told),
            Withdraw = false,
            ExpiresAt = agents.Value?.TryGetValue(identity.Signer, out var end) == true ? end : null,
        });
    }

    /// <summary>Asks once, and again from time to time while the key is refused. A question that failed proves nothing.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        if (identity.IsOwner || (askedAt is { } last && (state.Health.State != ConnectionState.KeysRefused || clock.GetElapsedTime(last) < AskAgainAfter)))
        {
            return;
        }

        if ((await RoleAsync(cancel)).Value is not { } role)
        {
            return;
        }

        askedAt = clock.GetTimestamp();
        if (!IsAgent(role))
        {
            state.Become(ConnectionState.KeysRefused,
                $"Hyperliquid does not know {identity.Signer} as an agent of {identity.Account}. Check that key and secret belong together: approve the agent's wallet for this account, or enter the address of the account that did.");
        }
        else if (state.Health.State == ConnectionState.KeysRefused)
        {
            state.Become(ConnectionState.Connected, "");
        }
    }

    private bool IsAgent(HyperliquidRole role) => role.Role == "agent" && string.Equals(role.Master, identity.Account, StringComparison.OrdinalIgnoreCase);

    private async Task<VenueAnswer<HyperliquidRole>> RoleAsync(CancellationToken cancel) =>
        (await line.SendAsync(HyperliquidRequests.Role(identity.Signer), cancel)).Answer(reply => HyperliquidCodec.Role(reply.Body.Span));

    private async Task CountActionsAsync(CancellationToken cancel)
    {
        var answer = (await line.SendAsync(requests.RateLimit(), cancel)).Answer(reply => HyperliquidCodec.Actions(reply.Body.Span));
        if (answer.Value is { } actions)
        {
            var subject = new RateSubject(identity.User);
            limiter.Allow(HyperliquidLimits.Actions, subject, (double)actions.Most);
            limiter.Correct(HyperliquidLimits.Actions, subject, (double)actions.Used);
        }
    }
}

/// <param name="Signer">The address of the key.</param>
/// <param name="Account">Whose account it is.</param>
/// <param name="User">What is traded: the account, or a sub-account of it.</param>
internal sealed record HyperliquidIdentity(string Signer, string Account, string User)
{
    public bool IsOwner => Signer == Account;
}
