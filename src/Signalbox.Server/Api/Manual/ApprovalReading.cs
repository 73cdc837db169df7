using Signalbox.Accounts.Trades;
using Signalbox.Markets;
using Signalbox.Risk;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Terms;
using Signalbox.Signals;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Manual;

/// <summary>
/// What a person changed before approving, held against what the trade does and what the venue takes, so that a mistake is told at
/// its field while the trade still waits. Rules, gates and limits judge what is approved after that.
/// </summary>
internal static class ApprovalReading
{
    /// <summary>Far above every order, and far below where a product of two such numbers could not be told any more.</summary>
    private const decimal NumberMax = 1_000_000_000_000m;

    private const string EntersNothing = "This trade enters nothing: it only leaves, or protects. Leave it out.";
    private const string ExitsNothing = "This trade leaves nothing: it only enters, or protects. Leave it out.";
    private const string IsFixed = "This cannot be changed while approving. Change it in the subscription, for the signals to come, or reject the trade.";

    /// <summary>The terms as they are to hold; everything that speaks against them stands in the check.</summary>
    public static ResolvedTerms Read(Input<ApprovalInput> input, Trade trade, ApprovedMarket market)
    {
        var (asked, check) = (input.Value.Terms, input.Check);
        if (asked is null)
        {
            return trade.Request.Terms;
        }

        var edits = TermsReading.Read(asked, "terms", check);
        RequireEditable(asked, trade, check);
        RequireTellable(edits, check);
        var terms = TermsResolver.Edit(trade.Request.Terms, edits);
        if (!check.Failed)
        {
            Judge(terms, edits, trade, market, check);
        }

        return terms;
    }

    /// <summary>The changed units as they were and as they are now, for the audit trail; null where nothing was changed.</summary>
    public static (TermsDocument Before, TermsDocument After)? Difference(ResolvedTerms before, ResolvedTerms after) =>
        before == after ? null : (Units(before, after), Units(after, before));

    private static void RequireEditable(TermsDocument asked, Trade trade, InputCheck check)
    {
        var plan = trade.Plan ?? new();
        var (enters, exits) = (plan.Enter is not null, plan.Exit != ExitStep.None);
        check.Require(asked.EntrySize is null || enters, "terms.entrySize", EntersNothing);
        check.Require(asked.EntryOrder is null || enters, "terms.entryOrder", EntersNothing);
        check.Require(asked.EntryTimeInForce is null || enters, "terms.entryTimeInForce", EntersNothing);
        check.Require(asked.Leverage is null || enters, "terms.leverage", EntersNothing);
        check.Require(asked.TakeProfit is null || enters || plan.Protect, "terms.takeProfit", EntersNothing);
        check.Require(asked.StopLoss is null || enters || plan.Protect, "terms.stopLoss", EntersNothing);
        check.Require(asked.ExitSize is null || exits, "terms.exitSize", ExitsNothing);
        check.Require(asked.ExitSize is null || plan.Exit != ExitStep.Whole, "terms.exitSize", "All of the position leaves: how much is not chosen. Leave it out.");
        check.Require(asked.ExitOrder is null || exits, "terms.exitOrder", ExitsNothing);
        check.Require(asked.ExitTimeInForce is null || exits, "terms.exitTimeInForce", ExitsNothing);
        foreach (var (name, isAsked) in Fixed(asked))
        {
            check.Require(!isAsked, $"terms.{name}", IsFixed);
        }

        if (trade.Request.TargetPosition is { } target)
        {
            var why = $"The signal names the position to reach, {target}: how much is traded follows from it. Leave it out, or reject the trade.";
            check.Require(asked.EntrySize is null, "terms.entrySize", why);
            check.Require(asked.ExitSize is null, "terms.exitSize", why);
        }
    }

    private static IEnumerable<(string Name, bool IsAsked)> Fixed(TermsDocument asked) =>
    [
        ("entryCancelAfterSeconds", asked.EntryCancelAfterSeconds is not null), ("exitCancelAfterSeconds", asked.ExitCancelAfterSeconds is not null),
        ("entrySpread", asked.EntrySpread is not null), ("exitSpread", asked.ExitSpread is not null), ("slippagePercentMax", asked.SlippagePercentMax is not null),
        ("delaySeconds", asked.DelaySeconds is not null), ("extendedHours", asked.ExtendedHours is not null), ("symbols", asked.Symbols is not null),
    ];

