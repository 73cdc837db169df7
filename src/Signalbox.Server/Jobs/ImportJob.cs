using System.Text.Json;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Configuration.Changes;

namespace Signalbox.Server.Jobs;

/// <param name="TimeMax">Whatever else wants to be saved may have to wait so long. Default 15 s.</param>
internal sealed record ImportOptions(TimeSpan TimeMax)
{
    public static readonly ImportOptions Default = new(TimeSpan.FromSeconds(15));
}

/// <summary>An import as a job: how far it is, and exactly what came of it.</summary>
internal sealed class ImportJob(ConfigurationImport import, ImportOptions options, TimeProvider clock)
{
    /// <param name="text">The file, where it came as text: its errors are told with their lines.</param>
    public async Task RunAsync(ImportOrder order, string? text, JobRun run, CancellationToken cancel)
    {
        run.Expect(order.File.Count);
        using var late = new CancellationTokenSource(options.TimeMax, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            var result = await import.RunAsync(order, run.Reach, ending.Token);
            await TellAsync(result, text, run);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            run.Refuse(ApiError.Of("too-slow",
                $"It was given up after {options.TimeMax.TotalSeconds:0} s, because nothing else can be saved meanwhile: nothing was imported. Import the file in parts."));
        }
    }

    /// <summary>The errors with their lines, where the file came as text.</summary>
    public static IReadOnlyList<FieldError> Located(IReadOnlyList<FieldError> errors, string? text) =>
        text is null || errors.Any(error => error.Path == ImportReading.Root) ? errors : JsonLines.Locate(errors, text, ImportReading.Root);

    private static Task TellAsync(ChangeResult<ImportDocument> result, string? text, JobRun run)
    {
        switch (result.Status)
        {
            case ChangeStatus.Saved or ChangeStatus.Tried:
                return ListAsync(result.Saved, run);
            case ChangeStatus.Stale:
                run.Refuse(ApiError.Of("stale-version", "The configuration was changed since the import was tried: nothing was imported. Look again at what it would change."));
                break;
            default:
                var refused = ApiErrors.Validation(Located(result.Errors, text));
                run.Refuse(refused with { Message = $"{refused.Message} Nothing was imported." });
                break;
        }

        return Task.CompletedTask;
    }

    /// <summary>From here on it is done, whatever becomes of the list of what it did.</summary>
    private static async Task ListAsync(ImportDocument outcome, JobRun run)
    {
        run.Say(Sentence(outcome));
        try
        {
            await using var output = run.OpenResult("import.json", "application/json");
            await output.WriteAsync(JsonSerializer.Serialize(outcome, ApiJson.Default.ImportDocument));
        }
        catch (IOException failure)
        {
            run.DropResult();
            run.Say($"{Sentence(outcome)} The list of what changes could not be written: {failure.Message}");
        }
    }

    private static string Sentence(ImportDocument outcome)
    {
        var (created, changed) = (Count("create"), Count("change"));
        return created + changed == 0 ? $"All {outcome.Items.Count} are here as the file has them: there is nothing to change."
            : outcome.Applied ? $"Imported whole: {created} created, {changed} changed, {Count("keep")} as they were."
            : $"It would create {created}, change {changed} and leave {Count("keep")} as they are.";

        int Count(string action) => outcome.Items.Count(item => item.Action == action);
    }
}
