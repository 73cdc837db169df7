using System.Text;
using System.Text.Json;

namespace Signalbox.Signals.Readers.Json;

/// <summary>Fields nobody asked for, and names that stand twice.</summary>
public sealed partial class JsonFields
{
    /// <summary>The fields nobody asked for, those of nested objects by their path, as one object; null when there is none.</summary>
    public JsonElement? Unread()
    {
        if (!HasUnread())
        {
            return null;
        }

        using var buffer = new MemoryStream();
        WriteUnread(buffer, path.Length);
        buffer.WriteByte((byte)'}');
        return new JsonValue(buffer.ToArray()).ToElement();
    }

    private void Hold(JsonFields inner) => (nested ??= []).Add(inner);

    private bool HasUnread() => fields.Exists(field => !field.IsRead) || nested?.Exists(each => each.HasUnread()) == true;

    private void WriteUnread(MemoryStream buffer, int rootPathLength)
    {
        foreach (var field in fields)
        {
            if (field.IsRead)
            {
                continue;
            }

            buffer.Write(buffer.Length == 0 ? "{\""u8 : ",\""u8);
            buffer.Write(Encoding.UTF8.GetBytes(path[rootPathLength..]));
            buffer.Write(NameOf(field).Inner);
            buffer.Write("\":"u8);
            buffer.Write(ValueOf(field).Raw);
        }

        foreach (var each in nested ?? [])
        {
            each.WriteUnread(buffer, rootPathLength);
        }
    }

    private bool HasRepeated()
    {
        if (fields.Count > FieldsComparedOneByOne)
        {
            return Names.Distinct(StringComparer.Ordinal).Count() < fields.Count;
        }

        var written = text.Span;
        for (var index = 1; index < fields.Count; index++)
        {
            var name = written.Slice(fields[index].NameStart, fields[index].NameLength);
            for (var before = 0; before < index; before++)
            {
                if (fields[before].NameLength == name.Length && written.Slice(fields[before].NameStart, name.Length).SequenceEqual(name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
