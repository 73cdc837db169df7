using Signalbox.Identity;

namespace Signalbox.Venues.Paper;

/// <summary>An account's place at the exchange: what stays while its state is thrown away and read again.</summary>
internal sealed class PaperSeat(AccountId account, QuoteBoard common)
{
    private readonly Lock joining = new();
    private volatile PrivateFeed[] feeds = [];

    public AccountId Account => account;

    /// <summary>The common quotes, but for instruments whose price is overridden for this account.</summary>
    public QuoteBoard Quotes { get; } = new(common);

    /// <summary>Why the account is no longer traded here: another owner has its ledger.</summary>
    public volatile string? Lost;

    public bool HasReaders => feeds.Length > 0;

    public PrivateFeed Join(int eventsMax)
    {
        var feed = new PrivateFeed(eventsMax);
        lock (joining)
        {
            feeds = [.. feeds, feed];
        }

        return feed;
    }

    public void Leave(PrivateFeed feed)
    {
        lock (joining)
        {
            feeds = Array.FindAll(feeds, other => other != feed);
        }

        feed.End();
    }

    public void Tell(VenueEvent happened)
    {
        foreach (var feed in feeds)
        {
            feed.Offer(happened);
        }
    }

    public void Close()
    {
        foreach (var feed in feeds)
        {
            Leave(feed);
        }
    }
}
