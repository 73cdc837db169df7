using System.Globalization;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Alpaca;

/// <summary>What Alpaca tells an account of itself.</summary>
internal sealed class AlpacaAccountAnswers(SandboxFloor floor, AlpacaRoutes routes, AlpacaRevisions revisions, AlpacaReports reports)
{
    private const int DaysUsual = 30;
    private const int DaysMost = 3_660;

    public Task TimeAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.Item(() =>
    {
        json.WriteString("timestamp", AlpacaReports.Time(floor.Now));
        json.WriteBoolean("is_open", true);
        json.WriteString("next_open", AlpacaReports.Time(floor.Now.AddDays(1)));
        json.WriteString("next_close", AlpacaReports.Time(floor.Now.AddHours(8)));
    }));

    public Task AccountAsync(JsonCall call, SandboxAccount account) => routes.AnswerAsync(call, json => json.Item(() =>
    {
        // The engine keeps money apart from what positions cost; here what was bought has been paid.
        var money = account.Trading.Balances.FirstOrDefault(balance => balance.Currency == "USD");
        var positions = account.Trading.Positions.ToList();
        var cash = (money?.Total.Value ?? 0) - positions.Sum(position => position.Cost);
        var longs = positions.Where(position => position.Quantity > Markets.Quantity.Zero).Sum(WorthOf);
        var shorts = positions.Where(position => position.Quantity < Markets.Quantity.Zero).Sum(WorthOf);
        json.WriteString("id", AlpacaReports.IdOf(account.Key.Key));
        json.WriteString("account_number", account.Key.Key);
        json.WriteString("status", "ACTIVE");
        json.WriteString("currency", "USD");
        json.Amount("cash", cash);
        json.Amount("equity", cash + longs + shorts);
        json.Amount("portfolio_value", cash + longs + shorts);
        json.Amount("last_equity", cash + longs + shorts);
        json.Amount("long_market_value", longs);
        json.Amount("short_market_value", shorts);
        json.Amount("position_market_value", longs - shorts);
        json.Amount("initial_margin", longs - shorts);
        json.Amount("maintenance_margin", longs - shorts);
        json.Amount("non_marginable_buying_power", money?.Available.Value ?? 0);
        json.Amount("regt_buying_power", money?.Available.Value ?? 0);
        json.Amount("daytrading_buying_power", 0);
        json.WriteNumber("daytrade_count", 0);
        json.WriteString("crypto_status", "ACTIVE");
        json.Amount("buying_power", money?.Available.Value ?? 0);
        json.WriteString("multiplier", "1");
        json.WriteBoolean("trading_blocked", false);
        json.WriteBoolean("transfers_blocked", false);
        json.WriteBoolean("account_blocked", false);
        json.WriteBoolean("trade_suspended_by_user", false);
        json.WriteBoolean("shorting_enabled", true);
        json.WriteBoolean("pattern_day_trader", false);
    }));

    private decimal WorthOf(Position position) => position.Quantity.Value * (floor.Book(position.Listing.Instrument.Id)?.Mark?.Value ?? 0);

    /// <summary>The settings of an account nobody has changed.</summary>
    public Task ConfigurationAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, json => json.Item(() =>
    {
        json.WriteString("dtbp_check", "entry");
        json.WriteBoolean("fractional_trading", false);
        json.WriteString("max_margin_multiplier", "1");
        json.WriteNumber("max_options_trading_level", 0);
        json.WriteBoolean("no_shorting", false);
        json.WriteString("pdt_check", "entry");
        json.WriteBoolean("ptp_no_exception_entry", false);
        json.WriteBoolean("suspend_trade", false);
        json.WriteString("trade_confirm_email", "all");
    }));

    /// <summary>The market of the sandbox is open every day, all day long.</summary>
    public Task CalendarAsync(JsonCall call, SandboxAccount _)
    {
        var from = DateOnly.FromDateTime((Time(call.Query("start")) ?? floor.Now).UtcDateTime);
        var until = DateOnly.FromDateTime((Time(call.Query("end")) ?? floor.Now.AddDays(DaysUsual)).UtcDateTime);
        var days = Math.Clamp(until.DayNumber - from.DayNumber + 1, 0, DaysMost);
        return routes.AnswerAsync(call, json => json.Items(Enumerable.Range(0, days), day => json.Item(() =>
        {
            var date = from.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            json.WriteString("date", date);
            json.WriteString("open", "00:00");
            json.WriteString("close", "23:59");
            json.WriteString("session_open", "0000");
            json.WriteString("session_close", "2359");
            json.WriteString("settlement_date", date);
        })));
    }

    public Task AssetAsync(JsonCall call, SandboxAccount _) => AlpacaInstruments.Named(floor, call.Route("symbol")) is { } instrument
        ? routes.AnswerAsync(call, json => AlpacaReports.WriteAsset(json, instrument))
        : AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NotListed(call.Route("symbol") ?? ""));

    /// <summary>No options are listed here.</summary>
    public Task ContractsAsync(JsonCall call, SandboxAccount _) => routes.AnswerAsync(call, static json => json.Item(() =>
    {
        json.Items("option_contracts", Array.Empty<int>(), static _ => { });
        json.WriteNull("next_page_token");
    }));

    public Task AssetsAsync(JsonCall call, SandboxAccount _)
    {
        var isCoins = call.Query("asset_class") == "crypto";
        var isAll = call.Query("asset_class") is null;
        return routes.AnswerAsync(call, json => json.Items(
            floor.Instruments.Where(instrument => isAll || (instrument.Kind == Markets.InstrumentKind.Spot) == isCoins), instrument => AlpacaReports.WriteAsset(json, instrument)));
    }

    public Task OrderAsync(JsonCall call, SandboxAccount account) => WriteAsync(call, revisions.Find(account, call.Route("id") ?? ""), call.Route("id") ?? "");

    public Task OrderByClientIdAsync(JsonCall call, SandboxAccount account)
    {
        var id = call.Query("client_order_id") ?? "";
        return WriteAsync(call, revisions.FindByClientId(account, id), id);
    }

    public Task OrdersAsync(JsonCall call, SandboxAccount account)
    {
        var symbols = call.Query("symbols")?.Split(',');
        var (after, until) = (Time(call.Query("after")), Time(call.Query("until")));
        var limit = int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most, 1, 500) : 50;
        bool Is(Order order) => order.Account == account.Trading
            && call.Query("status") switch { "closed" => !order.IsOpen, "all" => true, _ => order.IsOpen }
            && (symbols is null || symbols.Any(symbol => AlpacaInstruments.Named(floor, symbol)?.Id == order.Terms.Instrument))
            && (call.Query("side") is not { } side || side == (order.Side == Markets.Side.Buy ? "buy" : "sell"))
            && (after is not { } from || order.PlacedAt > from) && (until is not { } end || order.PlacedAt < end);
        return routes.AnswerAsync(call, json =>
        {
            var found = floor.Ledger.Orders.Where(Is).OrderByDescending(order => order.Number).AsEnumerable();
            json.Items((call.Query("direction") == "asc" ? found.Reverse() : found).Take(limit), order => reports.WriteOrder(json, order, call.Query("nested") is "true" or "True"));
        });
    }

    /// <summary>Fills are the only activity there is.</summary>
    public Task ActivitiesAsync(JsonCall call, SandboxAccount account) => call.Query("activity_types") is { } types && !types.Split(',').Contains("FILL")
        ? routes.AnswerAsync(call, static json => json.Items(Array.Empty<int>(), static _ => { }))
        : FillsAsync(call, account);

    public Task FillsAsync(JsonCall call, SandboxAccount account)
    {
        var (after, until) = (Time(call.Query("after")), Time(call.Query("until")));
        var size = int.TryParse(call.Query("page_size"), CultureInfo.InvariantCulture, out var most) ? Math.Clamp(most, 1, 100) : 100;
        return routes.AnswerAsync(call, json =>
        {
            var fills = floor.Ledger.Orders.Where(order => order.Account == account.Trading)
                .SelectMany(order => AlpacaReports.FillsOf(order).Select(fill => (Order: order, Fill: fill)))
                .Where(each => (after is not { } from || each.Fill.At > from) && (until is not { } end || each.Fill.At < end))
                .OrderBy(each => each.Fill.At).ThenBy(each => each.Fill.What.Trade).ToList();
            if (call.Query("direction") != "asc")
            {
                fills.Reverse();
            }

            var token = call.Query("page_token");
            var begin = token is null ? 0 : fills.FindIndex(each => AlpacaReports.ActivityId(each.Fill.What, each.Fill.At) == token) + 1;
            json.Items(fills.Skip(begin).Take(size), each => reports.WriteFill(json, each.Order, each.Fill));
        });
    }

    private Task WriteAsync(JsonCall call, (Order Order, int Revision)? found, string id) => found is ({ } order, var revision)
        ? routes.AnswerAsync(call, json => reports.WriteOrder(json, order, revision, isNested: true))
        : AlpacaRoutes.RefuseAsync(call.Context, AlpacaFault.NoSuchOrder(id));

    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
