using System.Diagnostics;
using Signalbox.Markets;
using Signalbox.Venues;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>Orders placed, amended and cancelled, one by one and in batches.</summary>
internal sealed class BybitTrading(SandboxStage stage, BybitProduct product, BybitNotes notes, BybitExits exits, BybitRoutes routes)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly BybitParser parser = new(stage.Floor, product);

    private BybitFault NoSuchOrder => parser.FaultOf(new(RejectReason.UnknownOrder, ""), null);

    public Task PlaceAsync(BybitCall call, SandboxAccount account) => EndAsync(call, Place(call.Fields, account));

    public Task AmendAsync(BybitCall call, SandboxAccount account) => EndAsync(call, Amend(call.Fields, account));

    public Task CancelAsync(BybitCall call, SandboxAccount account) => EndAsync(call, Cancel(call.Fields, account));

    public Task PlaceManyAsync(BybitCall call, SandboxAccount account, int most) => EndManyAsync(call, most, fields => Place(fields, account));

    public Task AmendManyAsync(BybitCall call, SandboxAccount account, int most) => EndManyAsync(call, most, fields => Amend(fields, account));

    public Task CancelManyAsync(BybitCall call, SandboxAccount account, int most) => EndManyAsync(call, most, fields => Cancel(fields, account));

    /// <summary>Spot ends one kind of orders, contracts all of them.</summary>
    public Task CancelAllAsync(BybitCall call, SandboxAccount account)
    {
        if (product != BybitProduct.Spot && call["symbol"] is null && call["baseCoin"] is null && call["settleCoin"] is null)
        {
            return routes.RefuseAsync(call, BybitFault.Parameter("symbol"));
        }

        var ending = floor.Read(_ => account.Trading.OpenOrders.Where(order =>
            BybitQuery.Concerns(call.Fields, order) && (product != BybitProduct.Spot || notes.KindOf(order) == (call["orderFilter"] ?? "Order"))).ToList());
        ending.ForEach(order => floor.Cancel(account, order));
        return routes.AnswerAsync(call, json =>
        {
            json.WriteObjects("list", ending, order =>
            {
                json.WriteString("orderId", BybitNumbers.Write(product, order.Number));
                json.WriteString("orderLinkId", order.Terms.ClientId ?? "");
            });
            json.WriteString("success", "1");
        });
    }

    private (Order? Order, BybitFault? Fault) Place(BybitFields fields, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        var (terms, note, fault) = parser.Read(fields, account);
        if (fault is not null)
        {
            return (null, fault);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        var ruling = floor.Place(account, terms);
        if (ruling.Refusal is { Reason: RejectReason.WouldTakeLiquidity } && product != BybitProduct.Spot)
        {
            return EndAtOnce(account, terms, note);
        }

        if (ruling.Refusal is { } refusal)
        {
            return (null, parser.FaultOf(refusal, terms));
        }

        notes.Add(ruling.Order!, note);
        if (note.Exits is { } brought)
        {
            exits.Attach(account, ruling.Order!, brought);
        }

        return (ruling.Order, null);
    }

    /// <summary>Contracts take a post-only order that would trade, and end it: here one that cannot trade stands for it.</summary>
    private (Order? Order, BybitFault? Fault) EndAtOnce(SandboxAccount account, OrderTerms terms, BybitNote note)
    {
        var book = floor.Book(terms.Instrument)!;
        var away = Rounding.Down(new(book.Mark!.Value.Value * (terms.Side == Side.Buy ? 0.9m : 1.1m)), book.Listing.Instrument.TickSize);
        var ruling = floor.Place(account, terms with { PostOnly = false, LimitPrice = away, TimeInForce = TimeInForce.Ioc, ReduceOnly = false });
        if (ruling.Order is { } ended)
        {
            notes.Add(ended, note with { WouldHaveTaken = terms });
        }

        return ruling.Refusal is { } refusal ? (null, parser.FaultOf(refusal, terms)) : (ruling.Order, null);
    }

    private (Order? Order, BybitFault? Fault) Amend(BybitFields fields, SandboxAccount account)
    {
        if (Find(fields, account) is not { IsOpen: true } order)
        {
            return (null, NoSuchOrder);
        }

        var (quantity, price, trigger) = (fields.Number("qty"), fields.Number("price"), fields.Number("triggerPrice"));
        var isChange = (quantity is { } size && size != order.Quantity.Value) || (price is { } limit && limit != order.LimitPrice?.Value) || (trigger is { } stop && stop != order.StopPrice?.Value);
        if (!isChange)
        {
            return (null, new(10001, "order not modified"));
        }

        var ruling = floor.Amend(account, order, new(
            new(quantity ?? order.Quantity.Value), price is { } level ? new Price(level) : null, trigger is { } waits ? new Price(waits) : null));
        return ruling.Refusal is { } refusal ? (null, parser.FaultOf(refusal, order.Terms)) : (order, null);
    }

    private (Order? Order, BybitFault? Fault) Cancel(BybitFields fields, SandboxAccount account)
    {
        var order = Find(fields, account);
        var isOfTheKind = order is not null && (product != BybitProduct.Spot || notes.KindOf(order) == (fields["orderFilter"] ?? "Order"));
        return isOfTheKind && floor.Cancel(account, order!).Refusal is null ? (order, null) : (null, NoSuchOrder);
    }

    private Order? Find(BybitFields fields, SandboxAccount account) => floor.Read(_ => BybitQuery.Find(floor, product, fields, account));

    private Task EndAsync(BybitCall call, (Order? Order, BybitFault? Fault) end) => end.Order is not { } order
        ? routes.RefuseAsync(call, end.Fault!)
        : BybitAnswers.AnswerAsync(call.Context, floor.Now, json =>
        {
            json.WriteString("orderId", BybitNumbers.Write(product, order.Number));
            json.WriteString("orderLinkId", order.Terms.ClientId ?? "");
        });

    private Task EndManyAsync(BybitCall call, int most, Func<BybitFields, (Order? Order, BybitFault? Fault)> one)
    {
        var items = call.Fields.Items;
        if (items.Count == 0 || items.Count > (product == BybitProduct.Spot ? 10 : 20))
        {
            return routes.RefuseAsync(call, BybitFault.Parameter("request"));
        }

        var ends = items.Select((fields, index) => index < most ? one(fields) : (null, BybitFault.TooMany)).ToList();
        return BybitAnswers.AnswerAsync(
            call.Context, floor.Now,
            json => json.WriteObjects("list", ends.Zip(items), each =>
            {
                json.WriteString("category", product.Word());
                json.WriteString("symbol", each.Second["symbol"]);
                json.WriteString("orderId", each.First.Order is { } order ? BybitNumbers.Write(product, order.Number) : "");
                json.WriteString("orderLinkId", each.Second["orderLinkId"] ?? "");
                json.WriteString("createAt", each.First.Order is { } made ? $"{made.PlacedAt.ToUnixTimeMilliseconds()}" : "");
            }),
            json => json.WriteObjects("list", ends, each =>
            {
                json.WriteNumber("code", each.Fault?.Code ?? 0);
                json.WriteString("msg", each.Fault?.Message ?? "OK");
            }));
    }
}
