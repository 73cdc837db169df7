namespace Signalbox.Server.Security.Sessions;

public sealed record SignInOptions
{
    public const string CookieName = "signalbox_session";

    /// <summary>How long a sign-in lasts. Default 7 days.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Failed sign-ins of one user before it is locked. Default 10.</summary>
    public int TriesMax { get; init; } = 10;

    /// <summary>The time those failures count within, and how long the lock lasts. Default 15 minutes.</summary>
    public TimeSpan TriesWindow { get; init; } = TimeSpan.FromMinutes(15);
}
