using System.Security.Cryptography;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.SecondFactors;

/// <summary>
/// Codes for the day the authenticator is lost, each good once. Almost fifty random bits, and guesses are counted: a quick hash
/// of one with its user's id is enough.
/// </summary>
public static class RecoveryCodes
{
    public const int Count = 10;
    private const int Chars = 10;

    // No letters that look like digits or like each other.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static IReadOnlyList<string> Create() => [.. Enumerable.Range(0, Count).Select(_ => CreateOne())];

    /// <summary>New ones in place of those of before.</summary>
    internal static async Task<IReadOnlyList<string>> RenewAsync(StoreScope scope, string user)
    {
        var codes = Create();
        await SecondFactorTable.ReplaceCodesAsync(scope, user, codes.Select(code => Hash(user, code)));
        return codes;
    }

    /// <summary>As it is kept; blanks, dashes and case do not matter.</summary>
    public static string Hash(string user, string code) =>
        SecretText.HashWhole($"{user}:{new string([.. code.Where(char.IsLetterOrDigit)]).ToLowerInvariant()}");

    private static string CreateOne()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, Chars);
        return $"{text[..5]}-{text[5..]}";
    }
}
