using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Binance;

/// <summary>Books as spot and futures write them. Changes are read straight from the bytes: there are very many.</summary>
public static class BinanceBooks
{
    public static BookSnapshot? Snapshot(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            long? sequence = null;
            List<BookLevel>? bids = null, asks = null;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (reader.ValueTextEquals("lastUpdateId"u8)) sequence = Next(ref reader);
                else if (reader.ValueTextEquals("bids"u8)) bids = Levels(ref reader);
                else if (reader.ValueTextEquals("asks"u8)) asks = Levels(ref reader);
            }

            return sequence is { } number && bids is not null && asks is not null ? new(number, bids, asks) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The numbers of a change: its first and last, and on futures the last of the one before. Null when it is none.</summary>
    public static BookStep? Step(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        long first = -1, last = -1, previous = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                break;
            }

            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("U"u8)) first = Next(ref reader);
            else if (reader.ValueTextEquals("u"u8)) last = Next(ref reader);
            else if (reader.ValueTextEquals("pu"u8)) previous = Next(ref reader);
        }

        return first >= 0 && last >= first ? new(first, last, previous < 0 ? null : previous) : null;
    }

    /// <summary>Sets every level of a change.</summary>
    public static void Apply(ReadOnlySpan<byte> json, OrderBookBuilder book)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("b"u8)) Set(ref reader, Side.Buy, book);
            else if (reader.ValueTextEquals("a"u8)) Set(ref reader, Side.Sell, book);
        }
    }

    private static void Set(ref Utf8JsonReader reader, Side side, OrderBookBuilder book)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            var level = Level(ref reader);
            book.Set(side, level.Price, level.Quantity);
        }
    }

    private static List<BookLevel> Levels(ref Utf8JsonReader reader)
    {
        var levels = new List<BookLevel>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            levels.Add(Level(ref reader));
        }

        return levels;
    }

    // ["price","quantity"], whatever else may follow.
    private static BookLevel Level(ref Utf8JsonReader reader)
    {
        reader.Read();
        var price = Number(ref reader);
        reader.Read();
        var quantity = Number(ref reader);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            reader.Skip();
        }

        return new(price, quantity);
    }

    private static decimal Number(ref Utf8JsonReader reader) => Decimals.TryParse(reader.ValueSpan, out var value)
        ? value
        : throw new JsonException("A level of a book is no number.");

    private static long Next(ref Utf8JsonReader reader) => reader.Read() && reader.TryGetInt64(out var number) ? number : -1;
}

public readonly record struct BookStep(long First, long Last, long? Previous);
