namespace Signalbox.Server.Security.Tokens;

/// <summary>A token as its holder has it: the prefix says what it is, to people and to scanners for leaked keys.</summary>
public static class TokenText
{
    public const string Prefix = "sbx_";

    public static string Create() => Prefix + SecretText.Create();

    public static bool LooksLike(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);
}
