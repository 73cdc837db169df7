using Signalbox.Markets;
using Signalbox.Venues.Matching;
using Xunit;

namespace Signalbox.Tests.Venues.Matching;

/// <summary>What must be true of books and ledgers whenever the engine is at rest.</summary>
internal sealed class LedgerLaws(TestFloor floor, Account[] accounts, FundsMode mode)
{
    private readonly Dictionary<string, decimal> opened = Totals(accounts);

    private OrderBook Book => floor.Engine.Book(mode == FundsMode.Spot ? TestFloor.Spot.Instrument.Id : TestFloor.Perpetual.Instrument.Id);

    public void Check()
    {
        Assert.False(Book.BestBid >= Book.BestAsk, $"crossed: {Book.BestBid} bid, {Book.BestAsk} asked");
        Assert.Empty(Book.Touched);
        OrdersAddUp();
        MoneyIsConserved();
        NothingIsOverdrawn();
    }

    public void CheckFolds()
    {
        foreach (var account in accounts)
        {
            var copy = floor.Replay(account);
            copy.Funds.Marks = account.Funds.Marks;
            Assert.Equal(Picture(account), Picture(copy));
        }
    }

    private void OrdersAddUp()
    {
        foreach (var side in new[] { Side.Buy, Side.Sell })
        {
            var resting = accounts.SelectMany(account => account.OpenOrders)
                .Where(order => order.Side == side && !order.IsDormant).Sum(order => order.Remaining.Value);
            Assert.Equal(resting, Book.Depth(side).Sum(level => level.Open.Value));
        }

        foreach (var order in accounts.SelectMany(account => account.OpenOrders))
        {
            Assert.Equal(order.Filled.Value, order.Fills.Sum(fill => fill.What.Quantity.Value));
            Assert.True(order.Remaining > Quantity.Zero);
            Assert.NotNull(order.Book);
        }
    }

    private void MoneyIsConserved()
    {
        var fees = floor.Told.Select(happening => happening.Event).OfType<OrderFilled>().ToLookup(fill => fill.FeeCurrency);
        foreach (var (currency, total) in Totals(accounts))
        {
            var unrealised = Book.Last is { } last && currency == "USDT"
                ? accounts.SelectMany(account => account.Positions).Sum(position => position.Unrealised(last))
                : 0m;
            Assert.Equal(opened[currency], total + unrealised + fees[currency].Sum(fill => fill.Fee.Value));
        }

        Assert.Equal(0m, accounts.SelectMany(account => account.Positions).Sum(position => position.Quantity.Value));
    }

    private void NothingIsOverdrawn()
    {
        if (mode == FundsMode.Spot)
        {
            Assert.All(accounts.SelectMany(account => account.Balances), balance =>
            {
                Assert.True(balance.Available.Value >= 0, $"{balance} is overdrawn");
                Assert.True(balance.Available <= balance.Total);
            });
        }
    }

    private static Dictionary<string, decimal> Totals(Account[] accounts) => accounts
        .SelectMany(account => account.Balances)
        .GroupBy(balance => balance.Currency)
        .ToDictionary(group => group.Key, group => group.Sum(balance => balance.Total.Value));

    private static string Picture(Account account) => string.Join('\n',
        account.Balances.Select(balance => $"{balance.Currency} {balance.Total} {balance.Available}")
            .Concat(account.Positions.OrderBy(position => position.Listing.Instrument.Id.Value)
                .Select(position => $"{position.Listing.Instrument.Id} {position.Quantity} {position.Cost} {position.Margin}"))
            .Concat(account.OpenOrders.OrderBy(order => order.Number).Select(order =>
                $"{order.Number} {order.State} {order.Remaining}/{order.Quantity} {order.Visible} {order.LimitPrice} {order.StopPrice} {order.Priority} {order.ChangedAt:O}")));
}