    private static void RequireTellable(TradeTerms edits, InputCheck check)
    {
        List<(string Path, decimal? Value)> numbers =
        [
            ("entrySize.quantity", edits.EntrySize?.Quantity), ("exitSize.quantity", edits.ExitSize?.Quantity), ("entryOrder.limitPrice", edits.EntryOrder?.LimitPrice?.Value),
            ("entryOrder.stopPrice", edits.EntryOrder?.StopPrice?.Value), ("exitOrder.limitPrice", edits.ExitOrder?.LimitPrice?.Value),
            ("exitOrder.stopPrice", edits.ExitOrder?.StopPrice?.Value), ("stopLoss.stopPrice", edits.StopLoss?.StopPrice?.Value), ("stopLoss.limitPrice", edits.StopLoss?.LimitPrice?.Value),
            .. (edits.TakeProfit?.Targets ?? []).Select((target, index) => ($"takeProfit.targets[{index}].limitPrice", target.LimitPrice?.Value)),
        ];
        foreach (var (path, value) in numbers)
        {
            check.Require(value is null or <= NumberMax, $"terms.{path}", $"Expected at most {NumberMax:0}.");
        }
    }

    private static void Judge(ResolvedTerms terms, TradeTerms edits, Trade trade, ApprovedMarket market, InputCheck check)
    {
        var side = trade.Plan?.Enter;
        var entry = side is { } entering ? PriceOf(terms.EntryOrder.Value, trade, entering, market) : null;
        RefuseSize("terms.entrySize.quantity", edits.EntrySize, terms, entry, market, check);
        RefuseSize("terms.exitSize.quantity", edits.ExitSize, terms, null, market, check);
        var isTouched = edits.StopLoss is not null || edits.TakeProfit is not null || edits.EntryOrder is not null;
        if (!isTouched || side is not { } bought || entry is not { } price)
        {
            return;
        }

        Note(terms.StopLoss.Value?.StopPrice is { } stop ? ProtectionSides.RefuseStop(bought, price, stop) : null, check);
        Note(terms.TakeProfit.Value is { } profit ? ProtectionSides.RefuseTargets(bought, price, profit) : null, check);
    }

    private static void RefuseSize(string path, SizeTerms? size, ResolvedTerms terms, Price? price, ApprovedMarket market, InputCheck check)
    {
        if (size is { Type: QuantityType.FixedQuantity }
            && Sizing.Size(size, new() { Instrument = market.Instrument, Multiplier = 1m, WholeUnits = terms.Rules.WholeUnits, Price = price }).Refusal is { } refusal)
        {
            check.Refuse(path, refusal.Message);
        }
    }

    /// <summary>As the engine values an entry.</summary>
    private static Price? PriceOf(OrderTerms order, Trade trade, Side side, ApprovedMarket market) =>
        order.LimitPrice ?? order.StopPrice ?? PriceBasis.Of(market.View, trade.Request.SignalPrice, side, market.Now, order.QuotePrice);

    private static void Note(Refusal? refusal, InputCheck check)
    {
        if (refusal is not null)
        {
            check.Refuse($"terms.{refusal.Field}", refusal.Message);
        }
    }

    private static TermsDocument Units(ResolvedTerms of, ResolvedTerms other) => new(
        EntrySize: of.EntrySize == other.EntrySize ? null : TermsWriting.Write(of.EntrySize.Value),
        ExitSize: of.ExitSize == other.ExitSize ? null : TermsWriting.Write(of.ExitSize.Value),
        EntryOrder: of.EntryOrder == other.EntryOrder ? null : TermsWriting.Write(of.EntryOrder.Value),
        ExitOrder: of.ExitOrder == other.ExitOrder ? null : TermsWriting.Write(of.ExitOrder.Value),
        EntryTimeInForce: of.EntryTimeInForce == other.EntryTimeInForce ? null : of.EntryTimeInForce.Value,
        ExitTimeInForce: of.ExitTimeInForce == other.ExitTimeInForce ? null : of.ExitTimeInForce.Value,
        TakeProfit: of.TakeProfit == other.TakeProfit ? null : TermsWriting.Write(of.TakeProfit.Value),
        StopLoss: of.StopLoss == other.StopLoss ? null : TermsWriting.Write(of.StopLoss.Value),
        Leverage: of.Leverage == other.Leverage ? null : of.Leverage.Value);
}

/// <summary>What a change is held against.</summary>
/// <param name="View">The newest quote; null where this node has none.</param>
internal sealed record ApprovedMarket(Instrument Instrument, MarketView? View, DateTimeOffset Now);
