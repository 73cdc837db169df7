using System.Text.Json.Serialization;
using Signalbox.Text;

namespace Signalbox.Markets;

[JsonConverter(typeof(SnakeCaseEnumConverter<Side>))]
public enum Side
{
    Buy,
    Sell,
}

public static class Sides
{
    extension(Side side)
    {
        public Side Opposite => side == Side.Buy ? Side.Sell : Side.Buy;

        /// <summary>+1 for buy, -1 for sell: what a fill does to a position.</summary>
        public int Sign => side == Side.Buy ? 1 : -1;

        public Quantity Directed(Quantity quantity) => side == Side.Buy ? quantity : -quantity;
    }

    /// <summary>The side that reduces a position of this sign.</summary>
    public static Side Reducing(Quantity position) => position > Quantity.Zero ? Side.Sell : Side.Buy;

    /// <summary>The side that opens or increases a position of this sign.</summary>
    public static Side Increasing(Quantity position) => position > Quantity.Zero ? Side.Buy : Side.Sell;
}
