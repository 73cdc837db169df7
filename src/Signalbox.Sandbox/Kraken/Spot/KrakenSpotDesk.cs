using System.Globalization;
using Signalbox.Markets;
using Signalbox.Venues.Kraken.Spot;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Kraken.Spot;

/// <summary>Orders, amendments and cancels however they came, counted in each pair as the venue does.</summary>
internal sealed class KrakenSpotDesk(SandboxStage stage, KrakenMeter meter)
{
    public const string Unknown = "EOrder:Unknown order";

    private const string TooMany = "EOrder:Rate limit exceeded";
    private const string UnknownPair = "EQuery:Unknown asset pair";

    private readonly SandboxFloor floor = stage.Floor;
    private readonly KrakenSpotParser parser = new(stage.Floor);
    private readonly KrakenSpotLimits limits = new(KrakenSpotRoutes.Tier);
    private readonly CancelsInTime cancels = new(stage.Floor);

    /// <returns>Why it is refused; or the order; or, where it was only to be looked at, its terms.</returns>
    public KrakenPlacing Place(SandboxAccount account, string? pair, Func<string, string?> get, long arrived)
    {
        if (KrakenSpotListing.Find(pair) is not { } listing)
        {
            return new(UnknownPair);
        }

        var (terms, error) = parser.Read(listing, get);
        if ((parser.CheckDeadline(get("deadline")) ?? error ?? Count(account, listing, limits.Order)) is { } refused)
        {
            return new(refused);
        }

        stage.Arrivals.Note(terms!.ClientId, arrived);
        return IsTrue(get("validate")) ? new(null, terms) : Placed(floor.Place(account, terms));
    }

    /// <summary>One order that is not well-formed refuses all; what the book refuses, it refuses each.</summary>
    public (IReadOnlyList<KrakenPlacing>? Placed, string? Error) PlaceMany(
        SandboxAccount account, string? pair, IReadOnlyList<Func<string, string?>> items, Func<string, string?> about, long arrived)
    {
        if (KrakenSpotListing.Find(pair) is not { } listing)
        {
            return (null, UnknownPair);
        }

        if (items.Count is < 2 or > KrakenSpotRequests.OrdersOfABatch)
        {
            return (null, "EGeneral:Invalid arguments:orders");
        }

        var read = items.Select(item => parser.Read(listing, item)).ToList();
        if ((parser.CheckDeadline(about("deadline")) ?? read.Find(each => each.Error is not null).Error ?? Count(account, listing, limits.Batch(items.Count))) is { } refused)
        {
            return (null, refused);
        }

        return (read.ConvertAll(each =>
        {
            stage.Arrivals.Note(each.Terms!.ClientId, arrived);
            return IsTrue(about("validate")) ? new(null, each.Terms) : Placed(floor.Place(account, each.Terms));
        }), null);
    }

    /// <summary>Why the order cannot be changed; null when it has been.</summary>
    public string? Amend(SandboxAccount account, Order? found, Func<string, string?> get)
    {
        if (parser.CheckDeadline(get("deadline")) is { } late)
        {
            return late;
        }

        if (found is not { IsOpen: true } order)
        {
            return Unknown;
        }

        var listing = KrakenSpotListing.Find(order.Terms.Instrument.Value)!;
        if (Count(account, listing, limits.Order) is { } refused)
        {
            return refused;
        }

        Charge(account, listing, limits.AfterAmend(floor.Now - order.ChangedAt));
        var quantity = Number(get("order_qty")) is { } wanted ? new Quantity(wanted) : order.Quantity;
        return floor.Amend(account, order, new(quantity, PriceOf(get("limit_price")), PriceOf(get("trigger_price")))).Refusal is { } refusal
            ? KrakenSpotParser.ErrorOf(refusal)
            : null;
    }

    /// <summary>
    /// Cancels and places anew, under another number and no id. The new order is placed first, so that one which is refused
    /// leaves the old one as it was.
    /// </summary>
    public (Order? Before, KrakenPlacing Placing) Edit(SandboxAccount account, Order? found, Func<string, string?> get)
    {
        if (found is not { IsOpen: true } order)
        {
            return (null, new(Unknown));
        }

        var listing = KrakenSpotListing.Find(order.Terms.Instrument.Value)!;
        if ((parser.CheckDeadline(get("deadline")) ?? Count(account, listing, limits.Order)) is { } refused)
        {
            return (null, new(refused));
        }

        var isConditional = KrakenOrderWords.IsConditional(order);
        var terms = order.Terms with
        {
            ClientId = null,
            Quantity = Number(get("volume")) is { } volume ? new(volume) : order.Quantity,
            LimitPrice = PriceOf(get(isConditional ? "price2" : "price")) ?? order.LimitPrice,
            StopPrice = isConditional ? PriceOf(get("price")) ?? order.StopPrice : null,
        };
        var placing = IsTrue(get("validate")) ? new(null, terms) : Placed(floor.Place(account, terms));
        if (placing.Order is not null)
        {
            IsCancelled(account, order);
        }

        return (order, placing);
    }

    public int Cancel(SandboxAccount account, IEnumerable<Order?> orders) => orders.ToList().Count(order => order is { IsOpen: true } && IsCancelled(account, order));

    public int CancelAll(SandboxAccount account) => Cancel(account, floor.Read(_ => account.Trading.OpenOrders.ToList()));

    /// <returns>When they will be; null when the seconds cannot be read. Zero puts it off for good.</returns>
    public (DateTimeOffset Now, DateTimeOffset? At)? CancelAllAfter(SandboxAccount account, string? seconds)
    {
        if (!int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var wait) || wait > 86_400)
        {
            return null;
        }

        var now = floor.Now;
        DateTimeOffset? at = wait == 0 ? null : now.AddSeconds(wait);
        cancels.Set(account, at);
        return (now, at);
    }

    /// <param name="name">A number of the venue's, or an id of the client's.</param>
    public Order? Find(SandboxAccount account, string? name) => name is null ? null : floor.Read(_ =>
        KrakenNumbers.Read(name) is { } number ? floor.Ledger.Find(account.Trading, number) : account.Trading.Find(name.Replace("-", "", StringComparison.Ordinal)));

    private static KrakenPlacing Placed(Ruling ruling) => ruling.Refusal is { } refusal ? new(KrakenSpotParser.ErrorOf(refusal)) : new(null, ruling.Order!.Terms, ruling.Order);

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

    private string? Count(SandboxAccount account, KrakenSpotListing listing, IReadOnlyList<RateCost> costs) =>
        meter.Take(Subject(account, listing), costs.Sum(cost => cost.Weight), KrakenSpotRoutes.Tier.OrdersMax, KrakenSpotRoutes.Tier.OrdersPerSecond) ? null : TooMany;

    private void Charge(SandboxAccount account, KrakenSpotListing listing, RateCost cost) => meter.Charge(Subject(account, listing), cost.Weight, KrakenSpotRoutes.Tier.OrdersPerSecond);

    private static string Subject(SandboxAccount account, KrakenSpotListing listing) => $"orders {account.Key.Key} {listing.Name}";

    private static bool IsTrue(string? word) => word is "true" or "True";

    private static decimal? Number(string? text) => Text.Decimals.TryParse(text, out var value) ? value : null;

    private static Price? PriceOf(string? text) => Number(text) is { } price ? new(price) : null;
}

/// <param name="Terms">Of an order that is good; without an order it was only to be looked at.</param>
internal sealed record KrakenPlacing(string? Error, OrderTerms? Terms = null, Order? Order = null);
