using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;
using Signalbox.Venues.Streams;

namespace Signalbox.Venues.Okx;

/// <summary>
/// A book that comes whole first and then in changes, each of which names the one before. What it shows is whole or nothing.
/// </summary>
public sealed class OkxBook(InstrumentId instrument)
{
    private readonly OrderBookBuilder book = new(instrument);
    private long sequence = -1;

    public IBookView View => book;

    public bool IsSynced => sequence >= 0;

    /// <summary>Takes one frame of the channel.</summary>
    /// <returns>Why it fell out of step; null when it did not.</returns>
    public string? Take(ReadOnlySpan<byte> frame, bool isSnapshot)
    {
        if (!isSnapshot && !IsSynced)
        {
            return null;
        }

        if (Numbers(frame) is not { } step)
        {
            return Restarted($"A frame of the book of {instrument} cannot be read.");
        }

        if (isSnapshot)
        {
            book.Clear();
        }
        else if (step.Previous != sequence)
        {
            // A frame that came twice changes nothing; a number that begins anew still names the one before.
            return step.Sequence == sequence ? null : Restarted($"The book of {instrument} is missing what came between {sequence} and {step.Previous}.");
        }

        Apply(frame);
        sequence = step.Sequence;
        return book.IsCrossed ? Restarted($"The book of {instrument} is crossed; it is built again.")
            : step.Checksum is { } checksum and not 0 && OkxChecksum.Of(book) != checksum ? Restarted($"The book of {instrument} does not add up; it is built again.")
            : null;
    }

    private string Restarted(string why)
    {
        sequence = -1;
        book.Clear();
        return why;
    }

    /// <summary>Levels stand before the numbers in the frame, so the numbers are read first, in a pass of their own.</summary>
    private static (long Previous, long Sequence, int? Checksum)? Numbers(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        long previous = -1;
        long? number = null;
        int? checksum = null;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("asks"u8) || reader.ValueTextEquals("bids"u8))
            {
                reader.Skip();
            }
            else if (reader.ValueTextEquals("prevSeqId"u8))
            {
                previous = Next(ref reader);
            }
            else if (reader.ValueTextEquals("seqId"u8))
            {
                number = Next(ref reader);
            }
            else if (reader.ValueTextEquals("checksum"u8))
            {
                checksum = (int)Next(ref reader);
            }
        }

        return number is { } known ? (previous, known, checksum) : null;
    }

    private void Apply(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (reader.ValueTextEquals("bids"u8)) Set(ref reader, Side.Buy);
            else if (reader.ValueTextEquals("asks"u8)) Set(ref reader, Side.Sell);
        }
    }

    // ["price","quantity","0","orders"]
    private void Set(ref Utf8JsonReader reader, Side side)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var price = Number(ref reader);
            reader.Read();
            book.Set(side, price, Number(ref reader));
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                reader.Skip();
            }
        }
    }

    private static decimal Number(ref Utf8JsonReader reader) => Decimals.TryParse(reader.ValueSpan, out var value)
        ? value
        : throw new JsonException("A level of a book is no number.");

    private static long Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : 0;
}
