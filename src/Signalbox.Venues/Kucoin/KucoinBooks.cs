using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Kucoin;

/// <summary>Books as spot and futures write them. Changes are read straight from the bytes: there are very many.</summary>
public static class KucoinBooks
{
    /// <summary>A whole book, as answered.</summary>
    public static BookSnapshot? Snapshot(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            long sequence = -1;
            List<BookLevel>? bids = null, asks = null;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 2)
                {
                    continue;
                }

                if (reader.ValueTextEquals("sequence"u8)) sequence = Next(ref reader);
                else if (reader.ValueTextEquals("bids"u8)) bids = Levels(ref reader);
                else if (reader.ValueTextEquals("asks"u8)) asks = Levels(ref reader);
                else reader.Skip();
            }

            return sequence >= 0 && bids is not null && asks is not null ? new(sequence, bids, asks) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The first and the last number of a change: of the content of a frame. Null when it is none.</summary>
    public static (long First, long Last)? Step(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        long first = -1, last = -1;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            if (reader.ValueTextEquals("sequenceStart"u8)) first = Next(ref reader);
            else if (reader.ValueTextEquals("sequenceEnd"u8)) last = Next(ref reader);
            else if (reader.ValueTextEquals("sequence"u8)) first = last = Next(ref reader);
            else reader.Skip();
        }

        return first >= 0 && last >= first ? (first, last) : null;
    }

    /// <summary>Spot: sets every level that changed after a number. What the snapshot held already would set it back.</summary>
    public static void ApplySpot(ReadOnlySpan<byte> data, OrderBookBuilder book, long after)
    {
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("bids"u8)) Set(ref reader, Side.Buy, book, after);
            else if (reader.ValueTextEquals("asks"u8)) Set(ref reader, Side.Sell, book, after);
        }
    }

    /// <summary>Futures: one level a change, as <c>price,side,quantity</c>.</summary>
    public static void ApplyFutures(ReadOnlySpan<byte> data, OrderBookBuilder book)
    {
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("change"u8) && reader.Read())
            {
                Set(reader.ValueSpan, book);
            }
        }
    }

    private static void Set(ReadOnlySpan<byte> change, OrderBookBuilder book)
    {
        var first = change.IndexOf((byte)',');
        var last = change.LastIndexOf((byte)',');
        if (first <= 0 || last <= first)
        {
            throw new JsonException("A change of a book has three parts.");
        }

        var side = change[(first + 1)..last];
        book.Set(side.SequenceEqual("buy"u8) ? Side.Buy : side.SequenceEqual("sell"u8) ? Side.Sell : throw new JsonException("A change of a book has no side."),
            Number(change[..first]), Number(change[(last + 1)..]));
    }

    // ["price","quantity","sequence"]; a price of zero moves the sequence alone.
    private static void Set(ref Utf8JsonReader reader, Side side, OrderBookBuilder book, long after)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = Number(reader.ValueSpan);
            reader.Read();
            var quantity = Number(reader.ValueSpan);
            var sequence = long.MaxValue;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                sequence = Whole(ref reader);
            }

            if (price > 0 && sequence > after)
            {
                book.Set(side, price, quantity);
            }
        }
    }

    private static List<BookLevel> Levels(ref Utf8JsonReader reader)
    {
        var levels = new List<BookLevel>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = Number(reader.ValueSpan);
            reader.Read();
            levels.Add(new(price, Number(reader.ValueSpan)));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
            }
        }

        return levels;
    }

    private static decimal Number(ReadOnlySpan<byte> text) => Decimals.TryParse(text, out var value) ? value : throw new JsonException("A level of a book is no number.");

    private static long Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return Whole(ref reader);
    }

    // Bare or quoted.
    private static long Whole(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number or JsonTokenType.String && System.Buffers.Text.Utf8Parser.TryParse(reader.ValueSpan, out long number, out var used) && used == reader.ValueSpan.Length
            ? number
            : -1;
}
