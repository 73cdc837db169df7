using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration.Changes;

/// <summary>A change in the making: the rows' transaction, the version it will be, and the events it owes.</summary>
public sealed class ConfigurationChange(StoreScope scope, ChangeRequest request, long version, DateTimeOffset at)
{
    private readonly List<EventDraft> events = [];

    public StoreScope Scope => scope;

    public Actor By => request.By;

    /// <summary>The configuration version this change makes; the rows it writes carry it.</summary>
    public long Version => version;

    public DateTimeOffset At => at;

    public long AtMs => at.ToUnixTimeMilliseconds();

    public IReadOnlyList<EventDraft> Events => events;

    /// <summary>Adds an audit event; who, why and the version are the change's own.</summary>
    public void Record(AdministrationEvent happened) => events.Add(AdministrationCodec.Events.Write(
        happened with { By = request.By, Why = request.Why, ConfigurationVersion = version }, at));

    /// <summary>A row as it stands after this change.</summary>
    public Stored<T> Stored<T>(T row, DateTimeOffset? createdAt = null) => new(row, version, createdAt ?? at, at);

    /// <summary>A row as the audit event shows it.</summary>
    public static JsonElement Document<T>(T row, JsonTypeInfo<T> type) => JsonSerializer.SerializeToElement(row, type);
}
