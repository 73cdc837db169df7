namespace Signalbox.Server.Security.Sessions;

public sealed record SignInOptions
{
    public const string CookieName = "signalbox_session";

    /// <summary>How long a sign-in lasts at most. Default 7 days.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a session may go without any request. Default 12 hours.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a proof of who one is counts for actions that move risk. Default 5 minutes.</summary>
    public TimeSpan ProofLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Failed sign-ins of one user before it is locked. Default 10.</summary>
    public int TriesMax { get; init; } = 10;

    /// <summary>The time those failures count within, and how long the lock lasts. Default 15 minutes.</summary>
    public TimeSpan TriesWindow { get; init; } = TimeSpan.FromMinutes(15);
}
