namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Counts the weights of the address, in minutes that begin on the clock.</summary>
internal sealed class HyperliquidMeter(SandboxFloor floor)
{
    private const int WeightAMinute = 1_200;

    private readonly Lock counting = new();
    private long minute;
    private int used;

    public bool Passes(int weight)
    {
        lock (counting)
        {
            var now = floor.Now.ToUnixTimeSeconds() / 60;
            used = now == minute ? used + weight : weight;
            minute = now;
            return used <= WeightAMinute;
        }
    }
}
