using Signalbox.Strategies;

namespace Signalbox.Server.Configuration;

/// <summary>The configuration the node works with. Reading never waits; every save refreshes it.</summary>
public sealed class CatalogueHolder(ConfigurationStore store) : IDisposable
{
    // Refreshes take turns, so that subscribers see versions rise.
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile ConfigurationPicture picture = ConfigurationPicture.Empty;

    /// <summary>Raised after a new version is in place. Handlers must return soon and must not throw.</summary>
    public event EventHandler<CatalogueChangedEventArgs>? Changed;

    public ConfigurationPicture Picture => picture;

    public Catalogue Current => picture.Catalogue;

    /// <summary>Loads the stored configuration where it is newer than this one.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            var before = picture;
            if (await store.VersionAsync(cancel) <= before.Catalogue.Version)
            {
                return;
            }

            var after = await store.LoadPictureAsync(cancel);
            picture = after;
            Changed?.Invoke(this, new(before.Catalogue, after.Catalogue));
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();
}

public sealed class CatalogueChangedEventArgs(Catalogue before, Catalogue after) : EventArgs
{
    public Catalogue Before => before;

    public Catalogue After => after;
}
