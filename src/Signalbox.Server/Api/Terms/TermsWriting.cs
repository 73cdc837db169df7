using Signalbox.Markets.Symbols;
using Signalbox.Signals.Terms;
using Signalbox.Strategies;

namespace Signalbox.Server.Api.Terms;

/// <summary>From the engine's terms to the document.</summary>
internal static class TermsWriting
{
    public static TermsDocument Write(TradeTerms terms) => new(
        Write(terms.EntrySize), Write(terms.ExitSize), Write(terms.EntryOrder), Write(terms.ExitOrder),
        terms.EntryTimeInForce, terms.ExitTimeInForce, Write(terms.TakeProfit), Write(terms.StopLoss),
        terms.EntryCancelAfterSeconds, terms.ExitCancelAfterSeconds, Write(terms.EntrySpread), Write(terms.ExitSpread),
        terms.SlippagePercentMax, terms.DelaySeconds, terms.Leverage, terms.ExtendedHours, Write(terms.Symbols));

    public static SymbolsDocument? Write(SymbolTerms? symbols) => symbols is null
        ? null
        : new(symbols.Market, symbols.Quote, symbols.RollDays, symbols.Tickers);

    public static SizeDocument? Write(SizeTerms? size) => size is null ? null : new(size.Quantity, size.Type);

    public static OrderDocument? Write(OrderTerms? order) => order is null
        ? null
        : new(
            order.Type, order.LimitPrice, order.StopPrice, order.TrailAmount, order.TrailPercent,
            order.PostOnly ? true : null, order.VisibleQuantity, order.QuotePrice);

    public static SpreadDocument? Write(SpreadLimit? spread) => spread is null ? null : new(spread.Amount, spread.Percent);

    public static TakeProfitDocument? Write(TakeProfitTerms? takeProfit) => takeProfit is null
        ? null
        : new([.. takeProfit.Targets.Select(target => new TargetDocument(
            target.LimitPrice, target.Percent, target.Amount, target.SharePercent, target.ProfitAmount))]);

    public static StopLossDocument? Write(StopLossTerms? stopLoss) => stopLoss is null
        ? null
        : new(
            stopLoss.Type, stopLoss.StopPrice, stopLoss.Percent, stopLoss.Amount, stopLoss.LimitPrice, stopLoss.TrailAmount, stopLoss.TrailPercent,
            stopLoss.LossAmount, stopLoss.TrailFromPercent, stopLoss.TrailFromPrice, stopLoss.BreakevenAfterTarget > 0 ? stopLoss.BreakevenAfterTarget : null, stopLoss.BreakevenOffset);
}
