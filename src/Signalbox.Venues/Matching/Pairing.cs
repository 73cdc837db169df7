namespace Signalbox.Venues.Matching;

/// <summary>
/// A stop and a target placed as one. Both must be able to rest, so that neither is left alone; afterwards they are a group
/// like any other.
/// </summary>
internal static class Pairing
{
    public static Refusal? Refuse(EngineRules rules, Account account, OrderBook book, (OrderTerms Stop, OrderTerms Target) pair, DateTimeOffset now)
    {
        if (account.Mode == FundsMode.Spot)
        {
            return new(RejectReason.Unsupported, "A spot account sets the balance of every order aside, so a pair cannot share it.");
        }

        return RefuseShape(pair.Stop, pair.Target)
            ?? Admission.Refuse(rules, account, book, pair.Stop, now)
            ?? Admission.Refuse(rules, account, book, pair.Target, now)
            ?? (pair.Stop.StopPrice is { } stop ? Admission.RefusePassed(book, pair.Stop.Direction, stop) : null)
            ?? Admission.RefuseTaking(book, pair.Target.Side, pair.Target.LimitPrice, postOnly: true);
    }

    public static (OrderTerms Stop, OrderTerms Target) Linked(OrderTerms stop, OrderTerms target)
    {
        var group = $"pair {stop.ClientId}";
        return (stop with { OcoGroup = group }, target with { OcoGroup = group });
    }

    private static Refusal? RefuseShape(OrderTerms stop, OrderTerms target) =>
        stop.Instrument == target.Instrument && stop.Side == target.Side && stop.IsConditional && !target.IsConditional && target.LimitPrice is not null
            ? null
            : new(RejectReason.Other, "A pair is a stop and a limit order of the same instrument and side.");
}
