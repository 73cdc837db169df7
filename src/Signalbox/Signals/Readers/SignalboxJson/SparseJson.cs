using System.Globalization;
using System.Text.Json;
using Signalbox.Text;

namespace Signalbox.Signals.Readers.SignalboxJson;

/// <summary>Writes a field only where it says something. Decimals travel as text, so that nobody's floating point rounds them.</summary>
internal static class SparseJson
{
    extension(Utf8JsonWriter json)
    {
        public void Text(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }

        public void Word<T>(string name, T? value)
            where T : struct, Enum
        {
            if (value is { } word)
            {
                json.WriteString(name, Words.Of(word));
            }
        }

        public void Number(string name, decimal? value)
        {
            if (value is { } number)
            {
                json.WriteString(name, Decimals.Canonical(number));
            }
        }

        public void Flag(string name, bool? value)
        {
            if (value is { } flag)
            {
                json.WriteBoolean(name, flag);
            }
        }

        public void Flag(string name, bool value)
        {
            if (value)
            {
                json.WriteBoolean(name, true);
            }
        }

        public void Time(string name, DateTimeOffset? value)
        {
            if (value is { } time)
            {
                json.WriteString(name, time.ToString("O", CultureInfo.InvariantCulture));
            }
        }

        public void Element(string name, JsonElement? value)
        {
            if (value is { } element)
            {
                json.WritePropertyName(name);
                element.WriteTo(json);
            }
        }

        public void Nested<T>(string name, T? value, Action<Utf8JsonWriter, T> write)
            where T : class
        {
            if (value is not null)
            {
                json.WriteStartObject(name);
                write(json, value);
                json.WriteEndObject();
            }
        }
    }
}
