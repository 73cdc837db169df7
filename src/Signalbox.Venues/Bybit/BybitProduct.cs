namespace Signalbox.Venues.Bybit;

/// <summary>The category a request is about; symbols of different ones share their names, so a connection has one of them.</summary>
public enum BybitProduct
{
    Spot,

    /// <summary>Perpetuals and futures settled in USDT or USDC.</summary>
    Linear,

    /// <summary>Perpetuals and futures settled in the coin.</summary>
    Inverse,
}

internal static class BybitProducts
{
    public static string Word(this BybitProduct product) => product switch
    {
        BybitProduct.Spot => "spot",
        BybitProduct.Linear => "linear",
        _ => "inverse",
    };
}
