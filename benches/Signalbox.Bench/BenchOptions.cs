namespace Signalbox.Bench;

internal enum RunLength
{
    Short,
    Usual,
    Full,
}

internal sealed record BenchOptions(RunLength Length);
