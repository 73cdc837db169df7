using System.Text;
using System.Text.Json;

namespace Signalbox.Server.Guidance;

/// <summary>A value of a JSON body, by its path and its place in the text.</summary>
internal readonly record struct JsonPiece(string Path, string Text, int Start, int Length);

/// <summary>Finds the values of a JSON body in its text.</summary>
internal static class JsonPieces
{
    private const int PiecesMax = 500;

    /// <summary>Null where the text is no JSON as it stands; the place is then where it stops being any.</summary>
    public static IReadOnlyList<JsonPiece>? Find(string text, out TextPlaceDocument? broken)
    {
        broken = null;
        var utf8 = Encoding.UTF8.GetBytes(text);
        var walk = new Walk(utf8);
        try
        {
            return walk.Run(PiecesMax);
        }
        catch (JsonException malformed)
        {
            broken = new((int)(malformed.LineNumber ?? 0) + 1, (int)(malformed.BytePositionInLine ?? 0) + 1);
            return null;
        }
        catch (InvalidOperationException)
        {
            // Half a character written as an escape.
            return null;
        }
    }

    private sealed class Walk(byte[] utf8)
    {
        private readonly List<JsonPiece> pieces = [];
        private readonly Stack<(string Path, int Index)> containers = new();
        private string name = "";
        private int bytesCounted;
        private int charsCounted;

        public List<JsonPiece> Run(int piecesMax)
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = 32 });
            while (reader.Read() && pieces.Count < piecesMax)
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        containers.Push((Here(), -1));
                        break;
                    case JsonTokenType.StartArray:
                        containers.Push((Here(), 0));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        containers.Pop();
                        break;
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        break;
                    default:
                        Add(reader);
                        break;
                }
            }

            return pieces;
        }

        private void Add(Utf8JsonReader reader)
        {
            var start = CharsUntil((int)reader.TokenStartIndex);
            var end = CharsUntil((int)reader.BytesConsumed);
            var value = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
            pieces.Add(new(Here(), value, start, end - start));
        }

        private string Here()
        {
            if (!containers.TryPop(out var container))
            {
                return "";
            }

            if (container.Index < 0)
            {
                containers.Push(container);
                return container.Path.Length == 0 ? name : $"{container.Path}.{name}";
            }

            containers.Push((container.Path, container.Index + 1));
            return $"{container.Path}[{container.Index}]";
        }

        // Tokens come in order, so each byte is counted once.
        private int CharsUntil(int bytes)
        {
            charsCounted += Encoding.UTF8.GetCharCount(utf8, bytesCounted, bytes - bytesCounted);
            bytesCounted = bytes;
            return charsCounted;
        }
    }
}
