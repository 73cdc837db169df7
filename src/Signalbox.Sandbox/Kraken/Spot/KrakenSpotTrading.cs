using System.Diagnostics;
using Signalbox.Markets;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Orders, alone and together, amendments and cancels, counted in each pair as the venue does.</summary>
internal sealed class KrakenSpotTrading(SandboxStage stage, KrakenSpotRoutes routes, KrakenMeter meter)
{
    private const string TooMany = "EOrder:Rate limit exceeded";
    private const string Unknown = "EOrder:Unknown order";

    private readonly SandboxFloor floor = stage.Floor;
    private readonly KrakenSpotParser parser = new(stage.Floor);
    private readonly KrakenSpotLimits limits = new(KrakenSpotRoutes.Tier);

    public Task PlaceAsync(KrakenCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        if (KrakenSpotListing.Find(call["pair"]) is not { } listing)
        {
            return KrakenSpotRoutes.RefuseAsync(call, "EQuery:Unknown asset pair");
        }

        var (terms, error) = parser.Read(listing, name => call[name]);
        if ((parser.CheckDeadline(call["deadline"]) ?? error ?? Count(account, listing, limits.Order)) is { } refused)
        {
            return KrakenSpotRoutes.RefuseAsync(call, refused);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        if (call["validate"] == "true")
        {
            return routes.AnswerAsync(call, json => json.WriteObject("descr", () => json.WriteString("order", "")));
        }

        var ruling = floor.Place(account, terms);
        return ruling.Refusal is { } refusal
            ? KrakenSpotRoutes.RefuseAsync(call, KrakenSpotParser.ErrorOf(refusal))
            : routes.AnswerAsync(call, json =>
            {
                json.WriteObject("descr", () => json.WriteString("order", KrakenSpotReports.Described(ruling.Order!)));
                json.WriteTexts("txid", KrakenNumbers.Order(ruling.Order!.Number));
            });
    }

    /// <summary>One order that is not well-formed refuses all; what the book refuses, it refuses each.</summary>
    public Task PlaceManyAsync(KrakenCall call, SandboxAccount account)
    {
        var arrived = Stopwatch.GetTimestamp();
        if (KrakenSpotListing.Find(call["pair"]) is not { } listing)
        {
            return KrakenSpotRoutes.RefuseAsync(call, "EQuery:Unknown asset pair");
        }

        if (call.Items("orders") is not { Count: >= 2 and <= KrakenSpotRequests.OrdersOfABatch } items)
        {
            return KrakenSpotRoutes.RefuseAsync(call, "EGeneral:Invalid arguments:orders");
        }

        var read = items.Select(item => parser.Read(listing, name => item.GetValueOrDefault(name))).ToList();
        if ((parser.CheckDeadline(call["deadline"]) ?? read.Find(each => each.Error is not null).Error ?? Count(account, listing, limits.Batch(items.Count))) is { } refused)
        {
            return KrakenSpotRoutes.RefuseAsync(call, refused);
        }

        var rulings = read.ConvertAll(each =>
        {
            stage.Arrivals.Note(each.Terms!.ClientId, arrived);
            return floor.Place(account, each.Terms);
        });
        return routes.AnswerAsync(call, json => json.WriteObjects("orders", rulings, ruling =>
        {
            if (ruling.Refusal is { } refusal)
            {
                json.WriteString("error", KrakenSpotParser.ErrorOf(refusal));
                return;
            }

            json.WriteObject("descr", () => json.WriteString("order", KrakenSpotReports.Described(ruling.Order!)));
            json.WriteString("txid", KrakenNumbers.Order(ruling.Order!.Number));
        }));
    }

    public Task AmendAsync(KrakenCall call, SandboxAccount account)
    {
        if (parser.CheckDeadline(call["deadline"]) is { } late)
        {
            return KrakenSpotRoutes.RefuseAsync(call, late);
        }

        if (Find(call, account) is not { IsOpen: true } order)
        {
            return KrakenSpotRoutes.RefuseAsync(call, Unknown);
        }

        var listing = KrakenSpotListing.Find(order.Terms.Instrument.Value)!;
        if (Count(account, listing, limits.Order) is { } refused)
        {
            return KrakenSpotRoutes.RefuseAsync(call, refused);
        }

        Charge(account, listing, limits.AfterAmend(floor.Now - order.ChangedAt));
        var quantity = call.Number("order_qty") is { } wanted ? new Quantity(wanted) : order.Quantity;
        var ruling = floor.Amend(account, order, new(quantity, PriceOf(call.Number("limit_price")), PriceOf(call.Number("trigger_price"))));
        return ruling.Refusal is { } refusal
            ? KrakenSpotRoutes.RefuseAsync(call, KrakenSpotParser.ErrorOf(refusal))
            : routes.AnswerAsync(call, json => json.WriteString("amend_id", $"TA{KrakenNumbers.Order(order.Number)[2..]}"));
    }

    public Task CancelAsync(KrakenCall call, SandboxAccount account) => Find(call, account) is { IsOpen: true } order && IsCancelled(account, order)
        ? routes.AnswerAsync(call, json => json.WriteNumber("count", 1))
        : KrakenSpotRoutes.RefuseAsync(call, Unknown);

    public Task CancelManyAsync(KrakenCall call, SandboxAccount account)
    {
        if (call.Items("orders") is not { Count: <= KrakenSpotRequests.CancelsOfABatch } items)
        {
            return KrakenSpotRoutes.RefuseAsync(call, "EGeneral:Invalid arguments:orders");
        }

        var orders = items.Select(item => KrakenNumbers.Read(item.GetValueOrDefault("") ?? item.GetValueOrDefault("txid")) is { } number ? floor.Ledger.Find(account.Trading, number) : null);
        return CountedAsync(call, account, [.. orders.OfType<Order>()]);
    }

    public Task CancelAllAsync(KrakenCall call, SandboxAccount account) => CountedAsync(call, account, floor.Read(_ => account.Trading.OpenOrders.ToList()));

    private Task CountedAsync(KrakenCall call, SandboxAccount account, IReadOnlyList<Order> orders)
    {
        var cancelled = orders.Count(order => order.IsOpen && IsCancelled(account, order));
        return routes.AnswerAsync(call, json => json.WriteNumber("count", cancelled));
    }

    // A cancel is counted and never refused for it.
    private bool IsCancelled(SandboxAccount account, Order order)
    {
        var age = floor.Now - order.ChangedAt;
        if (floor.Cancel(account, order).Refusal is not null)
        {
            return false;
        }

        var listing = KrakenSpotListing.Find(order.Terms.Instrument.Value)!;
        limits.Order.ToList().ForEach(cost => Charge(account, listing, cost));
        Charge(account, listing, limits.AfterCancel(age));
        return true;
    }

    private Order? Find(KrakenCall call, SandboxAccount account) => floor.Read(_ =>
        call["txid"] is { } text ? KrakenNumbers.Read(text) is { } number ? floor.Ledger.Find(account.Trading, number) : null
        : call["cl_ord_id"] is { } id ? account.Trading.Find(id.Replace("-", "", StringComparison.Ordinal))
        : null);

    private string? Count(SandboxAccount account, KrakenSpotListing listing, IReadOnlyList<RateCost> costs) =>
        meter.Take(Subject(account, listing), costs.Sum(cost => cost.Weight), KrakenSpotRoutes.Tier.OrdersMax, KrakenSpotRoutes.Tier.OrdersPerSecond) ? null : TooMany;

    private void Charge(SandboxAccount account, KrakenSpotListing listing, RateCost cost) => meter.Charge(Subject(account, listing), cost.Weight, KrakenSpotRoutes.Tier.OrdersPerSecond);

    private static string Subject(SandboxAccount account, KrakenSpotListing listing) => $"orders {account.Key.Key} {listing.Name}";

    private static Price? PriceOf(decimal? value) => value is { } price ? new(price) : null;
}
