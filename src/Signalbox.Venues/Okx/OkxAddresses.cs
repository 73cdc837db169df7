namespace Signalbox.Venues.Okx;

/// <summary>Where OKX is for one region and environment.</summary>
public sealed record OkxAddresses
{
    public required Uri Rest { get; init; }

    /// <summary>Below it are the public, private and business streams.</summary>
    public required Uri Streams { get; init; }

    /// <summary>Demo trading is at the same addresses as live trading and told apart by a header. Default false.</summary>
    public bool IsDemo { get; init; }

    public Uri Public => new(Streams, "ws/v5/public");

    public Uri Private => new(Streams, "ws/v5/private");

    /// <summary>Where orders are told that wait for their price.</summary>
    public Uri Business => new(Streams, "ws/v5/business");

    /// <param name="region">Where the account was opened: <c>global</c>, <c>eea</c> or <c>us</c>, which also serves Australia.</param>
    /// <param name="environment"><c>live</c> or <c>demo</c>.</param>
    public static OkxAddresses Of(string region, string environment)
    {
        var isDemo = environment switch
        {
            "live" => false,
            "demo" => true,
            _ => throw new ArgumentException($"OKX has no environment '{environment}'.", nameof(environment)),
        };
        var (rest, live, demo) = region switch
        {
            "global" => ("www", "ws", "wspap"),
            "eea" => ("eea", "wseea", "wseeapap"),
            "us" => ("us", "wsus", "wsuspap"),
            _ => throw new ArgumentException($"OKX has no region '{region}'.", nameof(region)),
        };
        return new() { Rest = new($"https://{rest}.okx.com"), Streams = new($"wss://{(isDemo ? demo : live)}.okx.com:8443"), IsDemo = isDemo };
    }

    /// <summary>Everything at one address, as the sandbox has it.</summary>
    public static OkxAddresses At(Uri address, bool isDemo = false) => new()
    {
        Rest = address,
        Streams = new UriBuilder(address) { Scheme = address.Scheme == "https" ? "wss" : "ws" }.Uri,
        IsDemo = isDemo,
    };
}
