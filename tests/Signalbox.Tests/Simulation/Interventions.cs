using Signalbox.Accounts;
using Signalbox.Accounts.Hosting;
using Signalbox.Accounts.Orders;
using Signalbox.Accounts.Trades;
using Signalbox.Identity;
using Signalbox.Journal;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Risk.Ledger;
using Signalbox.Risk.Limits;
using Signalbox.Venues;

namespace Signalbox.Tests.Simulation;

/// <summary>What people do meanwhile: approve, stop and release trading, trade by hand, cancel; and what venues do on their own.</summary>
internal sealed class Interventions(VirtualWorld world, SimulationScript script, Func<SimulatedNode> node)
{
    private int stops;
    private int byHand;

    /// <summary>Positions somebody closed or opened after the last flattening are not its business.</summary>
    public bool TradedByHandSinceFlatten { get; private set; }

    public bool IsFlattened { get; private set; }

    public bool IsStopped { get; private set; }

    public void Schedule(DateTimeOffset end)
    {
        Often(0.2, 2, end, TradeByHand);
        Often(0.1, 2, end, RestByHand);
        Often(0.1, 1, end, () => AnyExchange().VoidNewestFill());
        Often(0.15, 2, end, () => AnyExchange().Close(world.Between(2_000, 25_000)));
        Often(0.2, 3, end, ChangeAnOrder);
        Often(0.25, 2, end, Stop);
        Often(0.15, 2, end, StopAnAccount);
        for (var at = world.Now; at < end; at += TimeSpan.FromSeconds(4))
        {
            world.After(at - world.Now, Decide);
        }
    }

    private void Often(double probability, int most, DateTimeOffset end, Action happen)
    {
        if (!world.Happens(probability))
        {
            return;
        }

        for (var i = world.Chance.Next(1, most + 1); i > 0; i--)
        {
            world.After(world.Between(1_000, (end - world.Now).TotalMilliseconds), happen);
        }
    }

    private SimulatedExchange AnyExchange() => script.Exchanges.Values.ElementAt(world.Chance.Next(script.Exchanges.Count));

    private void TradeByHand()
    {
        var exchange = AnyExchange();
        TradedByHandSinceFlatten = true;
        exchange.TradeByHand(
            exchange.Instruments[world.Chance.Next(2)].Id, world.Happens(0.5) ? Side.Buy : Side.Sell, world.Chance.Next(1, 20) / 10m,
            world.Happens(0.3) ? FillCause.Liquidation : FillCause.Trade);
    }

    private void RestByHand()
    {
        var exchange = AnyExchange();
        TradedByHandSinceFlatten = true;
        exchange.RestByHand(new()
        {
            Id = ClientOrderId.Derive("by-hand", $"{++byHand}"),
            Instrument = exchange.Instruments[world.Chance.Next(2)].Id,
            Side = Side.Buy,
            Type = OrderType.Limit,
            Quantity = new(0.5m),
            LimitPrice = new(98m),
            IntendedAt = world.Now,
            SendBy = DateTimeOffset.MaxValue,
        });
    }

    /// <summary>A person looks at what waits for approval.</summary>
    private void Decide()
    {
        foreach (var host in node().Hosts)
        {
            foreach (var trade in host.Committed.Trades.Values.Where(trade => trade.Stage == TradeStage.AwaitingApproval))
            {
                if (world.Happens(0.5))
                {
                    node().Do(() => Post(host, world.Happens(0.7) ? new AccountCommand.Approve(trade.Id, "ann", null) : new AccountCommand.Disapprove(trade.Id, "ann", "Not now.")));
                }
            }
        }
    }

    private void ChangeAnOrder()
    {
        foreach (var host in node().Hosts)
        {
            if (host.Committed.Orders.Values.FirstOrDefault(ManualChanges.IsChangeable) is { } order)
            {
                var levels = world.Happens(0.5) || order.Levels.LimitPrice is not { } limit ? null : Moved(order.Levels, limit, world.Chance.Next(-50, 50));
                node().Do(() => Post(host, new AccountCommand.ChangeOrder(order.Id, levels, "ann")));
            }
        }
    }

    /// <summary>Some of those who move an order want far more of it as well: what a limit lets them have is the engine's to say.</summary>
    private static OrderLevels Moved(OrderLevels levels, Price limit, int hundredths) =>
        new(hundredths > 0 ? levels.Quantity + levels.Quantity + levels.Quantity : levels.Quantity, limit + (hundredths / 100m), levels.StopPrice);

    /// <summary>The kill switch, and later perhaps its release.</summary>
    private void Stop()
    {
        var flatten = world.Happens(0.5) ? $"stop-{++stops}" : null;
        var scope = world.Happens(0.7) ? RiskScope.Global : RiskScope.Of(script.Strategy);
        var current = node();
        if (!current.IsReady || IsStopped)
        {
            return;
        }

        current.Do(() => UntilWrittenAsync(current, new(scope, world.Happens(0.7) ? TradingMode.Halted : TradingMode.Reducing, "Odd.", "ann") { FlattenId = flatten }, () =>
        {
            IsStopped = true;
            IsFlattened |= flatten is not null;
            TradedByHandSinceFlatten = false;
            SetStopped(true);
        }));
        if (world.Happens(0.7))
        {
            world.After(world.Between(5_000, 40_000), () => Release(scope));
        }
    }

    private void Release(RiskScope scope)
    {
        var current = node();
        if (current.IsReady)
        {
            SetStopped(false);
            (IsStopped, IsFlattened) = (false, false);
            current.Do(() => UntilWrittenAsync(current, new(scope, TradingMode.Active, "Fine again.", "ann"), () => { }));
        }
    }

    private void StopAnAccount()
    {
        var id = script.Exchanges.Keys.ElementAt(world.Chance.Next(script.Exchanges.Count));
        node().Do(() => Post(node().Account(id), new AccountCommand.SetTradingState(TradingMode.Reducing, "Odd.", "bob")));
        world.After(world.Between(2_000, 20_000), () => node().Do(() => Post(node().Account(id), new AccountCommand.SetTradingState(TradingMode.Active, "Fine again.", "bob"))));
    }

    private void SetStopped(bool stopped)
    {
        foreach (var venue in script.Venues.Values)
        {
            venue.IsStopped = stopped;
        }
    }

    private static async Task UntilWrittenAsync(SimulatedNode node, RiskCommand.SetStanding wanted, Action then)
    {
        try
        {
            await node.Risk.SetStandingAsync(wanted, CancellationToken.None);
            then();
        }
        catch (JournalException)
        {
            // The person is told that it may not hold; in a run nobody tries again.
        }
    }

    private static Task Post(AccountHost host, AccountCommand command)
    {
        host.PostFact(command);
        return Task.CompletedTask;
    }
}
