using Signalbox.Server.Security.Sealing;
using Xunit;

namespace Signalbox.Tests.Security;

public sealed class VaultTests
{
    private const string Secret = "pässword of a broker";

    private static readonly VaultOwner Owner = new("broker_connections", "a1", "credentials");

    private readonly VaultKey key = VaultKey.Create();

    [Fact]
    public void Open_ByItsOwner_GivesTheSecretBack()
    {
        var vault = new Vault([key]);

        var first = vault.Seal(Secret, Owner);
        var second = vault.Seal(Secret, Owner);

        Assert.Equal([Secret, Secret], [vault.Open(first, Owner), vault.Open(second, Owner)]);
        Assert.NotEqual(first, second);
        Assert.StartsWith($"v1.{key.Id}.", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("other", "a1", "credentials")]
    [InlineData("broker_connections", "a2", "credentials")]
    [InlineData("broker_connections", "a1", "other")]
    [InlineData("broker_connections", "a1c", "redentials")]
    public void Open_ByAnotherOwner_IsRefused(string table, string row, string column)
    {
        var vault = new Vault([key]);

        var refusal = Assert.Throws<VaultException>(() => vault.Open(vault.Seal(Secret, Owner), new(table, row, column)));

        Assert.Contains("does not open", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithAnyCharacterChanged_IsRefused()
    {
        var vault = new Vault([key]);
        var text = vault.Seal(Secret, Owner);

        for (var at = 0; at < text.Length; at++)
        {
            // The last character of a base64 group may carry unused bits; changing the first bit of it never is without effect.
            var changed = text.ToCharArray();
            changed[at] = changed[at] == 'A' ? 'g' : 'A';
            if (changed[at] != text[at])
            {
                Assert.Throws<VaultException>(() => vault.Open(new(changed), Owner));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("v1")]
    [InlineData("v2.a.b.c")]
    [InlineData("v1.a.b.c.d")]
    public void Open_OfAnUnknownFormat_SaysSo(string text)
    {
        var refusal = Assert.Throws<VaultException>(() => new Vault([key]).Open(text, Owner));

        Assert.Equal("The secret of broker_connections/a1/credentials has a format this version does not know. It was written by a newer Signalbox, or it is damaged.", refusal.Message);
    }

    [Fact]
    public void Open_AfterTheKeyWasChanged_StillFindsTheOldKey()
    {
        var text = new Vault([key]).Seal(Secret, Owner);
        var rotated = new Vault([VaultKey.Create(), key]);

        Assert.Equal(Secret, rotated.Open(text, Owner));
        Assert.StartsWith($"v1.{rotated.CurrentKeyId}.", rotated.Seal(Secret, Owner), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithoutItsKey_NamesTheKey()
    {
        var text = new Vault([key]).Seal(Secret, Owner);

        var refusal = Assert.Throws<VaultException>(() => new Vault([VaultKey.Create()]).Open(text, Owner));

        Assert.Equal($"The secret of broker_connections/a1/credentials was sealed with the master key {key.Id}, which is not in the key file. Put that key file back.", refusal.Message);
    }
}
