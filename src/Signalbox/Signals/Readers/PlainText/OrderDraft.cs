using System.Text.Json;
using Signalbox.Markets;
using Signalbox.Signals.Terms;

namespace Signalbox.Signals.Readers.PlainText;

/// <summary>One order while it is read.</summary>
internal sealed class OrderDraft
{
    public string? Account { get; set; }

    public string? Ticker { get; set; }

    public SignalAction? Action { get; set; }

    public Sentiment? Sentiment { get; set; }

    public SizeTerms? Size { get; set; }

    public OrderType? Type { get; set; }

    public OrderTerms Order { get; set; } = new() { Type = OrderType.Market };

    public TimeInForce? TimeInForce { get; set; }

    public StopLossTerms? Stop { get; set; }

    public List<TargetTerms>? Targets { get; set; }

    public SignalTiming Timing { get; set; } = NoTiming;

    public SignalGuards Guards { get; set; } = NoGuards;

    public OptionTerms Option { get; set; } = NoOption;

    public Price? SignalPrice { get; set; }

    public bool? CancelOpenOrders { get; set; }

    public bool IncludeProtection { get; set; }

    public OrderType? CancelOrderType { get; set; }

    public Quantity? TargetPosition { get; set; }

    public decimal? BreakevenOffset { get; set; }

    public bool ReduceOnly { get; set; }

    public decimal? Leverage { get; set; }

    public bool? ExtendedHours { get; set; }

    public string? CancelGroup { get; set; }

    public string? AfterFillOf { get; set; }

    public bool IsTest { get; set; }

    public string? ExplicitId { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SenderOrderId { get; set; }

    public string? Interval { get; set; }

    public JsonElement? Extras { get; set; }

    /// <summary>It says where stops and targets go, and nothing of an order.</summary>
    public bool IsOnlyProtection => (Stop is not null || Targets is not null) && Size is null && Type is null && TimeInForce is null;

    /// <summary>A trail without anything to order is the stop of what is held.</summary>
    public void ProtectByLoneTrail()
    {
        if (this is { Action: null, Size: null, TimeInForce: null, Stop: null, Type: OrderType.TrailingStop })
        {
            Stop = new() { Type = StopLossType.TrailingStop, TrailPercent = Order.TrailPercent, TrailAmount = Order.TrailAmount };
            (Type, Order) = (null, Order with { TrailPercent = null, TrailAmount = null });
        }
    }

    private static readonly SignalTiming NoTiming = new();
    private static readonly SignalGuards NoGuards = new();
    private static readonly OptionTerms NoOption = new();

    /// <summary>Post-only, and showing a part, say that it rests, so without a type it is a limit order.</summary>
    private OrderType? TypeMeant => Type ?? (Order.PostOnly || Order.VisibleQuantity is not null || Order.LimitPrice is not null ? OrderType.Limit : null);

    /// <summary>A quote is to price it, and nothing says what kind of order that shall be.</summary>
    public bool IsQuotedWithoutType => Order.QuotePrice is not null && TypeMeant is null;

    public Signal ToSignal(SignalAction action) => new()
    {
        Ticker = Ticker ?? "",
        Account = Account,
        Action = action,
        Sentiment = Sentiment,
        Size = Size is { Type: QuantityType.PercentOfEquity } part && action == SignalAction.Exit && IsBarePercent ? part with { Type = QuantityType.PercentOfPosition } : Size,
        Order = TypeMeant is { } type ? Order with { Type = type } : null,
        TimeInForce = TimeInForce,
        StopLoss = Stop,
        TakeProfit = Targets is null ? null : new() { Targets = [.. Targets] },
        Timing = ReferenceEquals(Timing, NoTiming) ? null : Timing,
        Guards = ReferenceEquals(Guards, NoGuards) ? null : Guards,
        Option = ReferenceEquals(Option, NoOption) ? null : Option,
        SignalPrice = SignalPrice,
        CancelOpenOrders = CancelOpenOrders,
        IncludeProtection = IncludeProtection,
        CancelOrderType = CancelOrderType,
        TargetPosition = TargetPosition,
        BreakevenOffset = BreakevenOffset,
        ReduceOnly = ReduceOnly,
        Leverage = Leverage,
        ExtendedHours = ExtendedHours,
        CancelGroup = CancelGroup,
        AfterFillOf = AfterFillOf,
        IsTest = IsTest,
        ExplicitId = ExplicitId,
        SentAt = SentAt,
        SenderOrderId = SenderOrderId,
        Interval = Interval,
        Extras = Extras,
    };

    /// <summary>The size is a percentage that does not say of what.</summary>
    public bool IsBarePercent { get; set; }
}
