using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Bybit;

/// <summary>
/// A book of the market stream: a snapshot when it is subscribed, and whenever the venue wants us to begin again, then changes
/// numbered one after the other.
/// </summary>
internal sealed class BybitLiveBook(InstrumentId instrument)
{
    private readonly OrderBookBuilder book = new(instrument);
    private long sequence = -1;

    public OrderBookBuilder View => book;

    /// <summary>Takes one message and says what became of the book.</summary>
    /// <param name="mayMiss">Best quotes are pushed as they are at intervals; what lay between does not matter.</param>
    /// <exception cref="JsonException">It is not what the documentation says.</exception>
    public BybitBookStep Take(bool isSnapshot, ReadOnlySpan<byte> data, bool mayMiss)
    {
        var number = SequenceOf(data);
        // The number one is a restart of the venue's service, whatever the message calls itself.
        if (isSnapshot || number == 1)
        {
            book.Clear();
        }
        else if (sequence < 0 || (!mayMiss && number <= sequence))
        {
            // Changes before the snapshot are in it.
            return BybitBookStep.Nothing;
        }
        else if (!mayMiss && number != sequence + 1)
        {
            Restart();
            return BybitBookStep.Missing;
        }

        Apply(data);
        sequence = number;
        if (!book.IsCrossed)
        {
            return BybitBookStep.Changed;
        }

        Restart();
        return BybitBookStep.Missing;
    }

    private void Restart()
    {
        sequence = -1;
        book.Clear();
    }

    private static long SequenceOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            var isNumber = reader.ValueTextEquals("u"u8);
            reader.Read();
            if (isNumber && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
            {
                return number;
            }

            reader.Skip();
        }

        throw new JsonException("A change of a book has no number.");
    }

    private void Apply(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("b"u8))
            {
                Set(ref reader, Side.Buy);
            }
            else if (reader.ValueTextEquals("a"u8))
            {
                Set(ref reader, Side.Sell);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    // [["price","quantity"], …]
    private void Set(ref Utf8JsonReader reader, Side side)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = Number(ref reader);
            reader.Read();
            var quantity = Number(ref reader);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
            }

            book.Set(side, price, quantity);
        }
    }

    private static decimal Number(ref Utf8JsonReader reader) => Decimals.TryParse(reader.ValueSpan, out var value)
        ? value
        : throw new JsonException("A level of a book is no number.");
}

internal enum BybitBookStep
{
    Nothing,
    Changed,

    /// <summary>Something was missed: it must be subscribed again.</summary>
    Missing,
}
