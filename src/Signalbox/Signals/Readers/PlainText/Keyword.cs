namespace Signalbox.Signals.Readers.PlainText;

/// <summary>The words of the language.</summary>
internal enum Keyword
{
    None,

    // What to do.
    Buy,
    Sell,
    Close,
    Reverse,
    Flatten,
    Cancel,
    Add,
    Breakeven,
    Protect,
    Target,
    To,
    Long,
    Short,
    Flat,
    All,
    Only,

    // How: the order.
    Market,
    Limit,
    Stop,
    StopLimit,
    Trail,
    At,
    Post,
    Show,
    Quote,
    TimeInForce,
    Until,

    // Stops and targets.
    StopLoss,
    TakeProfit,
    Off,
    From,
    Loss,
    Profit,
    After,
    Offset,

    // What must hold, and when.
    If,
    Stay,
    Spread,
    Slip,
    Ttl,
    Delay,
    Lag,
    Anytime,
    Reduce,
    Leverage,
    ExtendedHours,
    RegularHours,
    Clear,
    Keep,

    // What it is called and where it goes.
    Symbol,
    On,
    Id,
    OrderId,
    Sent,
    Price,
    Interval,
    Group,
    Extras,
    Test,

    // Options.
    Call,
    Put,
    Both,
    InTheMoney,
    OutOfTheMoney,
    Strike,
    Expires,
    Away,
    Strikes,
}
