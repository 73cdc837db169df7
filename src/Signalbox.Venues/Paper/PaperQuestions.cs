using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>The market moves on: orders expire and new quotes meet resting orders.</summary>
internal sealed class MovePaperMarket : PaperRequest
{
    public override void Decide(PaperFloor floor, DateTimeOffset now) => floor.Tick(now);

    public override void Settle(Verdict verdict)
    {
    }
}

/// <summary>Where an order is, or was; whether the ledger must be read to tell is decided by who asked.</summary>
internal sealed class FindPaperOrder(AccountId account, QueryOrder query) : PaperRequest<PaperFinding>
{
    public override AccountId? Account => account;

    public override PaperFinding NotDone(string why) => new(new OrderEvidence.Failed(why), null);

    public override PaperFinding Unsure(string why) => NotDone(why);

    protected override PaperFinding DecideOn(PaperFloor floor, DateTimeOffset now)
    {
        if (floor.Find(account) is not { } found)
        {
            return NotDone($"The paper account {account} is not open.");
        }

        if (found.FindOpen(query.Id, query.VenueOrderId) is { } open)
        {
            return new(PaperReports.Evidence(open), null);
        }

        return found.FindPast(query.Id, query.VenueOrderId) switch
        {
            null => new(new OrderEvidence.Absent(), null),
            { Kept: { } kept } => new(PaperReports.Evidence(kept), null),
            var past => new(null, past),
        };
    }
}

/// <param name="InLedger">Only the ledger can tell.</param>
internal sealed record PaperFinding(OrderEvidence? Evidence, PastOrder? InLedger);

/// <summary>One picture of an account. Its fills are read from the ledger, up to the version the picture was taken at.</summary>
internal sealed class PicturePaperAccount(AccountId account, DateTimeOffset fillsSince) : PaperRequest<PaperPicture>
{
    public override AccountId? Account => account;

    public override PaperPicture NotDone(string why) => new(null, why, 0, 0);

    public override PaperPicture Unsure(string why) => NotDone(why);

    protected override PaperPicture DecideOn(PaperFloor floor, DateTimeOffset now)
    {
        if (floor.Find(account) is not { } found)
        {
            return NotDone($"The paper account {account} is not open.");
        }

        var snapshot = new VenueSnapshot
        {
            At = now,
            OpenOrders = [.. found.Trading.OpenOrders.OrderBy(order => order.Number).Select(PaperReports.Of)],
            Positions = [.. found.Trading.Positions.Where(position => !position.Quantity.IsZero).Select(PositionOf)],
            Balances = [.. found.Trading.Balances],
            Fills = [],
        };
        return found.LastFillAt < fillsSince
            ? new(snapshot, null, found.Version, found.Version)
            : new(snapshot, null, found.Marks.Before(fillsSince), found.Version);
    }

    private static VenuePosition PositionOf(Position position) =>
        new(position.Listing.Instrument.Id, position.Quantity, position.AveragePrice!.Value);
}

/// <param name="FillsAfter">The fills asked for lie after this version of the ledger.</param>
/// <param name="FillsUpTo">And not after this one.</param>
internal sealed record PaperPicture(VenueSnapshot? Snapshot, string? Failure, long FillsAfter, long FillsUpTo);

/// <summary>The book an account trades in: the common one, or its own where its price is overridden.</summary>
internal sealed class ReadPaperDepth(AccountId account, InstrumentId instrument, int levels) : PaperRequest<VenueAnswer<DepthView>>
{
    public override VenueAnswer<DepthView> NotDone(string why) => VenueAnswer.Failed<DepthView>(why);

    public override VenueAnswer<DepthView> Unsure(string why) => NotDone(why);

    protected override VenueAnswer<DepthView> DecideOn(PaperFloor floor, DateTimeOffset now)
    {
        if (floor.Find(account) is not { } found || !floor.Engine.Listings.ContainsKey(instrument))
        {
            return NotDone($"The paper account {account} has no market of {instrument}.");
        }

        var book = floor.Engine.BookOf(found.Trading, instrument);
        return VenueAnswer.Of(new DepthView(Levels(book, Side.Buy), Levels(book, Side.Sell), now));
    }

    private DepthLevel[] Levels(OrderBook book, Side side) => [.. book.Depth(side).Take(levels).Select(level => new DepthLevel(level.Price, level.Open))];
}
