using System.Security.Cryptography;
using Signalbox.Server.Security;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class InstanceKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-key-").FullName;

    private string KeyFile => Path.Combine(folder, InstanceKey.FileName);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void LoadOrCreate_AtFirstStart_MakesAKeyForItsOwnerAlone()
    {
        using var created = InstanceKey.LoadOrCreate(Path.Combine(folder, "data"));
        using var loaded = InstanceKey.LoadOrCreate(Path.Combine(folder, "data"));

        Assert.Equal(created.ExportSubjectPublicKeyInfo(), loaded.ExportSubjectPublicKeyInfo());
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, created.ExportParameters(false).Curve.Oid.Value);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "data", InstanceKey.FileName)));
        }
    }

    [Fact]
    public void LoadOrCreate_AfterACrashWhileWriting_StartsAgain()
    {
        File.WriteAllText(KeyFile + ".new", "-----BEGIN PRIV");

        using var created = InstanceKey.LoadOrCreate(folder);

        Assert.Equal([KeyFile], Directory.GetFiles(folder));
    }

    [Fact]
    public void LoadOrCreate_OfAKeyOthersCanRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        InstanceKey.LoadOrCreate(folder).Dispose();
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var failure = Assert.Throws<InvalidDataException>(() => InstanceKey.LoadOrCreate(folder));

        Assert.Contains($"chmod 600 {KeyFile}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void LoadOrCreate_OfADamagedFile_IsRefusedAndKept(string content)
    {
        InstanceKey.LoadOrCreate(folder).Dispose();
        File.WriteAllText(KeyFile, content);

        var failure = Assert.Throws<InvalidDataException>(() => InstanceKey.LoadOrCreate(folder));

        Assert.Contains(KeyFile, failure.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(KeyFile));
    }

    [Fact]
    public void LoadOrCreate_OfAPublicKey_IsRefused()
    {
        using var key = InstanceKey.LoadOrCreate(folder);
        File.WriteAllText(KeyFile, key.ExportSubjectPublicKeyInfoPem());

        Assert.Throws<InvalidDataException>(() => InstanceKey.LoadOrCreate(folder));
    }
}
