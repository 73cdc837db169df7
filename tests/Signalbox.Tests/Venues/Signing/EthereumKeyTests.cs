using System.Security.Cryptography;
using System.Text;
using Signalbox.Venues.Signing;
using Xunit;

namespace Signalbox.Tests.Venues.Signing;

public sealed class EthereumKeyTests
{
    // Published vectors of RFC 6979 on secp256k1 with SHA-256: the digest is that of the text.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "Satoshi Nakamoto",
        "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8", "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000001", "All those moments will be lost in time, like tears in rain. Time to die...",
        "8600dbd41e348fe5c9465ab92d23e3db8b98b873beecd930736488696438cb6b", "547fe64427496db33bf66019dacbf0039c04199abb0122918601db38a72cfc21")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140", "Satoshi Nakamoto",
        "fd567d121db66e382991534ada77a6bd3106f0a1098c231e47993447cd6af2d0", "6b39cd0eb1bc8603e159ef5c20a5c8ad685a45b06ce9bebed3f153d10d93bed5")]
    [InlineData("f8b8af8ce3c7cca5e300d33939540c10d45ce001b8f252bfbc57ba0342904181", "Alan Turing",
        "7063ae83e7f62bbb171798131b4a0564b956930092b33b07b395615d9ec7e15c", "58dfcc1e00a35e1572f366ffe34ba0fc47db1e7189759b9fb233c5b05ab388ea")]
    [InlineData("e91671c46231f833a6406ccbea0e3e392c76c167bac1cb013f6f1013980455c2", "There is a computer disease that anybody who works with computers knows about. It's a very serious disease and it interferes completely with the work. The trouble with computers is that you 'play' with them!",
        "b552edd27580141f3b2a5463048cb7cd3e047b97c9f98076c32dbdf85a68718b", "279fa72dd19bfae05577e06c7c0c1900c371fcd5893f7e1d56a37d30174671f6")]
    public void Signature_IsThatOfTheStandard(string key, string text, string r, string s)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));

        var signature = new EthereumKey(key).Sign(digest);

        Assert.Equal(($"0x{r}", $"0x{s}"), (signature.R, signature.S));
        Assert.Equal(new EthereumKey(key).Address, EthereumKey.Recover(digest, signature));
    }

    // Keys whose addresses are widely published: of one, and of test wallets.
    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000001", "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf")]
    [InlineData("0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80", "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266")]
    [InlineData("4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318", "0x2c7536e3605d9c16a7a3d7b1898e529396a65c23")]
    public void Address_IsThatOfTheKey(string key, string address) => Assert.Equal(address, new EthereumKey(key).Address.ToString());

    [Fact]
    public void Recovery_OfManySignatures_FindsTheSigner()
    {
        for (var number = 1; number <= 50; number++)
        {
            var key = new EthereumKey(Convert.ToHexString(SHA256.HashData([(byte)number])));
            var digest = SHA256.HashData([(byte)number, 1]);
            var signature = key.Sign(digest);

            Assert.Equal(key.Address, EthereumKey.Recover(digest, signature));
            Assert.NotEqual(key.Address, EthereumKey.Recover(digest, signature with { V = 55 - signature.V }));
            Assert.NotEqual(key.Address, EthereumKey.Recover(SHA256.HashData([(byte)number, 2]), signature));
        }
    }

    [Theory]
    [InlineData("0x0", "0x1", 27)]
    [InlineData("0x1", "0x0", 27)]
    [InlineData("0x1", "0x1", 26)]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", "0x1", 27)]
    [InlineData("zz", "0x1", 27)]
    [InlineData("0x5", "0x1", 27)]
    public void Recovery_OfWhatNobodyCanHaveSigned_IsNothing(string r, string s, int v) =>
        Assert.Null(EthereumKey.Recover(new byte[32], new(r, s, v)));

    [Theory]
    [InlineData("")]
    [InlineData("0x1234")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("secret-that-must-not-be-shown-secret-that-must-not-be-shown-6464")]
    public void Key_ThatIsNone_IsRefused_AndNotShown(string text)
    {
        var refused = Assert.Throws<FormatException>(() => new EthereumKey(text));

        Assert.True(text.Length == 0 || !refused.Message.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void Key_AsText_ShowsItsAddressOnly()
    {
        const string Secret = "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318";

        Assert.DoesNotContain(Secret, new EthereumKey(Secret).ToString(), StringComparison.Ordinal);
    }
}
