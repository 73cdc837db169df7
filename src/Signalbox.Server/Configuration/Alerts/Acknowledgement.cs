using Signalbox.Server.Configuration.Audit;

namespace Signalbox.Server.Configuration.Alerts;

/// <summary>Somebody has seen an alert.</summary>
/// <param name="Incident">Its place in the list of incidents.</param>
public sealed record Acknowledgement(string Incident, string By, string? Note, DateTimeOffset At);

/// <summary>A row of the table <c>acknowledgements</c>, with the name its user has now.</summary>
internal sealed record AcknowledgementRow
{
    public required string Incident { get; init; }

    public string? ByName { get; init; }

    public string? Note { get; init; }

    public long At { get; init; }

    public Acknowledgement Acknowledgement => new(Incident, ByName ?? PersonalSealing.Erased, Note, DateTimeOffset.FromUnixTimeMilliseconds(At));
}
