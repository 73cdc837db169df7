namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Our plain text: one line, one order. Takes whatever is no JSON and holds a word of ours.</summary>
public sealed class PlainTextReader : ISignalReader
{
    private const int OrdersMax = 100;

    /// <summary>How far into a text a word of ours is looked for.</summary>
    private const int TokensLookedAt = 200;

    private const int TokensLookedAtForSlips = 8;

    public string Name => "signalbox-text";

    public bool Recognises(SignalText text)
    {
        if (text.LooksLikeJson)
        {
            return false;
        }

        var plain = text.Plain.AsSpan();
        var tokens = new Tokenizer(plain);
        var hasSize = false;
        for (var looked = 0; looked < TokensLookedAt && tokens.Next() is { Kind: not TokenKind.EndOfText } token; looked++)
        {
            if (token.Kind != TokenKind.Word)
            {
                continue;
            }

            var word = plain.Slice(token.Start, token.Length);
            if (Keywords.IsTelling(Keywords.Of(word)))
            {
                return true;
            }

            hasSize |= SizeText.TryRead(word) is not null;
        }

        return hasSize && HasSlip(plain);
    }

    /// <summary>Nearly a word of ours, beside a size: whoever wrote it is told where the slip is.</summary>
    private static bool HasSlip(ReadOnlySpan<char> plain)
    {
        var tokens = new Tokenizer(plain);
        for (var looked = 0; looked < TokensLookedAtForSlips && tokens.Next() is { Kind: not TokenKind.EndOfText } token; looked++)
        {
            if (token is { Kind: TokenKind.Word, Length: > 2 } && Keywords.Nearest(plain.Slice(token.Start, token.Length).ToString()) is { } nearest
                && Keywords.IsTelling(Keywords.Of(nearest)))
            {
                return true;
            }
        }

        return false;
    }

    public Reading Read(SignalText text)
    {
        var orders = new OrderParser(text.Plain);
        var first = orders.Next();
        if (orders.Fault is { } fault)
        {
            return Reading.Refused(fault.ToRefusal(text.Plain));
        }

        if (first is null)
        {
            return Reading.Refused(new(SyntaxFault.Code, "The text holds no order. Write one such as: BTCUSDT buy 0.01 sl off 2%"));
        }

        List<Signal> signals = [first];
        while (orders.Next() is { } next)
        {
            signals.Add(next);
            if (signals.Count > OrdersMax)
            {
                return Reading.Refused(new("too-many-signals", $"The text holds more than {OrdersMax} orders. Send them in several bodies."));
            }
        }

        return orders.Fault is { } late ? Reading.Refused(late.ToRefusal(text.Plain)) : Reading.Of(signals);
    }
}
