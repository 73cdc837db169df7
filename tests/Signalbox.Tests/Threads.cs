using System.Runtime.CompilerServices;

namespace Signalbox.Tests;

/// <summary>
/// Whole servers run within this process, many at a time, and their commits wait for the disk on pool threads. The server
/// itself starts with threads for that; without them here a few slow commits would stall every request for seconds.
/// </summary>
internal static class Threads
{
    [ModuleInitializer]
    internal static void Prepare() => ThreadPool.SetMinThreads(Math.Max(64, Environment.ProcessorCount * 4), 4);
}
