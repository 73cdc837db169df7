using Xunit;

namespace Signalbox.Tests.Api;

/// <summary>A test with a running host of its own.</summary>
public abstract class ApiTests : IAsyncLifetime
{
    private protected ApiScene Api { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Api = await ApiScene.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Api.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
