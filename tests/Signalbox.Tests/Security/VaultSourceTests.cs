using Signalbox.Server.Security.Sealing;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Master keys from a command, a variable or the file.</summary>
public sealed class VaultSourceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("signalbox-source-").FullName;
    private readonly VaultKey key = VaultKey.Create();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Source_IsTheCommand_ElseTheVariable_ElseTheFile()
    {
        Assert.IsType<VaultCommand>(VaultSources.Of(folder, _ => "something"));
        Assert.IsType<VaultVariable>(VaultSources.Of(folder, name => name == VaultVariable.Variable ? "something" : null));
        Assert.IsType<VaultKeyFile>(VaultSources.Of(folder, _ => null));
    }

    [Fact]
    public void Variable_HoldsKeysInOrder()
    {
        var second = VaultKey.Create();

        var read = new VaultVariable($"{VaultKeyText.Line(key)};{VaultKeyText.Line(second)}").Read();

        Assert.Equal([key.Id, second.Id], read.Select(each => each.Id));
    }

    [Fact]
    public void Command_PrintsWhatAKeyFileHolds()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands of this test are those of a Unix shell.");
        File.WriteAllText(Path.Combine(folder, "keys"), VaultKeyText.Line(key));

        Assert.Equal([key.Id], new VaultCommand($"cat '{folder}/keys'").Read().Select(each => each.Id));
    }

    [Theory]
    [InlineData("exit 3", "The vault command ended with 3. Run it by hand to see why.")]
    [InlineData("echo a-secret-by-mistake; echo a-secret-by-mistake >&2", "A line of the vault command's output is damaged. Put the right one back.")]
    [InlineData("true", "There is no key in the vault command's output. Put the right one back.")]
    [InlineData("head -c 100000 /dev/zero", "The vault command said more than 64 KiB.")]
    public void Command_ThatFails_IsNamedWithoutWhatItSaid(string command, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands of this test are those of a Unix shell.");

        Assert.Equal(message, Assert.Throws<VaultException>(() => new VaultCommand(command).Read()).Message);
    }

    [Fact]
    public void Command_ThatDoesNotEnd_IsEnded()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The commands of this test are those of a Unix shell.");
        var command = new VaultCommand("sleep 600") { TimeMax = TimeSpan.FromMilliseconds(100) };

        Assert.Equal("The vault command did not end within 0 seconds.", Assert.Throws<VaultException>(command.Read).Message);
    }
}
