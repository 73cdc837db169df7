using Signalbox.Markets;
using Signalbox.Signals;
using Signalbox.Text;

namespace Signalbox.Accounts.Trades;

/// <summary>
/// How long an order stands: as the venue counts it where it can, else by a cancel of our own. What neither can do is
/// refused when the signal comes.
/// </summary>
/// <param name="GoodTill">For a good-till-date order the venue counts.</param>
/// <param name="CancelAt">When we cancel what is left.</param>
internal readonly record struct OrderLife(TimeInForce TimeInForce, DateTimeOffset? GoodTill, DateTimeOffset? CancelAt)
{
    public static Refusal? Refuse(AccountProfile profile, OrderType type, TimeInForce wanted) =>
        profile.Capabilities.Offers(wanted) || IsOurs(type, wanted)
            ? null
            : new("time-in-force-unsupported", $"{profile.Broker} takes no {Words.Of(wanted)} orders. It takes {Offered(profile)}.", "timeInForce");

    public static OrderLife Of(AccountState state, TradeRequest request, in TicketRequest wanted, DateTimeOffset now)
    {
        var profile = state.Profile!;
        var cancelAt = wanted.CancelAfterSeconds is { } seconds ? now.AddSeconds((double)seconds) : default(DateTimeOffset?);
        var life = request.GoodTill is null ? wanted.TimeInForce : TimeInForce.Gtd;
        if (wanted.Terms.Type == OrderType.Market && life is TimeInForce.Day or TimeInForce.Gtd or TimeInForce.Ioc)
        {
            // It fills or goes at once, however it is called.
            return new(TimeInForce.Gtc, null, cancelAt);
        }

        if (profile.Capabilities.Offers(life))
        {
            return new(life, life == TimeInForce.Gtd ? request.GoodTill : null, cancelAt);
        }

        return life switch
        {
            TimeInForce.Gtd => new(TimeInForce.Gtc, null, Sooner(cancelAt, request.GoodTill!.Value)),
            TimeInForce.Day => new(TimeInForce.Gtc, null, Sooner(cancelAt, state.TradingDayEnd(now))),
            _ => new(life, null, cancelAt),
        };
    }

    private static bool IsOurs(OrderType type, TimeInForce life) =>
        life is TimeInForce.Day or TimeInForce.Gtc or TimeInForce.Gtd || (life == TimeInForce.Ioc && type == OrderType.Market);

    private static string Offered(AccountProfile profile) => string.Join(", ", profile.Capabilities.TimesInForce.Select(Words.Of));

    private static DateTimeOffset Sooner(DateTimeOffset? left, DateTimeOffset right) => left is { } known && known < right ? known : right;
}
