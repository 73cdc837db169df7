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
    [property: Description("When the interval began.")] DateTimeOffset At, Price Open, Price High, Price Low, Price Close);

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
