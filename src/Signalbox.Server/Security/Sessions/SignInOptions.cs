namespace Signalbox.Server.Security.Sessions;

public sealed record SignInOptions
{
    public const string CookieName = "signalbox_session";

    /// <summary>Carries a sign-in from the password to the second factor.</summary>
    public const string HalfCookieName = "signalbox_sign_in";

    /// <summary>Marks a browser its user signed in from before.</summary>
    public const string BrowserCookieName = "signalbox_browser";

    /// <summary>How long a sign-in lasts at most. Default 7 days.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long a session may go without any request. Default 12 hours.</summary>
    public TimeSpan IdleMax { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a proof of who one is counts for actions that move risk. Default 5 minutes.</summary>
    public TimeSpan ProofLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Between the password and the second factor. Default 5 minutes.</summary>
    public TimeSpan HalfLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Second factors that may be tried with one password. Default 5.</summary>
    public int HalfTriesMax { get; init; } = 5;

    /// <summary>How long a browser stays known. Default 180 days.</summary>
    public TimeSpan BrowserLifetime { get; init; } = TimeSpan.FromDays(180);

    /// <summary>
    /// Waits between failures of one user: 5 are free, then 30 seconds and twice as long after each more, 15 minutes at
    /// most. A browser that user signed in from before is counted by itself, so that strangers cannot lock it out.
    /// </summary>
    public GrowingWait UserWaits { get; init; } = new(5, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    /// <summary>The same for one address, whatever the names it tries; 20 are free.</summary>
    public GrowingWait AddressWaits { get; init; } = new(20, TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(15));

    /// <summary>Failures are forgotten when there was none for this long. Default 24 hours.</summary>
    public TimeSpan FailuresForgottenAfter { get; init; } = TimeSpan.FromHours(24);
}
