using System.Globalization;
using Signalbox.Journal;
using Signalbox.Server.Upkeep;

namespace Signalbox.Server.Notifications;

/// <summary>
/// A destination that does not take messages is itself an alert, and so is what was given up: once, and again each day. It is told
/// to the others: a destination that fails is never sent the news of a failing destination, so that no failure feeds on itself.
/// </summary>
internal sealed class NotificationAlarm(RaiseNotice raise, Outbox outbox, NotificationOptions options, TimeProvider clock, ILogger<NotificationAlarm> log)
{
    private const string Failing = "notification-failing";
    private const string Lost = "notification-given-up";

    /// <summary>Whether an incident is about telling itself.</summary>
    public static bool IsOne(string? code) => code is Failing or Lost;

    public async Task LookAsync(FailedLine failed, CancellationToken cancel)
    {
        var (line, now) = (failed.Line, clock.GetUtcNow());
        var since = DateTimeOffset.FromUnixTimeMilliseconds(line.FailingSince ?? now.ToUnixTimeMilliseconds());
        if (failed.Lost > 0 && IsDue(line.LossToldAt, now))
        {
            await TellAsync(Lost, Sentence(failed, $"{Incidents(failed.Lost)} waited for it too long and will not be told there; the page Alerts lists them."), failed.Destination, true, cancel);
        }

        if (now - since >= options.Pace.TellAfter && IsDue(line.ToldAt, now))
        {
            var when = since.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            await TellAsync(Failing, Sentence(failed, $"It took nothing since {when} UTC. It is tried again, and what waits is kept for {options.Pace.AgeMax.TotalHours:0} hours."), failed.Destination, false, cancel);
        }
    }

    private static string Sentence(FailedLine failed, string what) =>
        $"The destination {failed.Destination.Name} does not take notifications: {failed.Line.Failure} {what} Mend it on the page Alerts, under Destinations.";

    private static string Incidents(long count) => count == 1 ? "1 incident" : string.Create(CultureInfo.InvariantCulture, $"{count} incidents");

    private bool IsDue(long? toldAt, DateTimeOffset now) => toldAt is not { } at || now - DateTimeOffset.FromUnixTimeMilliseconds(at) >= options.Pace.TellAgainAfter;

    private async Task TellAsync(string code, string message, Destination destination, bool ofLoss, CancellationToken cancel)
    {
        try
        {
            await raise(code, message, cancel);
            await outbox.ToldAsync(destination.Id, ofLoss, cancel);
        }
        catch (JournalException failure)
        {
            // The page shows it all the same, and the next failure is told.
            NotificationLog.NotRaised(log, code, failure.Message);
        }
    }
}
