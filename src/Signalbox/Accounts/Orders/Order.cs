using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Text;

namespace Signalbox.Accounts.Orders;

/// <summary>A ticket and what became of it.</summary>
public sealed record Order
{
    public required OrderTicket Ticket { get; init; }

    public OrderState State { get; init; }

    public VenueOrderId? VenueOrderId { get; init; }

    /// <summary>Quantity and prices as they rest now: the ticket's, until an amendment took effect.</summary>
    public required OrderLevels Levels { get; init; }

    public Quantity Filled { get; init; }

    /// <summary>What the fills cost in the settlement currency; unsigned.</summary>
    [JsonConverter(typeof(PlainDecimalConverter))]
    public decimal FilledCost { get; init; }

    // An order is copied at each change: what most orders never have stands apart, so that the copies are small.
    private readonly Seldom rare = Seldom.None;

    public ImmutableSortedSet<FillId> Fills { get; init; } = [];

    /// <summary>Fills the venue took back.</summary>
    public ImmutableSortedSet<FillId> Voided
    {
        get => rare.Voided;
        init => rare = rare.Voided == value ? rare : rare with { Voided = value };
    }

    public DateTimeOffset? LastFillAt { get; init; }

    /// <summary>The venue told that its stop price was reached; it may have filled in part before.</summary>
    public bool IsTriggered
    {
        get => rare.IsTriggered;
        init => rare = rare.IsTriggered == value ? rare : rare with { IsTriggered = value };
    }

    /// <summary>A change that was sent and is not settled.</summary>
    public PendingChange? Pending
    {
        get => rare.Pending;
        init => rare = rare.Pending == value ? rare : rare with { Pending = value };
    }

    /// <summary>Amendments the venue refused: after one, the order is replaced instead.</summary>
    public int AmendmentsRefused
    {
        get => rare.AmendmentsRefused;
        init => rare = rare.AmendmentsRefused == value ? rare : rare with { AmendmentsRefused = value };
    }

    /// <summary>Changes the venue refused in a row; each makes the next one wait longer.</summary>
    public int ChangesRefused
    {
        get => rare.ChangesRefused;
        init => rare = rare.ChangesRefused == value ? rare : rare with { ChangesRefused = value };
    }

    /// <summary>After a refused change: nothing more is changed before a lookup past this instant has shown what the order is.</summary>
    public DateTimeOffset? DoubtedUntil
    {
        get => rare.DoubtedUntil;
        init => rare = rare.DoubtedUntil == value ? rare : rare with { DoubtedUntil = value };
    }

    /// <summary>Lookups that did not find it, each after the visibility delay and spaced.</summary>
    public int AbsentProbes
    {
        get => rare.AbsentProbes;
        init => rare = rare.AbsentProbes == value ? rare : rare with { AbsentProbes = value };
    }

    /// <summary>When the last such lookup was asked.</summary>
    public DateTimeOffset? AbsentAskedAt
    {
        get => rare.AbsentAskedAt;
        init => rare = rare.AbsentAskedAt == value ? rare : rare with { AbsentAskedAt = value };
    }

    /// <summary>Sends that never left; bounded.</summary>
    public int Unsent
    {
        get => rare.Unsent;
        init => rare = rare.Unsent == value ? rare : rare with { Unsent = value };
    }

    /// <summary>Past this instant no earlier send of this order can still arrive.</summary>
    public required DateTimeOffset SendBy { get; init; }

    /// <summary>Changes we refused ourselves, because a limit forbids them; the last of them stands in <see cref="LastDenied"/>.</summary>
    public int ChangesDenied
    {
        get => rare.ChangesDenied;
        init => rare = rare.ChangesDenied == value ? rare : rare with { ChangesDenied = value };
    }

    public DeniedChange? LastDenied
    {
        get => rare.LastDenied;
        init => rare = rare.LastDenied == value ? rare : rare with { LastDenied = value };
    }

    public string? Code
    {
        get => rare.Code;
        init => rare = rare.Code == value ? rare : rare with { Code = value };
    }

    public string? Reason
    {
        get => rare.Reason;
        init => rare = rare.Reason == value ? rare : rare with { Reason = value };
    }

    [JsonIgnore]
    public ClientOrderId Id => Ticket.Id;

    [JsonIgnore]
    public Quantity Open => State.IsTerminal ? Quantity.Zero : Quantity.Max(Levels.Quantity - Filled, Quantity.Zero);

    /// <summary>What it may still fill at most, whatever becomes of the changes that are under way.</summary>
    [JsonIgnore]
    public Quantity MayFill => State.IsTerminal || Pending is null ? Open : Quantity.Max(Open, Pending.QuantityMax - Filled);

    public Price? AveragePrice(Instrument instrument) => Filled.IsZero ? null : instrument.AveragePrice(Filled, FilledCost);

    private sealed record Seldom
    {
        public static readonly Seldom None = new();

        public ImmutableSortedSet<FillId> Voided { get; init; } = [];

        public bool IsTriggered { get; init; }

        public PendingChange? Pending { get; init; }

        public int AmendmentsRefused { get; init; }

        public int ChangesRefused { get; init; }

        public DateTimeOffset? DoubtedUntil { get; init; }

        public int AbsentProbes { get; init; }

        public DateTimeOffset? AbsentAskedAt { get; init; }

        public int Unsent { get; init; }

        public int ChangesDenied { get; init; }

        public DeniedChange? LastDenied { get; init; }

        public string? Code { get; init; }

        public string? Reason { get; init; }
    }
}

public sealed record OrderLevels(Quantity Quantity, Price? LimitPrice, Price? StopPrice)
{
    /// <summary>What it is valued by.</summary>
    [JsonIgnore]
    public Price? Price => LimitPrice ?? StopPrice;
}

/// <summary>Why a change was not sent.</summary>
/// <param name="Field">What of it was too much; null: none in particular.</param>
public sealed record DeniedChange(string Code, string Message, string? Field);

/// <summary>A cancel, or an amendment to other levels.</summary>
/// <param name="Levels">Null: a cancel.</param>
/// <param name="SendBy">Past this instant its request can no longer arrive; null while it waits for the order to be accepted.</param>
public sealed record PendingChange(OrderLevels? Levels, DateTimeOffset? SendBy, int Attempts, string Why)
{
    /// <summary>An amendment that had left when this cancel took its place: it may still arrive.</summary>
    public OrderLevels? Overtaken { get; init; }

    /// <summary>The largest the order may become by it.</summary>
    [JsonIgnore]
    public Quantity QuantityMax => Quantity.Max(Levels?.Quantity ?? Quantity.Zero, Overtaken?.Quantity ?? Quantity.Zero);

    [JsonIgnore]
    public bool IsCancel => Levels is null;

    [JsonIgnore]
    public bool IsSent => SendBy is not null;
}
