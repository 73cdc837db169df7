using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues;

namespace Signalbox.Tests.Contracts;

/// <summary>
/// What a venue's tests must provide so that the contract can be run against it: the venue itself, a market that can be
/// moved, the venue's own record of its orders, and, where there is a wire, the means to break it.
/// </summary>
public abstract class VenueHarness : IAsyncDisposable
{
    public abstract IVenue Venue { get; }

    /// <summary>Something with a liquid market that may be sold short.</summary>
    public abstract InstrumentId Instrument { get; }

    /// <summary>A usual quantity: much less than the best quote offers.</summary>
    public abstract Quantity Quantity { get; }

    /// <summary>More than the best quote offers, less than the whole book.</summary>
    public abstract Quantity LargeQuantity { get; }

    /// <summary>More than the account can carry.</summary>
    public abstract Quantity HugeQuantity { get; }

    /// <summary>What the account holds of the instrument before any order: spot accounts need something to sell.</summary>
    public virtual Quantity Holdings => Quantity.Zero;

    /// <summary>Whether a frame lost from the private stream can be noticed by the stream itself.</summary>
    public virtual bool StreamIsNumbered => true;

    /// <summary>How many lines a private stream has beside the one that brings orders; each tells for itself that it has begun.</summary>
    public virtual int OtherLines => 0;

    /// <summary>Whether a fill says what it cost; some venues charge apart from fills.</summary>
    public virtual bool FillsTellTheirFee => true;

    /// <summary>Whether public trades say which side met the book.</summary>
    public virtual bool TradesTellTheTaker => true;

    /// <summary>Whether the venue shows the book of <see cref="Instrument"/>.</summary>
    public virtual bool HasBooks => true;

    /// <summary>A client id that was used before is no error: it is answered with the order that has it.</summary>
    public virtual bool RepeatsAreAnsweredWithTheOrder => false;

    public virtual TimeProvider Clock => TimeProvider.System;

    /// <summary>Walks the market the account sees to a price, and keeps it there.</summary>
    public abstract Task SetPriceAsync(Price price);

    /// <summary>Every order the venue ever took, by its own record.</summary>
    public abstract Task<IReadOnlyList<RecordedOrder>> RecordAsync();

    /// <summary>Null where there is no wire that could break; then <see cref="NoWire"/> says so.</summary>
    public virtual WireFaults? Faults => null;

    public virtual string NoWire => "This venue has no wire.";

    public abstract ValueTask DisposeAsync();
}

public sealed record RecordedOrder(string? ClientId, Quantity Filled)
{
    public bool Is(ClientOrderId id) => ClientId == id.ToString();
}

/// <summary>Breaks the wire between a venue and its adapter.</summary>
public abstract class WireFaults
{
    /// <summary>The next command is carried out and its reply lost.</summary>
    public abstract Task DropReplyAsync();

    /// <summary>The next command is lost on its way.</summary>
    public abstract Task DropRequestAsync();

    /// <summary>The next command is carried out and answered too late.</summary>
    public abstract Task DelayReplyAsync(TimeSpan delay);

    /// <summary>The next command is refused for being too many.</summary>
    public abstract Task LimitRateAsync(TimeSpan retryAfter);

    /// <summary>The next command is answered with an error of the server.</summary>
    public abstract Task FailAsync(int status, bool isCarriedOut);

    /// <summary>The next command is never answered.</summary>
    public abstract Task SwallowAsync();

    public abstract Task DisconnectStreamsAsync();

    public abstract Task DropFrameAsync();

    public abstract Task DuplicateFrameAsync();

    /// <summary>Questions fail from now on.</summary>
    public abstract Task FailQuestionsAsync();

    /// <summary>The same account with a wrong secret.</summary>
    public abstract IVenue WithWrongSecret();

    /// <summary>The same account at an address where nobody listens.</summary>
    public abstract IVenue WithNobodyThere();

    /// <summary>The same account, whose adapter waits only so long for an answer.</summary>
    public abstract IVenue WithPatience(TimeSpan timeout);
}
