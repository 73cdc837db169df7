using System.Globalization;
using Signalbox.Identity;
using Signalbox.Text;
using Signalbox.Venues.Matching;

namespace Signalbox.Venues.Paper;

/// <summary>The engine's orders and fills in the words of a venue.</summary>
internal static class PaperReports
{
    public static ClientOrderId? ClientIdOf(string? text) => ClientOrderId.TryParse(text, out var id) ? id : null;

    public static VenueOrderId VenueIdOf(long number) => new(number.ToString(CultureInfo.InvariantCulture));

    public static OrderReport Of(Order order) => new()
    {
        ClientOrderId = ClientIdOf(order.Terms.ClientId),
        VenueOrderId = VenueIdOf(order.Number),
        Instrument = order.Terms.Instrument,
        Side = order.Side,
        Type = order.Terms.Type,
        State = order.State,
        Quantity = order.Quantity,
        FilledQuantity = order.Filled,
        LimitPrice = order.LimitPrice,
        StopPrice = order.StopPrice,
        At = order.ChangedAt,
        Reason = order.Reason is { } reason ? Words.Of(reason) : null,
    };

    public static FillReport Of(OrderFilled fill, DateTimeOffset at) => new()
    {
        FillId = new(fill.Trade.ToString(CultureInfo.InvariantCulture)),
        ClientOrderId = ClientIdOf(fill.ClientId),
        VenueOrderId = VenueIdOf(fill.Order),
        Instrument = fill.Instrument,
        Side = fill.Side,
        Quantity = fill.Quantity,
        Price = fill.Price,
        Fee = fill.Fee,
        FeeCurrency = fill.FeeCurrency,
        At = at,
    };

    public static OrderEvidence.Found Evidence(Order order) =>
        new(Of(order), [.. order.Fills.Select(fill => Of(fill.What, fill.At))]);
}
