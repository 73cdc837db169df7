using System.ComponentModel;
using System.Globalization;
using Signalbox.Accounts.Hosting;
using Signalbox.Identity;
using Signalbox.Markets;
using Signalbox.Server.Api;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Live;

public sealed record CandlesDocument(IReadOnlyList<CandleDocument> Items);

public sealed record InstrumentsDocument(IReadOnlyList<InstrumentDocument> Items);

/// <summary>Something an account can trade, with the filters its venue enforces.</summary>
public sealed record InstrumentDocument(
    string Symbol, InstrumentKind Kind, AssetClass AssetClass, string Base, string Quote,
    [property: Description("The currency profit and loss is paid in.")] string Settle,
    Price TickSize, Quantity LotSize, Quantity MinQuantity, Quantity? MaxQuantity,
    [property: Description("The smallest value of one order.")] Money? MinNotional,
    [property: Description("What one contract is worth.")] string ContractSize,
    bool Shortable)
{
    public static InstrumentDocument Of(Instrument instrument) => new(
        instrument.Id.Value, instrument.Kind, instrument.AssetClass, instrument.Base, instrument.Quote, instrument.Settle,
        instrument.TickSize, instrument.LotSize, instrument.MinQuantity, instrument.MaxQuantity, instrument.MinNotional,
        Text.Decimals.Canonical(instrument.ContractSize), instrument.Shortable);
}

/// <summary>The markets an account sees: what it can trade, what that costs now, and how it went.</summary>
internal static class MarketEndpoints
{
    private const int InstrumentsMax = 5_000;

    public static void Map(RouteGroupBuilder api)
    {
        var account = api.MapGroup("/accounts/{id}").WithTags("Accounts");
        account.MapGet("/instruments", ListInstruments).Requires(Scope.Read).OnAccount("id", PermissionLevel.See)
            .Describe("listInstruments", "List what an account can trade").Answers<InstrumentsDocument>().Fails(404);
        account.MapGet("/quotes/{symbol}", FindQuote).Requires(Scope.Read).OnAccount("id", PermissionLevel.See)
            .Describe("getQuote", "Show what an account's market of a symbol shows").Answers<QuoteDocument>().Fails(404);
        account.MapGet("/depth/{symbol}", FindDepthAsync).Requires(Scope.Read).OnAccount("id", PermissionLevel.See)
            .Describe("getDepth", "Show the order book of an account's market", "The best levels of each side, best first. A market nobody looks at is followed at its venue from the first question on, which may take a second.")
            .WithMetadata(new QueryParameter("levels", $"How many of each side: 1 to {DepthBook.LevelsMax}, {LiveFeed.LevelsTold} where absent.", QueryKind.WholeNumber))
            .Answers<DepthDocument>().Fails(404, 422);
        account.MapGet("/candles/{symbol}", ListCandles).Requires(Scope.Read).OnAccount("id", PermissionLevel.See)
            .Describe("listCandles", "Show how a price went", "Drawn from the quotes as they pass: they begin when this node first saw the market. Oldest first.")
            .WithMetadata(
                new QueryParameter("interval", $"One of {string.Join(", ", CandleBook.IntervalNames)}; 1m where absent.", QueryKind.Text),
                new QueryParameter("limit", $"How many of the newest: 1 to {CandleBook.CandlesMax}, 500 where absent.", QueryKind.WholeNumber))
            .Answers<CandlesDocument>().Fails(404, 422);
    }

    private static IResult ListInstruments(string id, AccountDirectory accounts) => accounts.Find(new AccountId(id)) is { } host
        ? TypedResults.Json(
            new InstrumentsDocument([.. host.Instruments.Known.Values.OrderBy(each => each.Id).Take(InstrumentsMax).Select(InstrumentDocument.Of)]),
            ApiJson.Default.InstrumentsDocument)
        : ApiErrors.NotFound("running account", id);

    private static IResult FindQuote(string id, string symbol, AccountDirectory accounts) =>
        accounts.Find(new AccountId(id))?.Market.Latest(new(symbol)) is { } view
            ? TypedResults.Json(new QuoteDocument(id, symbol, view.Bid, view.Ask, view.Last, view.At), ApiJson.Default.QuoteDocument)
            : ApiErrors.NotFound("quote of", $"{symbol} at {id}");

    private static async Task<IResult> FindDepthAsync(string id, string symbol, HttpContext http, DepthBook depths, CancellationToken cancel)
    {
        if (!TryReadCount(http, "levels", LiveFeed.LevelsTold, DepthBook.LevelsMax, out var levels))
        {
            return NoCount("levels", DepthBook.LevelsMax);
        }

        return await depths.ReadAsync(new(id), new(symbol), cancel) is { } view
            ? TypedResults.Json(DepthDocument.Of(id, symbol, view, levels), ApiJson.Default.DepthDocument)
            : ApiErrors.NotFound("order book of", $"{symbol} at {id}");
    }

    private static IResult ListCandles(string id, string symbol, HttpContext http, AccountDirectory accounts, CandleBook candles)
    {
        if (accounts.Find(new AccountId(id)) is null)
        {
            return ApiErrors.NotFound("running account", id);
        }

        var interval = http.Request.Query["interval"].ToString() is { Length: > 0 } asked ? asked : "1m";
        if (!CandleBook.IntervalNames.Contains(interval))
        {
            return ApiErrors.Invalid([new("interval", $"Expected one of {string.Join(", ", CandleBook.IntervalNames)}.")]);
        }

        return TryReadCount(http, "limit", 500, CandleBook.CandlesMax, out var limit)
            ? TypedResults.Json(new CandlesDocument(candles.Read(new(id), new(symbol), interval, limit)), ApiJson.Default.CandlesDocument)
            : NoCount("limit", CandleBook.CandlesMax);
    }

    private static bool TryReadCount(HttpContext http, string name, int usual, int most, out int count)
    {
        count = usual;
        var text = http.Request.Query[name].ToString();
        return text.Length == 0 || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count >= 1 && count <= most);
    }

    private static IResult NoCount(string name, int most) => ApiErrors.Invalid([new(name, $"Expected a whole number from 1 to {most}.")]);
}
