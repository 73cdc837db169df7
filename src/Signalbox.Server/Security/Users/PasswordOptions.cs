namespace Signalbox.Server.Security.Users;

public sealed record PasswordOptions
{
    public const int LengthMin = 12;
    public const int LengthMax = 256;

    /// <summary>PBKDF2-HMAC-SHA512 rounds of a hash. Default 210,000.</summary>
    public int Rounds { get; init; } = 210_000;

    /// <summary>Hashes computed at the same time; sign-in must not starve trading. Default 1.</summary>
    public int ConcurrentMax { get; init; } = 1;

    /// <summary>Sign-ins waiting for their hash; more are answered 429. Default 16.</summary>
    public int WaitingMax { get; init; } = 16;
}
