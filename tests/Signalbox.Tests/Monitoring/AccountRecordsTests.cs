using Signalbox.Accounts;
using Signalbox.Accounts.Orders;
using Signalbox.Identity;
using Signalbox.Monitoring.Records;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Tests.Accounts;
using Signalbox.Venues;
using Xunit;

namespace Signalbox.Tests.Monitoring;

/// <summary>What an account's events mean for the tables.</summary>
public sealed class AccountRecordsTests
{
    private readonly AccountScenario account = new();

    [Fact]
    public void ProtectedEntry_TellsWhenItFilledAndWhenItWasProtected()
    {
        var trade = Enter();
        account.Pass(TimeSpan.FromSeconds(1));
        account.Fill(account.OrderOf(Leg.Entry).Id, 0.5m, 60_000m);
        account.Pass(TimeSpan.FromSeconds(1));
        var stop = Assert.Single(account.TakePlaced()).Id;
        Assert.All(Rows<TradeRow>(), row => Assert.Null(row.ProtectedAt));
        account.Accept(stop);

        var told = Rows<TradeRow>().Where(row => row.Id == trade.ToString()).ToList();
        Assert.Equal(Ticks(1), Assert.Single(told, row => row.FirstFillAt is not null).FirstFillAt);
        Assert.Equal(Ticks(2), Assert.Single(told, row => row.ProtectedAt is not null).ProtectedAt);
        Assert.Equal(1, told.Count(row => row.Request is not null));
        Assert.Equal(("0.01", "buy", "filled", 1L), (told.Select(row => row.Fees).Single(fee => fee != "0"), told[^1].Side, told[^1].Status, told[^1].Settled));
    }

    [Fact]
    public void Stop_ThatCloses_GivesItsProfitToTheTradeWhoseLotItWas_AndItsFeeOnce()
    {
        var trade = Protected();
        account.Fill(account.OrderOf(Leg.StopLoss).Id, 0.5m, 59_400m);

        var fill = Rows<FillRow>()[^1];
        Assert.Equal(("stop_loss", "sell", "-300", "0.01"), (fill.Leg, fill.Side, fill.Realised, fill.Fee));
        Assert.Equal("-300", Rows<TradeRow>().Last(row => row.Id == trade.ToString()).Realised);
        Assert.Equal((-300m, 0.02m), (Sum<PositionRow>(row => row.Realised), Sum<PositionRow>(row => row.Fees)));
        Assert.Equal(0.02m, Sum<TradeRow>(row => row.Fees));
        Assert.Equal(0.02m, Sum<OrderRow>(row => row.Fees));
        Assert.Equal(("0", 0L, null), (Rows<PositionRow>()[^1].Net, Rows<PositionRow>()[^1].IsOpen, Rows<PositionRow>()[^1].AveragePrice));
    }

    [Fact]
    public void OpenPosition_ShowsItsLotAndTheStopThatRests()
    {
        var trade = Protected();
        var position = Rows<PositionRow>()[^1];
        var lot = Assert.Single(RecordText.Lots(position.Lots));
        var stop = Assert.Single(RecordText.Protection(position.Protection));
        Assert.Equal((trade.Signal.Value, 0.5m, 60_000m), (lot.Signal, lot.Quantity.Value, lot.AveragePrice.Value));
        Assert.Equal(("stop_loss", "accepted", 59_400m), (stop.Leg, stop.Status, stop.StopPrice!.Value.Value));
    }

    [Fact]
    public void VoidFill_IsFollowedByItsOpposite()
    {
        Enter();
        var entry = account.OrderOf(Leg.Entry);
        var fill = account.FillOf(entry.Ticket, 0.5m, 60_000m, "f-1");
        account.Do(new AccountCommand.Executed(fill));
        account.Do(new AccountCommand.FillVoided(fill));

        Assert.Equal([("f-1", "buy", 0L), ("f-1.void", "sell", 1L)], Rows<FillRow>().Select(row => (row.Id, row.Side, row.IsVoid)));
        Assert.Equal("0", Rows<PositionRow>()[^1].Net);
        Assert.Contains(Rows<IncidentRow>(), row => row.Kind == "alarm");
    }

    [Fact]
    public void RejectedOrder_KeepsTheVenuesOwnWord()
    {
        account.Signal(SignalAction.Buy, 0.5m);
        var entry = Assert.Single(account.TakePlaced()).Id;
        account.Do(new AccountCommand.PlaceEnded(entry, new VenueOutcome.Rejected(RejectReason.InsufficientFunds, "-2010", "Account has insufficient balance.")));
        var row = Rows<OrderRow>()[^1];
        Assert.Equal(("rejected", "insufficient_funds", "-2010", "Account has insufficient balance.", 0L), (row.Status, row.Code, row.VenueCode, row.Reason, row.IsOpen));
        Assert.NotNull(row.FinishedAt);
    }

    [Fact]
    public void LostAnswer_IsAnIncidentOfItsOrder()
    {
        account.Signal(SignalAction.Buy, 0.5m);
        var entry = Assert.Single(account.TakePlaced()).Id;
        account.Do(new AccountCommand.PlaceEnded(entry, new VenueOutcome.Unknown("The line broke.")));
        var incident = Rows<IncidentRow>().Single(row => row.Kind == "unknown_order");
        Assert.Equal((entry.ToString(), "The line broke.", "BTCUSDT"), (incident.OrderId, incident.Message, incident.Instrument));
    }

    private TradeId Enter()
    {
        var trade = account.Signal(SignalAction.Buy, 0.5m, setup => setup.StopLoss = new StopLossTerms { Percent = 1m });
        account.Accept(Assert.Single(account.TakePlaced()).Id);
        return trade;
    }

    private TradeId Protected()
    {
        var trade = Enter();
        account.Fill(account.OrderOf(Leg.Entry).Id, 0.5m, 60_000m);
        account.Accept(Assert.Single(account.TakePlaced()).Id);
        return trade;
    }

    private static long Ticks(int seconds) => AccountScenario.Start.AddSeconds(seconds).UtcTicks;

    private decimal Sum<TRow>(Func<TRow, string> value)
        where TRow : RowChange => Rows<TRow>().Sum(row => decimal.Parse(value(row), System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>All rows of a kind, in the order of their events. The scenario's clock stands still within a command.</summary>
    private List<TRow> Rows<TRow>()
        where TRow : RowChange
    {
        var state = AccountState.Empty;
        var rows = new List<TRow>();
        foreach (var (index, happened) in account.Events.Index())
        {
            var after = Account.Apply(state, happened);
            var taken = new AccountRows();
            taken.Take(new(new("acct"), happened, after, account.TimeOf(index), index + 1));
            rows.AddRange(taken.Collect().OfType<TRow>());
            state = after;
        }

        return rows;
    }
}
