using Signalbox.Accounts.Orders;
using Signalbox.Markets;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;

namespace Signalbox.Server.Api.Manual;

/// <summary>From what was asked to the levels an order is to rest at, with everything that is wrong noted at its field.</summary>
internal static class AmendmentReading
{
    /// <summary>Far above every order, and far below where a product of two such numbers could not be told any more.</summary>
    private const decimal NumberMax = 1_000_000_000_000m;

    public static OrderLevels Read(Input<AmendmentInput> input, Order order, Instrument instrument)
    {
        var (asked, check) = (input.Value, input.Check);
        if (order.Ticket.Leg == Leg.TakeProfit)
        {
            check.Require(asked.Quantity is null, "quantity", "How much a target takes is its share of the position. Send its limitPrice alone.");
            check.Require(asked.Quantity is not null || asked.StopPrice is not null || asked.LimitPrice is not null, "limitPrice", "Send the limitPrice the target is to rest at.");
            RequirePrice(check, "limitPrice", asked.LimitPrice, order.Levels.LimitPrice);
            RequirePrice(check, "stopPrice", asked.StopPrice, order.Levels.StopPrice);
            return order.Levels with { LimitPrice = asked.LimitPrice is { } target ? new Price(target) : order.Levels.LimitPrice };
        }

        check.Require(asked.Quantity is not null || asked.LimitPrice is not null || asked.StopPrice is not null, "quantity", "Send a quantity, a limitPrice or a stopPrice.");
        RequireQuantity(check, asked.Quantity, order, instrument);
        RequirePrice(check, "limitPrice", asked.LimitPrice, order.Levels.LimitPrice);
        RequirePrice(check, "stopPrice", asked.StopPrice, order.Levels.StopPrice);
        return new(
            asked.Quantity is { } quantity ? new(quantity) : order.Levels.Quantity,
            asked.LimitPrice is { } limit ? new Price(limit) : order.Levels.LimitPrice,
            asked.StopPrice is { } stop ? new Price(stop) : order.Levels.StopPrice);
    }

    /// <summary>A limit's refusal, told at a field that was asked to change where the limit means another.</summary>
    public static IResult Denied(DeniedChange denied, AmendmentInput asked)
    {
        (string Name, bool IsAsked)[] fields = [("quantity", asked.Quantity is not null), ("limitPrice", asked.LimitPrice is not null), ("stopPrice", asked.StopPrice is not null)];
        var meant = Array.Find(fields, field => field.IsAsked && field.Name == denied.Field).Name ?? Array.Find(fields, field => field.IsAsked).Name;
        return ApiErrors.Answer(StatusCodes.Status422UnprocessableEntity, new(denied.Code, denied.Message, [new(meant, denied.Message)]));
    }

    private static void RequireQuantity(InputCheck check, decimal? asked, Order order, Instrument instrument)
    {
        if (asked is not { } quantity)
        {
            return;
        }

        var rounded = quantity is > 0 and <= NumberMax ? Rounding.DownToLot(new(quantity), instrument.LotSize) : Quantity.Zero;
        var problem = quantity > NumberMax ? $"Expected at most {NumberMax:0}."
            : quantity <= order.Filled.Value ? $"Expected more than the {order.Filled} that are filled already."
            : rounded <= order.Filled && !order.Filled.IsZero ? $"Expected more than the {order.Filled} that are filled already; quantities of {instrument.Id} go in steps of {instrument.LotSize}."
            : rounded < instrument.MinQuantity ? $"The smallest order of {instrument.Id} is {instrument.MinQuantity}."
            : instrument.MaxQuantity is { } most && rounded > most ? $"The largest order of {instrument.Id} is {most}."
            : null;
        if (problem is not null)
        {
            check.Refuse("quantity", problem);
        }
    }

    private static void RequirePrice(InputCheck check, string path, decimal? asked, Price? present)
    {
        check.Require(asked is null or (> 0 and <= NumberMax), path, $"Expected a price above zero and at most {NumberMax:0}.");
        check.Require(asked is null || present is not null, path, "This order has no such price.");
    }
}
