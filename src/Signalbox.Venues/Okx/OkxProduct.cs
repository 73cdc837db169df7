namespace Signalbox.Venues.Okx;

/// <summary>What one connection trades. Options are not among it.</summary>
public enum OkxProduct
{
    Spot,

    /// <summary>Perpetual contracts, linear and inverse.</summary>
    Swap,

    /// <summary>Contracts that expire, linear and inverse.</summary>
    Futures,
}

internal static class OkxProducts
{
    extension(OkxProduct product)
    {
        /// <summary>As requests and answers name it.</summary>
        public string Word => product switch
        {
            OkxProduct.Spot => "SPOT",
            OkxProduct.Swap => "SWAP",
            _ => "FUTURES",
        };

        public bool IsSpot => product == OkxProduct.Spot;

        /// <summary>Whether what an answer speaks of belongs here: spot on margin is spot that was borrowed for.</summary>
        public bool Holds(string? instType) => instType == product.Word || (product == OkxProduct.Spot && instType == "MARGIN");

        /// <summary>How an order is paid when neither it nor the connection says.</summary>
        public string TradeMode(MarginMode? mode) => mode switch
        {
            MarginMode.Cross => "cross",
            MarginMode.Isolated => "isolated",
            _ => product == OkxProduct.Spot ? "cash" : "cross",
        };
    }
}
