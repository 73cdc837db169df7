using System.Text.Json;

namespace Signalbox.Signals.Readers.Json;

/// <summary>A language of another product whose messages are JSON objects, or arrays of them: a batch, in order.</summary>
public abstract class JsonLanguage : ISignalReader
{
    protected const int TickerLengthMax = 64;
    protected const int TextLengthMax = 200;
    private const int BatchMax = 50;

    public abstract string Name { get; }

    /// <summary>Fields that hold a credential the strategy has to allow.</summary>
    protected virtual IReadOnlyList<string> SecretFields => [];

    /// <summary>Fields that are not shown, though they let nobody in.</summary>
    protected virtual IReadOnlyList<string> HiddenFields => [];

    public bool Recognises(SignalText text) => text.Json.Root switch
    {
        { Kind: JsonValueKind.Object } => Claims(text.RootFields!),
        { Kind: JsonValueKind.Array } array => array.Items() is { Count: > 0 } items
            && items.All(item => item.Kind == JsonValueKind.Object && Claims(new(item))),
        _ => false,
    };

    public Reading Read(SignalText text)
    {
        var root = text.Json.Root!.Value;
        var messages = root.Kind == JsonValueKind.Object
            ? [new JsonFields(root)]
            : root.Items().Select((item, index) => new JsonFields(item, $"[{index}].")).ToList();
        var secrets = messages.SelectMany(message => Named(message, SecretFields)).ToList();
        var hidden = messages.SelectMany(message => Named(message, HiddenFields)).ToList();
        return ReadAll(messages) with { Secrets = secrets, Hidden = hidden };
    }

    /// <summary>Whether an object is unmistakably of this language.</summary>
    protected abstract bool Claims(JsonFields fields);

    /// <summary>The signals of one object. What is wrong is said to the fields.</summary>
    protected abstract IReadOnlyList<Signal> Read(JsonFields fields);

    /// <summary>Says that a field asks for something that is not done here; one that asks for nothing is let pass.</summary>
    protected static void Cannot(JsonFields fields, string name, string why)
    {
        if (fields.Any(name) is { } value && !IsNothing(value))
        {
            fields.Refuse("unsupported-parameter", $"The field {name} {why}", name);
        }
    }

    protected static IReadOnlyList<Signal> Refused(JsonFields fields, string code, string message, string? field)
    {
        fields.Refuse(code, message, field);
        return [];
    }

    private Reading ReadAll(List<JsonFields> messages)
    {
        if (messages.Count > BatchMax)
        {
            return Reading.Refused(new("batch-too-long", $"The batch has {messages.Count} items; at most {BatchMax} are read. Send it in parts."));
        }

        var signals = new List<Signal>();
        foreach (var message in messages)
        {
            var read = Read(message);
            if (message.Refusal is { } refusal)
            {
                return Reading.Refused(refusal);
            }

            signals.AddRange(read.Take(1).Select(first => first with { UnknownFields = message.Unread() }).Concat(read.Skip(1)));
        }

        return Reading.Of(signals);
    }

    private static IEnumerable<BodySecret> Named(JsonFields fields, IReadOnlyList<string> names) => names.Select(fields.Secret).OfType<BodySecret>();

    private static bool IsNothing(JsonValue value) => value.Kind switch
    {
        JsonValueKind.False => true,
        JsonValueKind.Number => value.Text is "0" or "0.0",
        JsonValueKind.String => value.Text.Trim().ToUpperInvariant() is "" or "0" or "FALSE",
        JsonValueKind.Array => value.Items().Count == 0,
        JsonValueKind.Object => value.Inner.IndexOf((byte)'"') < 0,
        _ => false,
    };
}
