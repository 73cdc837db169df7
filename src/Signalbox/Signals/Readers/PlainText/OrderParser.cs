using Signalbox.Signals.Readers.TradersPost;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>
/// Reads one order after another. The words of an order may stand in any order, each at most once, behind an optional head
/// that names account and symbol. The first thing that makes no sense ends the reading.
/// </summary>
internal ref partial struct OrderParser
{
    private readonly ReadOnlySpan<char> text;
    private Tokenizer tokens;
    private Token peeked;
    private Keyword peekedKeyword;
    private bool hasPeeked;
    private UInt128 seen;
    private OrderDraft draft = new();

    // The head of the order, or of a line that is nothing but a head and holds for those that follow.
    private string? headWord;
    private bool headIsQuoted;
    private bool isInHead;
    private int start;
    private Token firstName;
    private Token quoteToken;
    private Token lastName;
    private (string? Account, string? Ticker) inherited;

    /// <summary>The account of a line that is only a head: it holds for whatever follows and names no other.</summary>
    private string? standingAccount;

    public OrderParser(ReadOnlySpan<char> text)
    {
        this.text = text;
        tokens = new(text);
    }

    public SyntaxFault? Fault { get; private set; }

    /// <summary>The next order; null at the end of the text, or where it makes no sense.</summary>
    public Signal? Next()
    {
        while (Fault is null)
        {
            Begin();
            if (Peek().IsEnd)
            {
                if (Take().Kind == TokenKind.EndOfText)
                {
                    return null;
                }

                continue;
            }

            start = Peek().Start;
            while (Fault is null && !Peek().IsEnd)
            {
                var keyword = peekedKeyword;
                TakePart(keyword, Take());
            }

            if (Fault is null && End() is { } signal)
            {
                return signal;
            }
        }

        return null;
    }

    private void Begin()
    {
        draft = new();
        seen = 0;
        headWord = null;
        headIsQuoted = false;
        isInHead = true;
        (firstName, lastName) = (default, default);
    }

    private void TakePart(Keyword keyword, Token token)
    {
        var word = Of(token);
        if (token.Kind == TokenKind.Quoted)
        {
            TakeName(token, Tokenizer.Unquote(word));
            return;
        }

        if (keyword == Keyword.None)
        {
            TakeUnknown(token, word);
            return;
        }

        isInHead = false;
        if (keyword != Keyword.TakeProfit && !IsFirst(keyword))
        {
            Fail(token, $"'{Keywords.Spelling(keyword)}' only once in an order");
            return;
        }

        if (!(TakeAction(keyword, token) || TakeOrder(keyword, token) || TakeLevel(keyword) || TakeCondition(keyword, token) || TakeLabel(keyword) || TakeOption(keyword)))
        {
            Fail(token, PartsExpected);
        }
    }

    /// <summary>The order is over: what it came to, or null where it was only a head for those that follow.</summary>
    private Signal? End()
    {
        ResolveHead();
        if (isInHead && Peek().Kind == TokenKind.EndOfOrder)
        {
            standingAccount = draft.Account ?? standingAccount;
            inherited = (standingAccount, draft.Ticker ?? inherited.Ticker);
            return null;
        }

        if (draft.IsQuotedWithoutType)
        {
            Fail(quoteToken, "an order type beside it: market or limit", "Without one the subscription's order counts, and so does its own quote.");
            return null;
        }

        draft.ProtectByLoneTrail();
        var action = draft.Action ?? (draft.IsOnlyProtection ? SignalAction.Protect : null);
        if (action is null)
        {
            // Where a name is nearly one of our words it is the slip that hides the action.
            var slip = HintFor(NameOf(firstName)) is not null ? firstName : lastName;
            var hint = slip.Length > 0 ? HintFor(NameOf(slip)) : null;
            Fail(hint is null ? new(TokenKind.Word, start, LengthOf(start)) : slip, "an action such as buy, sell, long, short, close, cancel or flatten", hint);
            return null;
        }

        Inherit();
        return draft.ToSignal(action.Value);
    }

    /// <summary>An order without a symbol or an account means those before it. One that names another symbol keeps the account only of a line that was nothing but a head.</summary>
    private void Inherit()
    {
        draft.Account ??= draft.Ticker is null ? inherited.Account : standingAccount;
        if (draft.Action != SignalAction.Flatten)
        {
            draft.Ticker ??= inherited.Ticker;
        }

        inherited = (draft.Account, draft.Ticker ?? inherited.Ticker);
    }

    /// <summary>A word that is no keyword: a size, an account or a symbol.</summary>
    private void TakeUnknown(Token token, ReadOnlySpan<char> word)
    {
        if (word is ['@', _, ..] && draft.Account is null && Amount.TryRead(word) is null)
        {
            draft.Account = word[1..].ToString();
        }
        else if (SizeText.TryRead(word) is { } size)
        {
            isInHead = false;
            if (draft.Size is not null)
            {
                Fail(token, "only one size in an order", "A share of a target stands straight behind its level; a price has an @ in front.");
                return;
            }

            draft.Size = size;
            draft.IsBarePercent = word[^1] == '%';
        }
        else if (SizeText.IsNumberLike(word))
        {
            Fail(token, "a size such as 0.01, $500, 5%, 50%p or r1%, above zero and without separators", SizeText.HintFor(word));
        }
        else
        {
            // A head may end with a colon.
            var name = word.TrimEnd(':');
            TakeName(token, name.IsEmpty ? word.ToString() : name.ToString());
        }
    }

    private void TakeName(Token token, string name)
    {
        (firstName, lastName) = (firstName.Length > 0 ? firstName : token, token);
        if (isInHead && headWord is null && draft.Ticker is null)
        {
            (headWord, headIsQuoted) = (name, token.Kind == TokenKind.Quoted);
        }
        else if (isInHead && headWord is not null && draft.Account is null && draft.Ticker is null)
        {
            // The usual name of an option has a blank in it: SPY 240510C68.
            var isOption = token.Kind == TokenKind.Word && name is [>= '0' and <= '9', ..] && OptionTicker.TryRead($"{headWord} {name}") is not null;
            (draft.Account, draft.Ticker) = isOption ? (null, $"{headWord} {name}") : (headWord, name);
            headWord = null;
        }
        else if (draft.Ticker is null && (headWord is null || IsVenueHead) && LooksLikeSymbol(token, name))
        {
            draft.Ticker = name;
        }
        else
        {
            Fail(token, PartsExpected, HintFor(name));
        }
    }

    private void ResolveHead()
    {
        if (headWord is null)
        {
            return;
        }

        if (IsVenueHead)
        {
            draft.Account ??= headWord;
        }
        else
        {
            draft.Ticker ??= headWord;
        }
    }

    private readonly bool IsVenueHead => headWord is not null && !headIsQuoted && draft.Account is null && Keywords.IsVenue(headWord);

    /// <summary>A small word near one of ours is a slip of the pen; a symbol so named goes between quotes.</summary>
    private static bool LooksLikeSymbol(Token token, string name) =>
        token.Kind == TokenKind.Quoted || name.Any(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter)) || Keywords.Nearest(name) is null;

    private bool IsFirst(Keyword keyword)
    {
        var bit = UInt128.One << (int)keyword;
        var isFirst = (seen & bit) == 0;
        seen |= bit;
        return isFirst;
    }
}
