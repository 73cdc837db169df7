using Signalbox.Venues.Wire;

namespace Signalbox.Venues.Bybit;

/// <summary>Executions that are fills, in our words.</summary>
internal static class BybitFills
{
    /// <summary>Null when one of them cannot be read.</summary>
    public static IReadOnlyList<FillReport>? Decode(BybitProduct product, IEnumerable<BybitExecution> executions) =>
        WireJson.All(executions.Where(each => BybitWords.CauseOf(each.ExecType) is not null).Select(each => Decode(product, each)));

    private static FillReport? Decode(BybitProduct product, BybitExecution execution)
    {
        var cause = BybitWords.CauseOf(execution.ExecType)!.Value;
        // What the venue does by itself at the end of a contract is an execution without an order.
        var order = execution.OrderId is { Length: > 0 } known ? known : cause == FillCause.Trade ? null : execution.ExecId;
        if (execution is not { ExecId: { Length: > 0 } id, Symbol: { } symbol, ExecPrice: > 0, ExecQty: > 0 } || order is not { Length: > 0 }
            || BybitWords.SideOf(execution.Side) is not { } side)
        {
            return null;
        }

        return new()
        {
            FillId = new(id),
            ClientOrderId = BybitIds.Read(execution.OrderLinkId),
            VenueOrderId = new(order),
            Instrument = new(symbol),
            Side = side,
            Quantity = new(execution.ExecQty.Value),
            Price = new(execution.ExecPrice.Value),
            Fee = new(execution.ExecFee ?? 0),
            FeeCurrency = execution.FeeCurrency is { Length: > 0 } currency ? currency : BybitSymbols.SettleOf(product, symbol),
            IsMaker = execution.IsMaker,
            At = UnixTime.FromMilliseconds(execution.ExecTime),
            Cause = cause,
        };
    }
}
