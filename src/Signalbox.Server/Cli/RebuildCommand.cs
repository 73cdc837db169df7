using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Node;

namespace Signalbox.Server.Cli;

/// <summary>Throws the tables of what happened away and projects them again from the journal.</summary>
internal static class RebuildCommand
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(CommandLineOptions options, TextWriter console, CancellationToken cancel)
    {
        // Opened as the one server of the folder: another that still runs is named, and left alone.
        await using var store = await OpenedStore.OpenAsync(options.Store, options.DataFolder, TimeProvider.System, NullLoggerFactory.Instance, cancel);
        var heads = await store.Journal.HeadsAsync(cancel);
        var total = heads.Where(head => StreamProjection.Covers(head.Stream)).Sum(head => head.Version);
        await store.Records.ForgetAsync(cancel);
        await console.WriteLineAsync(Sentence($"{total:N0} events to project."));

        var projector = new Projector(
            store.Journal, store.Records, new(TimeProvider.System), TimeProvider.System, new(), [], _ => { });
        var (done, said) = (0L, TimeProvider.System.GetTimestamp());
        await projector.CatchUpAsync(
            events =>
            {
                done += events;
                if (TimeProvider.System.GetElapsedTime(said) >= SayEvery)
                {
                    said = TimeProvider.System.GetTimestamp();
                    console.WriteLine(Sentence($"{done:N0} of {total:N0} events"));
                }
            },
            cancel);
        await console.WriteLineAsync(Sentence($"Done: {done:N0} events projected."));
        return ExitCodes.Done;
    }

    private static string Sentence(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
