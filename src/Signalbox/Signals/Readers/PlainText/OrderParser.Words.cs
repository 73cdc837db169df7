using Signalbox.Markets;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>Words with a meaning of their own, and what goes wrong with them.</summary>
internal ref partial struct OrderParser
{
    private const string PartsExpected = "an action, a size, an order type, sl, tp, trail or another part of an order";

    private readonly ReadOnlySpan<char> Of(Token token) => text.Slice(token.Start, token.Length);

    private Token Peek()
    {
        if (!hasPeeked)
        {
            peeked = tokens.Next();
            peekedKeyword = peeked.Kind == TokenKind.Word ? Keywords.Of(Of(peeked)) : Keyword.None;
            hasPeeked = true;
        }

        return peeked;
    }

    private Token Take()
    {
        var token = Peek();
        hasPeeked = token.Kind == TokenKind.EndOfText;
        return token;
    }

    /// <summary>The keyword that comes next; it is taken when it is one of those asked for.</summary>
    private bool TakeIf(Keyword keyword)
    {
        if (PeekKeyword() != keyword)
        {
            return false;
        }

        Take();
        return true;
    }

    private Keyword PeekKeyword()
    {
        Peek();
        return peekedKeyword;
    }

    private Amount? PeekAmount() => PeekKeyword() == Keyword.None && peeked.Kind == TokenKind.Word ? Amount.TryRead(Of(peeked)) : null;

    /// <summary>A price, with or without its at sign.</summary>
    private Price? TakePrice(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Plain or AmountUnit.Price or AmountUnit.Money, Value: > 0 } amount)
        {
            Take();
            return new(amount.Value);
        }

        FailNext(expected);
        return null;
    }

    /// <summary>A price that may be left out.</summary>
    private Price? TakePriceIfThere()
    {
        if (PeekAmount() is not { Unit: AmountUnit.Plain or AmountUnit.Price, Value: > 0 } amount)
        {
            return null;
        }

        Take();
        return new(amount.Value);
    }

    private decimal? TakeNumber(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Plain } amount)
        {
            Take();
            return amount.Value;
        }

        FailNext(expected);
        return null;
    }

    private decimal? TakePositive(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Plain, Value: > 0 } amount)
        {
            Take();
            return amount.Value;
        }

        FailNext(expected);
        return null;
    }

    private int? TakeCount(string expected)
    {
        if (PeekAmount() is { Unit: AmountUnit.Plain, Value: >= 0 and <= 1000 } amount && amount.Value == decimal.Truncate(amount.Value))
        {
            Take();
            return (int)amount.Value;
        }

        FailNext(expected);
        return null;
    }

    private decimal? TakeSeconds()
    {
        if (Peek().Kind == TokenKind.Word && DurationText.TryRead(Of(Peek())) is { } seconds)
        {
            Take();
            return seconds;
        }

        FailNext("a time such as 60s, 5m or 2h");
        return null;
    }

    private DateTimeOffset? TakeTime()
    {
        if (!Peek().IsEnd && SentTimes.TryRead(NameOf(Peek()), out var time))
        {
            Take();
            return time;
        }

        FailNext("a time such as 2026-01-05T10:00:00Z");
        return null;
    }

    private string? TakeText(string expected)
    {
        if (!Peek().IsEnd && NameOf(Peek()) is { Length: > 0 and <= 200 } name)
        {
            Take();
            return name;
        }

        FailNext(expected);
        return null;
    }

    private readonly string NameOf(Token token) => token.Kind == TokenKind.Quoted ? Tokenizer.Unquote(Of(token)) : Of(token).ToString();

    private void FailNext(string expected) => Fail(Peek(), expected, Peek().IsEnd ? null : HintFor(NameOf(Peek())));

    private void Fail(Token token, string expected, string? hint = null) =>
        Fault ??= new(token.Start, token.IsEnd ? null : Of(token).ToString(), expected, hint);

    private static string? HintFor(string? word)
    {
        if (word is null || Keywords.Of(word) != Keyword.None)
        {
            return null;
        }

        var joint = word.AsSpan().IndexOfAny('=', ':', '@');
        return joint > 0 && Keywords.Of(word.AsSpan(0, joint)) != Keyword.None ? $"Write a blank between them: {word[..joint]} {word[joint..].TrimStart('=', ':')}"
            : Keywords.Nearest(word) is { } nearest ? $"Did you mean {nearest}?"
            : null;
    }

    private readonly int LengthOf(int start)
    {
        var end = text[start..].IndexOfAny(" \t\r\n;");
        return end < 0 ? text.Length - start : end;
    }
}
