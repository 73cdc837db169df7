using System.Globalization;
using Signalbox.Venues.Bybit;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Bybit;

/// <summary>What a request asks for. Read under the floor's lock.</summary>
internal static class BybitQuery
{
    /// <summary>By the venue's number first, then by the client's id.</summary>
    public static Order? Find(SandboxFloor floor, BybitProduct product, BybitFields fields, SandboxAccount account)
    {
        var found = fields["orderId"] is { } number
            ? BybitNumbers.Read(product, number) is { } known ? floor.Ledger.Find(account.Trading, known) : null
            : fields["orderLinkId"] is { } id ? floor.Ledger.Find(account.Trading, id) : null;
        return found is not null && (fields["symbol"] is not { } symbol || found.Terms.Instrument.Value == symbol) ? found : null;
    }

    public static bool Concerns(BybitFields fields, Order order)
    {
        var instrument = order.Listing.Instrument;
        return fields["symbol"] is { } symbol ? instrument.Id.Value == symbol
            : fields["baseCoin"] is { } from ? instrument.Base == from
            : fields["settleCoin"] is not { } settle || instrument.Settle == settle;
    }

    /// <summary>One page, and where the next begins; empty when this was the last.</summary>
    public static (IReadOnlyList<T> Items, string Next) Page<T>(BybitFields fields, IEnumerable<T> all, int usual, int most)
    {
        var from = int.TryParse(fields["cursor"], CultureInfo.InvariantCulture, out var start) ? Math.Max(0, start) : 0;
        var limit = (int)Math.Clamp(fields.Whole("limit") ?? usual, 1, most);
        var items = all.Skip(from).Take(limit + 1).ToList();
        var hasMore = items.Count > limit;
        return (items[..Math.Min(limit, items.Count)], hasMore ? (from + limit).ToString(CultureInfo.InvariantCulture) : "");
    }
}
