using System.Text.Json;
using Xunit;

namespace Signalbox.Tests.Intake;

/// <summary>Tests over a whole server of their own, with its demo and a bitcoin that costs 60000.</summary>
public abstract class WholeServerTests : IAsyncLifetime
{
    private protected string Folder { get; } = RunningServer.NewFolder();

    private protected RunningServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await RunningServer.StartAsync(Folder);
        await Server.SetPriceAsync("BTCUSDT", 60_000m);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await RunningServer.StartAsync(Folder);
    }

    private protected static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
