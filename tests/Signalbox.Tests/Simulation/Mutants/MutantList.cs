namespace Signalbox.Tests.Simulation.Mutants;

/// <summary>Each safety rule and how it is broken. A rule nobody can break unnoticed is proven; one that can is not.</summary>
internal static class MutantList
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new("an intent is on disk before its bytes leave", "Accounts/Hosting/AccountLife.cs",
            "        var reserved = await ReportAsync(command, cancel);\n", "        RunEffects(decision.Effects, cancel);\n        var reserved = await ReportAsync(command, cancel);\n"),
        new("absence counts only when nothing sent can still arrive", "Accounts/Orders/OrderLookup.cs", "if (askedAt < countsFrom)", "if (askedAt < DateTimeOffset.MinValue)"),
        new("absence needs two lookups", "Accounts/Orders/OrderLookup.cs", "ProbesForAbsence = 2", "ProbesForAbsence = 1"),
        new("a failed lookup is no answer", "Accounts/Orders/OrderLookup.cs",
            "turn.Wake(new TimerKey.Probe(order.Id), turn.Profile.Bounds.ProbeSpacing);\n                break;\n        }", "OnAbsent(turn, order, arrived.AskedAt);\n                break;\n        }"),
        new("a timeout is unknown and no refusal", "Accounts/Orders/OrderSending.cs", "OnUnknown(turn, order, unknown.Why);", "OnRejected(turn, order, new(RejectReason.Other, \"timeout\", unknown.Why));"),
        new("a restart asks before it sends", "Accounts/Reconciliation/Reconciler.cs",
            "OrderSending.OnUnknown(turn, order, \"The node restarted before the outcome was known.\");", "if (order.State is OrderState.Intended or OrderState.Sent) OrderSending.SendAgain(turn, order);"),
        new("a fill counts once", "Accounts/Orders/OrderReports.cs", "if (order.Fills.Contains(fill.FillId))", "if (order.Fills.Count > 10_000)"),
        new("late fills apply", "Accounts/Orders/OrderReports.cs", "if (order.Fills.Contains(fill.FillId))", "if (order.Fills.Contains(fill.FillId) || order.State.IsTerminal)"),
        new("what ended stays ended", "Accounts/Orders/OrderReports.cs", "        if (order.State.IsTerminal)\n        {\n            return;", "        if (order.Fills.Count > 10_000)\n        {\n            return;"),
        new("an amendment that was overtaken is set right", "Accounts/Orders/OrderReports.cs", "else if (!isLookup && order.Pending is null && order.Levels != levels)", "else if (levels.Quantity < Markets.Quantity.Zero)"),
        new("an order the venue no longer lists is asked for", "Accounts/Reconciliation/Reconciler.cs", "|| (!isSeen && order.State.IsWorking)", ""),
        new("a stop is for what is held", "Accounts/Protection/StopOrders.cs", "Rounding.DownToLot(lot.Quantity.Abs(), instrument.LotSize);\n        var limit", "Rounding.DownToLot(lot.Entered, instrument.LotSize);\n        var limit"),
        new("targets never take more than is left", "Accounts/Protection/Targets.cs", "Quantity.Min(Quantity.Max(meant - taken, Quantity.Zero), left)", "meant"),
        new("no protective order outlives its position", "Accounts/Protection/Protector.cs", "        if (own < 0)\n        {\n            Withdraw(turn, trade);\n", "        if (own < 0)\n        {\n"),
        new("a stop that cannot be placed ends in a closing order", "Accounts/Protection/StopOrders.cs", "if (trade.Bracket.StopsRefused == 0", "if (trade.Bracket.StopsRefused < 1_000_000"),
        new("a stop the venue lacks is kept here", "Accounts/Protection/StopOrders.cs", "(lot.Quantity > Quantity.Zero ? price <= level : price >= level)", "price.Value < 0"),
        new("what a loser of its group opens is closed", "Accounts/AccountFold.cs", "IsExcess = ticket.Leg == Leg.Entry &&", "IsExcess = ticket.Leg == Leg.Exit &&"),
        new("a stop of trading holds senders back", "Accounts/Hosting/EffectRunner.cs", "whatHolds(opening) is { } standing", "whatHolds(opening) is { Why: \"\" } standing"),
        new("a stop of trading takes entries back", "Accounts/TradingStates.cs", "OrderChanges.Cancel(turn, order, $\"The account is {Text.Words.Of(standing.Mode)}.\");", ""),
        new("entries are reserved before they are sent", "Accounts/Hosting/AccountLife.cs", "reserves ? Exposures.Raised(around.Profile.Account, decision) : null", "null"),
        new("an entry falls with its reservation", "Accounts/Hosting/AccountLife.cs", "Needs = Opens(decision) ? reserved : null", "Needs = null"),
        new("what is freed is free when it is on disk", "Accounts/Limits/Exposures.cs", "changed with { RaisesOnly = true, Positions = [], Results = [] }", "changed"),
        new("unknown orders keep their reservation", "Accounts/Orders/Order.cs", "State.IsTerminal ? Quantity.Zero", "State.IsTerminal || State == OrderState.Unknown ? Quantity.Zero"),
        new("limits hold", "Accounts/Limits/RiskGate.cs", "if (limits.IsEmpty)", "if (limits.Items.Count >= 0)"),
        new("what other accounts may hold counts", "Risk/Ledger/RiskState.cs", "Others = all.Quantity - mine.Quantity", "Others = Quantity.Zero"),
        new("a stale owner is refused", "Journal/Admission.cs", "if (unit.Epoch < head.Epoch)", "if (unit.Epoch < 0)"),
        new("a fold extends what it was folded from", "Journal/Admission.cs", "&& expected != head.Version", "&& expected > long.MaxValue - 1"),
        new("each event is chained to the one before it", "Journal/Admission.cs", "HashChain.Next(hash.Span,", "HashChain.Next(HashChain.Origin.Span,"),
        new("a resend trades once", "Monitoring/Receipts/Duplicates.cs", "if (key is null)", "if (key is null || keys is not null)"),
        new("what nobody took is handed over again", "Accounts/Hosting/Deliveries.cs", "if (await FindAsync(delivery, cancel) is { } received)", "if (SweepMax < 0 && await FindAsync(delivery, cancel) is { } received)"),
        new("one trade of an instrument acts at a time", "Accounts/Trades/TradeQueue.cs", "if (holding.Active is not null || IsGated(turn.State, request) || Next(turn.State, holding) is not null)", "if (IsGated(turn.State, request))"),
        new("an old entry is not played", "Accounts/Trades/TradeStart.cs", "turn.Now > request.ValidUntil ? new", "turn.Now == DateTimeOffset.MinValue ? new"),
        new("what needs approval waits for it", "Accounts/Trades/TradeStart.cs", "if (!request.Terms.Rules.AutoSubmit && !trade.IsApproved", "if (turn.Now == DateTimeOffset.MinValue && !trade.IsApproved"),
        new("a reversal enters when it is flat", "Accounts/Trades/Exits.cs", "else if (TradeFlow.PositionOf(turn, trade).IsZero)", "else if (turn.Now > DateTimeOffset.MinValue)"),
        new("an exit never closes more than is held", "Accounts/Trades/Exits.cs", "            return new(position.Abs(), null, position.Abs());\n        }\n\n        var sized", "            return new(position.Abs() + position.Abs(), null, position.Abs());\n        }\n\n        var sized"),
        new("two exits do not take the balance from each other", "Accounts/Protection/LockedBalance.cs", "if (owner.Bracket.ReleasedFor is not { } other || (other != exit && IsOver(turn.State, other)))", "if (owner.Bracket.ReleasedFor != exit)"),
    ];
}
