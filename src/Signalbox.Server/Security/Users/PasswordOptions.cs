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

    /// <summary>Places in that queue beyond it, for users who are signed in: strangers cannot keep them from proving who they are. Default 8.</summary>
    public int WaitingMaxOfUsers { get; init; } = 8;

    /// <summary>Hashes one sender may have computed or waiting at the same time; more are answered 429. Default 2.</summary>
    public int PerWaiterMax { get; init; } = 2;
}
