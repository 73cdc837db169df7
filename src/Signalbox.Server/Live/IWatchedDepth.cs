using Signalbox.Markets;

namespace Signalbox.Server.Live;

/// <summary>What is known of a market's book while somebody looks at it.</summary>
internal interface IWatchedDepth : IAsyncDisposable
{
    /// <summary>The newest picture; null while there is none that can be believed. Never waits.</summary>
    DepthView? Latest();
}
