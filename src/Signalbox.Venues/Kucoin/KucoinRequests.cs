using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Kucoin;

/// <summary>Requests that spot and futures share.</summary>
internal static class KucoinRequests
{
    public static WireRequest Time() => Open("/api/v1/timestamp", null, 3);

    public static WireRequest Permissions(KucoinSigner signer, SigningTime time) =>
        signer.Seal(HttpMethod.Get, "/api/v1/user/api-key", query: null, time) with { Costs = KucoinLimits.Of(KucoinLimits.Management, 20) };

    /// <summary>A token and an address for the account's streams.</summary>
    public static WireRequest PrivateToken(KucoinSigner signer, RateWindow pool, SigningTime time) =>
        signer.Seal(HttpMethod.Post, "/api/v1/bullet-private", ReadOnlyMemory<byte>.Empty, time) with { Lane = RateLane.Reconcile, Costs = KucoinLimits.Of(pool, 10) };

    /// <summary>A token and an address for market streams.</summary>
    public static WireRequest PublicToken() =>
        Open("/api/v1/bullet-public", null, 10) with { Method = HttpMethod.Post, Body = ReadOnlyMemory<byte>.Empty };

    public static WireRequest Open(string path, QueryWriter? query, int weight) =>
        new() { Method = HttpMethod.Get, Path = path, Query = query?.ToString() ?? "", Costs = KucoinLimits.Of(KucoinLimits.Public, weight) };
}
