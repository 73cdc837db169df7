using System.Globalization;

namespace Signalbox.Bench.Measuring;

/// <summary>A figure the product promises, and what was measured.</summary>
/// <param name="Most">The measured value must not exceed the limit; else it must reach it.</param>
public sealed record Goal(string What, double Measured, double Limit, string Unit, bool Most = true)
{
    public bool Holds => Most ? Measured <= Limit : Measured >= Limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Holds ? "holds      " : "FALLS SHORT")}  {What,-64} {Measured,10:0.###} {Unit,-6} (goal {(Most ? "at most" : "at least")} {Limit:0.###})");
}
