using Signalbox.Server.Configuration.Schema;
using Signalbox.Server.Security.Sealing;
using Signalbox.Tests.Configuration;
using Signalbox.Tests.Configuration.Stores;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class VaultStartTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-vault-").FullName;
    private SqliteTestStore store = null!;

    private string KeyFile => Path.Combine(folder, VaultStart.FileName);

    public async ValueTask InitializeAsync()
    {
        store = await SqliteTestStore.CreateAsync();
        await ConfigurationSchema.EnsureAsync(store, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Open_TheSecondTime_UsesTheSameKey()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();

        Assert.Equal(first.CurrentKeyId, second.CurrentKeyId);
    }

    [Fact]
    public async Task Open_WithoutTheKeyFileOfADatabaseWithSecrets_MakesNoNewOne()
    {
        await OpenAsync();
        File.Delete(KeyFile);

        var refusal = await Assert.ThrowsAsync<VaultException>(OpenAsync);

        Assert.Equal($"The key file {KeyFile} is missing, and the database holds secrets that were sealed with it. Put the file back; without it every credential must be entered again.", refusal.Message);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task Open_WithTheKeyFileOfAnotherInstallation_IsRefused()
    {
        await OpenAsync();
        File.Delete(KeyFile);
        new VaultKeyFile(KeyFile).Create();

        var refusal = await Assert.ThrowsAsync<VaultException>(OpenAsync);

        Assert.Contains("Put that key file back.", refusal.Message, StringComparison.Ordinal);
    }

    private Task<Vault> OpenAsync() => VaultStart.OpenAsync(store, folder, new TestClock(), TestContext.Current.CancellationToken);
}
