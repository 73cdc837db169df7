using System.Diagnostics;
using Signalbox.Accounts.Hosting;
using Signalbox.Server.Node;
using Signalbox.Server.Notifications.Senders;

namespace Signalbox.Server.Crash;

/// <summary>
/// Kills this process, as a power cut would, when it passes a point for the n-th time: tests start the server with it and
/// look at what the next start makes of the rest. Two things must be there together, and neither comes about by accident:
/// the variable that names the point, and a file in the data folder that allows it. The variable alone is refused.
/// </summary>
internal sealed class CrashPlan(CrashPoint at, int passing)
{
    /// <summary>A point and, after a colon, at which passing of it: <c>AfterSend:3</c>.</summary>
    public const string Variable = "SIGNALBOX_CRASH_AT";

    public const string AllowingFile = "this-server-may-be-killed-by-tests";

    /// <summary>Snapshots are rare; a test that waits for one would take minutes.</summary>
    private const int SnapshotEvery = 60;

    private int passed;

    /// <summary>Null, as ever outside of tests: nothing is planned.</summary>
    /// <exception cref="InvalidDataException">Something is planned and not allowed, or names no point.</exception>
    public static CrashPlan? Find(string dataFolder)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text)
        {
            return null;
        }

        if (!File.Exists(Path.Combine(dataFolder, AllowingFile)))
        {
            throw new InvalidDataException($"{Variable} is set: it makes the server kill itself, for tests. Unset it to start the server.");
        }

        return text.Split(':') is [var name, var count] && Enum.TryParse<CrashPoint>(name, out var point) && int.TryParse(count, out var passing)
            ? new(point, passing)
            : throw new InvalidDataException($"{Variable} is '{text}', which names no point and passing.");
    }

    public OpenedStore Over(OpenedStore store) => store with
    {
        Journal = new CrashingJournal(store.Journal, this),
        Records = new CrashingRecords(store.Records, this),
    };

    public void Register(IServiceCollection services)
    {
        services.AddSingleton(new VenueLayer(venue => new CrashingVenue(venue, this)));
        services.AddSingleton(new SenderLayer(sender => new CrashingSender(sender, this)));
        services.AddSingleton(new AccountHostOptions { SnapshotEvery = SnapshotEvery });
    }

    public void Pass(CrashPoint point)
    {
        if (point == at && Interlocked.Increment(ref passed) == passing)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();

            // The signal arrives when it arrives; nothing more may happen here until then.
            Thread.CurrentThread.Join();
        }
    }
}
