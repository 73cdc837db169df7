using System.Diagnostics;
using Signalbox.Markets;

namespace Signalbox.Sandbox.Okx;

/// <summary>Places, changes and cancels orders of both kinds, one or several at a time.</summary>
internal sealed class OkxOrderDesk(SandboxStage stage, OkxDesk desk, OkxTriggered triggered, bool isSpot)
{
    private readonly SandboxFloor floor = stage.Floor;
    private readonly OkxParser parser = new(stage.Floor, isSpot);

    public Task PlaceAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Place(account, order, isAlgo: false));

    public Task PlaceAlgoAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Place(account, order, isAlgo: true));

    public Task CancelAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Cancel(account, order, isAlgo: false));

    public Task CancelAlgosAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Cancel(account, order, isAlgo: true));

    public Task AmendAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Amend(account, order, isAlgo: false));

    public Task AmendAlgoAsync(OkxCall call, SandboxAccount account) => EachAsync(call, order => Amend(account, order, isAlgo: true));

    /// <summary>Ends a whole position at the market.</summary>
    public Task CloseAsync(OkxCall call, SandboxAccount account)
    {
        var wish = call.Items is [var only, ..] ? only : null;
        if (wish is null || floor.Book(new(wish["instId"] ?? "")) is not { } book || wish["mgnMode"] is not ("cross" or "isolated"))
        {
            return OkxAnswers.RefuseAsync(call.Context, wish?["mgnMode"] is null ? OkxFault.Missing("mgnMode") : OkxFault.Instrument);
        }

        var instrument = book.Listing.Instrument.Id;
        var held = floor.Read(_ => account.Trading.Holds(instrument));
        var ruling = held.IsZero ? default : floor.Place(account, new()
        {
            ClientId = wish["clOrdId"],
            Instrument = instrument,
            Side = held > Quantity.Zero ? Side.Sell : Side.Buy,
            Type = OrderType.Market,
            Quantity = held.Abs(),
            ReduceOnly = true,
        });
        return ruling.Order is null
            ? OkxAnswers.RefuseAsync(call.Context, ruling.Refusal is { } refusal ? OkxRefusals.Of(refusal, isAlgo: false) : new("51023", "Position doesn't exist."))
            : OkxAnswers.AnswerAsync(call.Context, [instrument], (json, each) =>
            {
                json.WriteString("instId", each.Value);
                json.WriteString("posSide", "net");
                json.WriteString("clOrdId", wish["clOrdId"] ?? "");
                json.WriteString("tag", "");
            });
    }

    private OkxEnded Place(SandboxAccount account, OkxFields order, bool isAlgo)
    {
        var arrived = Stopwatch.GetTimestamp();
        var given = order[isAlgo ? "algoClOrdId" : "clOrdId"] ?? "";
        var (terms, fault) = isAlgo ? parser.ReadAlgo(order) : parser.Read(order);
        if (terms is null)
        {
            return new("", given, isAlgo, fault);
        }

        stage.Arrivals.Note(terms.ClientId, arrived);
        if (isAlgo && order["closeFraction"] == "1")
        {
            terms = terms with { Quantity = floor.Read(_ => account.Trading.Holds(terms.Instrument).Abs()) };
        }

        var ruling = floor.Place(account, terms);
        if (isAlgo && order["ordType"] == "trigger" && ruling.Order is { } waiting)
        {
            triggered.NotePlain(waiting);
        }

        return ruling.Refusal is { } refusal
            ? new("", given, isAlgo, OkxRefusals.Of(refusal, isAlgo))
            : new(OkxReports.NumberOf(ruling.Order!), given, isAlgo, null);
    }

    private OkxEnded Cancel(SandboxAccount account, OkxFields order, bool isAlgo)
    {
        if (Unnamed(order, isAlgo) is { } fault)
        {
            return Ended(order, isAlgo, fault);
        }

        if (desk.Find(account, name => order[name], isAlgo) is not { } found || !found.IsOpen)
        {
            return Ended(order, isAlgo, OkxFault.NothingToCancel);
        }

        return isAlgo && triggered.Has(found) ? Ended(order, isAlgo, OkxFault.HasTriggered)
            : floor.Cancel(account, found).Refusal is null ? Ended(order, isAlgo, null)
            : Ended(order, isAlgo, OkxFault.NothingToCancel);
    }

    private OkxEnded Amend(SandboxAccount account, OkxFields order, bool isAlgo)
    {
        if (Unnamed(order, isAlgo) is { } fault)
        {
            return Ended(order, isAlgo, fault);
        }

        if (desk.Find(account, name => order[name], isAlgo) is not { IsOpen: true } found || (isAlgo && triggered.Has(found)))
        {
            return Ended(order, isAlgo, OkxFault.NothingToAmend);
        }

        var stop = order.Number("newSlTriggerPx") ?? order.Number("newTpTriggerPx");
        var limit = isAlgo ? order.Number("newSlOrdPx") ?? order.Number("newTpOrdPx") : order.Number("newPx");
        var size = order.Number("newSz");
        if (stop is null && limit is null && size is null)
        {
            return Ended(order, isAlgo, new("51500", "Either order price, quantity, or TP/SL is required."));
        }

        var ruling = floor.Amend(account, found, new(size is { } quantity ? new(quantity) : found.Quantity, limit is > 0 ? new Price(limit.Value) : null, stop is { } trigger ? new Price(trigger) : null));
        return Ended(order, isAlgo, ruling.Refusal is { } refusal ? OkxRefusals.Of(refusal, isAlgo) : null);
    }

    private static OkxFault? Unnamed(OkxFields order, bool isAlgo) =>
        (isAlgo ? order["algoId"] ?? order["algoClOrdId"] : order["ordId"] ?? order["clOrdId"]) is null ? OkxFault.NoName : null;

    private static OkxEnded Ended(OkxFields order, bool isAlgo, OkxFault? fault) =>
        new(order[isAlgo ? "algoId" : "ordId"] ?? "", order[isAlgo ? "algoClOrdId" : "clOrdId"] ?? "", isAlgo, fault);

    private static Task EachAsync(OkxCall call, Func<OkxFields, OkxEnded> one) => call.Items is { Count: > 0 } items
        ? OkxAnswers.TellAsync(call.Context, [.. items.Select(one)])
        : OkxAnswers.RefuseAsync(call.Context, new("50000", "Body for a POST request cannot be empty.", 400));
}
