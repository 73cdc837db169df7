namespace Signalbox.Venues.Kraken;

/// <summary>
/// Names of currencies. The oldest carry an X (coins) or a Z (money) before three letters, and two coins have names that
/// nobody else uses; ours are the usual ones, so that balances and instruments of all venues meet.
/// </summary>
internal static class KrakenAssets
{
    private static readonly HashSet<string> Prefixed = new(StringComparer.Ordinal)
    {
        "XETC", "XETH", "XLTC", "XMLN", "XREP", "XXBT", "XXDG", "XXLM", "XXMR", "XXRP", "XZEC", "XNMC", "XICN", "XDAO", "XXVN",
        "ZAUD", "ZCAD", "ZEUR", "ZGBP", "ZJPY", "ZKRW", "ZUSD", "ZCHF",
    };

    public static string Usual(string? name)
    {
        var upper = (name ?? "").ToUpperInvariant();
        // ".S", ".F" and their like are balances that are lent or staked: something else than the currency itself.
        var dot = upper.IndexOf('.', StringComparison.Ordinal);
        var (asset, kind) = dot < 0 ? (upper, "") : (upper[..dot], upper[dot..]);
        asset = Prefixed.Contains(asset) ? asset[1..] : asset;
        return asset switch
        {
            "XBT" => "BTC",
            "XDG" => "DOGE",
            _ => asset,
        } + kind;
    }
}
