namespace Signalbox.Venues.Hyperliquid;

/// <summary>Both speak the same protocol and differ in what they list and in what an account holds.</summary>
public enum HyperliquidProduct
{
    Perpetuals,
    Spot,
}
