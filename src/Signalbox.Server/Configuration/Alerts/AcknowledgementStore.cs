using System.Text.Json;
using Dapper;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Alerts;

/// <summary>Keeps who has seen which alert. The engine never asks it, so the configuration stays at its version.</summary>
internal sealed class AcknowledgementStore(ITransactionalStore store, TimeProvider clock)
{
    /// <summary>The acknowledgements of some alerts, by the alert.</summary>
    public async Task<IReadOnlyDictionary<string, Acknowledgement>> OfAsync(IReadOnlyList<string> incidents, CancellationToken cancel)
    {
        if (incidents.Count == 0)
        {
            return new Dictionary<string, Acknowledgement>();
        }

        var values = new DynamicParameters();
        var named = InList.Of("incident", incidents, "incident", (name, value) => values.Add(name, value));
        var rows = await store.ReadAsync(scope => scope.RowsAsync<AcknowledgementRow>(
            $"""
            SELECT incident, users.name AS by_name, note, at FROM acknowledgements LEFT JOIN users ON users.id = acknowledgements.by_user WHERE {named}
            """,
            values), cancel);
        return rows.ToDictionary(row => row.Incident, row => row.Acknowledgement, StringComparer.Ordinal);
    }

    /// <summary>The first who acknowledged an alert stays the one who did.</summary>
    public Task AcknowledgeAsync(IReadOnlyList<string> incidents, string? note, ChangeRequest request, CancellationToken cancel) => store.WriteAsync(
        StreamId.Administration,
        async scope =>
        {
            foreach (var incident in incidents)
            {
                await scope.ExecuteAsync(
                    "INSERT INTO acknowledgements (incident, by_user, note, at) VALUES (@Incident, @By, @Note, @At) ON CONFLICT (incident) DO NOTHING",
                    new { Incident = incident, By = request.By.Id, Note = note, At = clock.GetUtcNow().ToUnixTimeMilliseconds() });
            }

            return Written.Commit(true, AdministrationCodec.Events.Write(
                new IncidentsAcknowledged
                {
                    By = request.By,
                    Why = note,
                    Subject = incidents[0],
                    SubjectName = incidents.Count == 1 ? "an alert" : $"{incidents.Count} alerts",
                    After = JsonSerializer.SerializeToElement([.. incidents], ConfigurationJson.Default.StringArray),
                },
                clock.GetUtcNow()));
        },
        cancel);
}
