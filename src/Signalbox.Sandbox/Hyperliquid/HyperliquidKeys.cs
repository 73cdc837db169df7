using System.Globalization;
using System.Text;
using Signalbox.Venues.Signing;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>
/// Accounts and agents of the sandbox. A key may be an address and its secret a private key; any other words stand for the
/// private keys that are their Keccak hashes, so that a sandbox without settings has an account too: the secret's key is then
/// an agent of the account whose key is the key's.
/// </summary>
internal static class HyperliquidKeys
{
    public static EthereumAddress Account(string key) => EthereumAddress.TryParse(key, out var address) ? address : new EthereumKey(PrivateKey(key)).Address;

    /// <summary>The private key a word stands for, as hexadecimal digits.</summary>
    public static string PrivateKey(string word) =>
        word.Length is 64 or 66 && UInt128.TryParse(word.AsSpan(word.Length - 32), NumberStyles.AllowHexSpecifier, null, out _)
            ? word
            : Convert.ToHexStringLower(Keccak256.HashData(Encoding.UTF8.GetBytes(word)));

    public static EthereumAddress Signer(string secret) => new EthereumKey(PrivateKey(secret)).Address;
}
