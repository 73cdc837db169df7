using Signalbox.Server.Security.Sealing;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class VaultKeyFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-vault-").FullName;
    private readonly VaultKeyFile file;

    public VaultKeyFileTests() => file = new(Path.Combine(folder, "vault.key"));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Create_WritesAKeyOnlyItsOwnerCanRead()
    {
        var created = Assert.Single(file.Create());

        Assert.Equal(created.Id, Assert.Single(file.Read()).Id);
        Assert.Equal([file.Path], Directory.GetFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));
        }
    }

    [Fact]
    public void Create_WhereAFileIs_KeepsIt()
    {
        var first = Assert.Single(file.Create());

        Assert.Throws<IOException>(() => file.Create());

        Assert.Equal(first.Id, Assert.Single(file.Read()).Id);
    }

    [Fact]
    public void Create_AfterACrashWhileWriting_StartsAgain()
    {
        File.WriteAllText(file.Path + ".new", "key abc");

        file.Create();

        Assert.Single(file.Read());
    }

    [Fact]
    public void Read_OfAFileOthersMayRead_SaysWhatToRun()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such file modes.");
            return;
        }

        file.Create();
        File.SetUnixFileMode(file.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        var refusal = Assert.Throws<VaultException>(() => file.Read());

        Assert.Equal($"Other users of this machine may read the key file {file.Path}. Run: chmod 600 \"{file.Path}\"", refusal.Message);
    }

    [Fact]
    public void Read_OfADamagedKey_ShowsNoneOfIt()
    {
        file.Create();
        var text = File.ReadAllText(file.Path);
        var start = text.LastIndexOf(' ') + 1;
        var changed = text[start] == 'A' ? 'B' : 'A';
        File.WriteAllText(file.Path, $"{text[..start]}{changed}{text[(start + 1)..]}");

        var refusal = Assert.Throws<VaultException>(() => file.Read());

        Assert.Equal($"A line of the key file {file.Path} is damaged. Put the right one back.", refusal.Message);
    }

    [Fact]
    public void Read_OfAnEmptyFile_IsRefused()
    {
        file.Create();
        File.WriteAllText(file.Path, "# nothing\n");

        Assert.Contains("There is no key in", Assert.Throws<VaultException>(() => file.Read()).Message, StringComparison.Ordinal);
    }
}
