using System.ComponentModel;
using Signalbox.Accounts.Hosting;
using Signalbox.Markets;
using Signalbox.Server.Api.Records;
using Signalbox.Server.Configuration;

namespace Signalbox.Server.Live;

/// <summary>What an account's market of a symbol shows.</summary>
public sealed record QuoteDocument(string AccountId, string Symbol, Price? Bid, Price? Ask, Price? Last, DateTimeOffset At);

/// <summary>How the price went over one interval.</summary>
public sealed record CandleDocument(
    [property: Description("When the interval began.")] DateTimeOffset At, Price Open, Price High, Price Low, Price Close,
    [property: Description("How often the price moved: a measure of activity where nothing is known of what was traded.")] int Moves,
    [property: Description("What was traded at the venue while somebody looked at this market; absent where its trades were not followed.")] Quantity? Volume = null);

/// <summary>The order book of an account's market, best levels first.</summary>
public sealed record DepthDocument(string AccountId, string Symbol, IReadOnlyList<DepthLevelDocument> Bids, IReadOnlyList<DepthLevelDocument> Asks, DateTimeOffset At)
{
    public static DepthDocument Of(string account, string symbol, DepthView view, int levels) => new(account, symbol, Levels(view.Bids, levels), Levels(view.Asks, levels), view.At);

    private static DepthLevelDocument[] Levels(IReadOnlyList<DepthLevel> side, int levels) => [.. side.Take(levels).Select(level => new DepthLevelDocument(level.Price, level.Quantity))];
}

/// <summary>One price of a book and what rests there.</summary>
public sealed record DepthLevelDocument(Price Price, Quantity Quantity);

/// <summary>Documents of what is known in memory only.</summary>
internal static class LiveDocuments
{
    public static QuoteDocument? Quote(AccountDirectory accounts, ChannelName name) =>
        accounts.Find(new(name.About[0]))?.Market.Latest(new(name.About[1])) is { } view
            ? new(name.About[0], name.About[1], view.Bid, view.Ask, view.Last, view.At)
            : null;

    public static IEnumerable<EquityDocument> Equity(AccountDirectory accounts) =>
        from host in accounts.All
        from funds in host.Funds
        select new EquityDocument(host.Account.Value, funds.View.Currency, funds.View.At, funds.View.Equity, funds.Balance, funds.View.Available);

    public static IEnumerable<AccountDocument> Accounts(AccountDirectory accounts, CatalogueHolder catalogue) =>
        catalogue.Current.Connections.Values.OrderBy(connection => connection.Id).Select(connection => AccountDocument.Of(connection, accounts, null));
}
