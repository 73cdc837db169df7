using System.Globalization;
using Microsoft.AspNetCore.Http;
using Signalbox.Markets;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>Positions, alone and together, and how they are closed: by a market order of the venue's own making.</summary>
internal sealed class AlpacaHoldings(SandboxFloor floor, AlpacaRoutes routes, AlpacaReports reports)
{
    private long closed;

    public Task AllAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.Items(
        account.Trading.Positions.Where(position => !position.Quantity.IsZero),
        position => AlpacaReports.WritePosition(json, position, floor.Book(position.Listing.Instrument.Id)?.Mark)));

    public Task OneAsync(JsonCall call, SandboxAccount account) => Find(call, account) is { } position
        ? routes.AnswerAsync(call, json => AlpacaReports.WritePosition(json, position, floor.Book(position.Listing.Instrument.Id)?.Mark))
        : AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NoSuchPosition);

    /// <summary>All of it, a quantity or a percentage.</summary>
    public Task CloseAsync(JsonCall call, SandboxAccount account)
    {
        if (Find(call, account) is not { } position)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NoSuchPosition);
        }

        var held = Math.Abs(position.Quantity.Value);
        if (!TryPart(call, held, out var part))
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Invalid("qty or percentage is invalid"));
        }

        if (part > held)
        {
            return AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Forbidden($"insufficient qty available for order (requested: {part}, available: {held})"));
        }

        var ruling = Close(account, position, part);
        return ruling.Refusal is { } refusal
            ? AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.Of(refusal, position.Listing.Instrument.Id.Value))
            : routes.AnswerAsync(call, json => reports.WriteOrder(json, ruling.Order!));
    }

    public Task CloseAllAsync(JsonCall call, SandboxAccount account)
    {
        if (call.Query("cancel_orders") is "true" or "True")
        {
            floor.Read(_ => account.Trading.OpenOrders.ToList()).ForEach(order => floor.Cancel(account, order));
        }

        var rulings = floor.Read(_ => account.Trading.Positions.Where(position => !position.Quantity.IsZero).ToList())
            .ConvertAll(position => (position.Listing.Instrument.Id.Value, Ruling: Close(account, position, Math.Abs(position.Quantity.Value))));
        return JsonAnswer.SendAsync(call.Context, StatusCodes.Status207MultiStatus, json => floor.Read(_ =>
        {
            json.Items(rulings, each => json.Item(() =>
            {
                json.WriteString("symbol", each.Value);
                json.WriteNumber("status", each.Ruling.Order is null ? 403 : 200);
                json.WritePropertyName("body");
                if (each.Ruling.Order is { } order) reports.WriteOrder(json, order);
                else AlpacaRoutes.WriteFault(json, AlpacaFault.Of(each.Ruling.Refusal!, each.Value));
            }));
            return true;
        }));
    }

    private static bool TryPart(JsonCall call, decimal held, out decimal part)
    {
        part = held;
        if (call.Query("qty") is { } quantity)
        {
            return Text.Decimals.TryParse(quantity, out part) && part > 0;
        }

        if (call.Query("percentage") is not { } percentage)
        {
            return true;
        }

        var isShare = Text.Decimals.TryParse(percentage, out var share) && share is > 0 and <= 100;
        part = held * share / 100;
        return isShare;
    }

    private Ruling Close(SandboxAccount account, Position position, decimal part)
    {
        var instrument = position.Listing.Instrument;
        var isCoin = instrument.Kind == InstrumentKind.Spot;
        return floor.Place(account, new()
        {
            ClientId = string.Create(CultureInfo.InvariantCulture, $"closed-{Interlocked.Increment(ref closed)}"),
            Instrument = instrument.Id,
            Side = position.Quantity.Value > 0 ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Quantity = Rounding.DownToLot(new(part), instrument.LotSize),
            TimeInForce = isCoin ? TimeInForce.Gtc : TimeInForce.Day,
            ExpiresAt = isCoin ? null : new(floor.Now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero),
        });
    }

    private Position? Find(JsonCall call, SandboxAccount account)
    {
        var id = AlpacaInstruments.Named(floor, call.Route("symbol"))?.Id;
        return floor.Read(_ => account.Trading.Positions.FirstOrDefault(position => position.Listing.Instrument.Id == id && !position.Quantity.IsZero));
    }
}
