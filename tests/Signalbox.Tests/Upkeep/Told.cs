using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Server.Upkeep;

namespace Signalbox.Tests.Upkeep;

/// <summary>A board whose alerts are kept in memory.</summary>
internal sealed class Told(TimeProvider clock)
{
    private UpkeepBoard? board;

    /// <summary>As <c>code: message</c>.</summary>
    public List<string> Alerts { get; } = [];

    public UpkeepBoard Board => board ??= new(RaiseAsync, clock, NullLogger<UpkeepBoard>.Instance);

    private Task RaiseAsync(string code, string message, CancellationToken cancel)
    {
        Alerts.Add($"{code}: {message}");
        return Task.CompletedTask;
    }
}
