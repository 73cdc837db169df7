using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Journal;

/// <summary>
/// Writes and reads one closed family of events. The name stored beside each payload is the type's name: renaming an
/// event type changes the journal's language and needs an alias here.
/// </summary>
public sealed class EventCodec<TEvent>
    where TEvent : class
{
    private readonly FrozenDictionary<string, JsonTypeInfo> byName;
    private readonly FrozenDictionary<Type, JsonTypeInfo> byType;

    public EventCodec(params ReadOnlySpan<JsonTypeInfo> types)
    {
        var all = types.ToArray();
        byName = all.ToFrozenDictionary(info => info.Type.Name, StringComparer.Ordinal);
        byType = all.ToFrozenDictionary(info => info.Type);
    }

    public IEnumerable<Type> Types => byType.Keys;

    public EventDraft Write(TEvent happened, DateTimeOffset at)
    {
        if (!byType.TryGetValue(happened.GetType(), out var info))
        {
            throw new InvalidOperationException($"{happened.GetType().Name} is not registered with the {typeof(TEvent).Name} codec.");
        }

        return new(info.Type.Name, at, JsonSerializer.SerializeToUtf8Bytes(happened, info)) { Happened = happened };
    }

    public TEvent Read(JournalEvent stored)
    {
        if (stored.Happened is TEvent known)
        {
            return known;
        }

        if (!byName.TryGetValue(stored.Type, out var info))
        {
            throw new JournalException(JournalFailure.Damaged,
                $"Event {stored.Version} of stream {stored.Stream} has the unknown type '{stored.Type}'. It was written by a newer version.");
        }

        try
        {
            return (TEvent?)JsonSerializer.Deserialize(stored.Payload.Span, info)
                ?? throw new JsonException("The payload is null.");
        }
        catch (JsonException unreadable)
        {
            throw new JournalException(JournalFailure.Damaged,
                $"Event {stored.Version} of stream {stored.Stream} ({stored.Type}) cannot be read. {JournalException.HowToRestore}", unreadable);
        }
    }
}
