using System.Text.Json;
using System.Text.Json.Serialization;
using Signalbox.Identity;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Manual;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;
using Signalbox.Venues;
using Signalbox.Venues.Paper;

namespace Signalbox.Server.Api.Paper;

/// <summary>The simulated market's levers: a price of one's own, so that a strategy can be walked through its stops.</summary>
internal static class PaperEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var paper = api.MapGroup("/paper/{account}/prices/{symbol}").WithTags("Paper");
        paper.MapGet("/", Find).Requires(Scope.Read).OnAccount("account", PermissionLevel.See)
            .Describe("getPaperPrice", "Show a paper account's price of a symbol")
            .Answers<PaperPriceDocument>().Fails(404);
        paper.MapPut("/", SetAsync).Requires(Scope.Trade).OnAccount("account", PermissionLevel.Trade)
            .Describe("setPaperPrice", "Give a paper account a price of its own",
                "The account's market leaves the common one and walks to the price through every order on the way: limits fill, stops trigger. A frozen price stays; any other walks on from there.")
            .Answers<PaperPriceDocument>().Fails(404, 422);
        paper.MapDelete("/", ClearAsync).Requires(Scope.Trade).OnAccount("account", PermissionLevel.Trade)
            .Describe("clearPaperPrice", "Let a paper account follow the common market again")
            .AnswersNothing().Fails(404, 422);
    }

    private static IResult Find(string account, string symbol, PaperExchange exchange) =>
        exchange.Latest(new(account), new(symbol)) is { } market
            ? TypedResults.Json(PaperPriceDocument.Of(account, symbol, market), ApiJson.Default.PaperPriceDocument)
            : ApiErrors.NotFound("paper price of", $"{symbol} at {account}");

    private static async Task<IResult> SetAsync(
        string account, string symbol, Input<PaperPriceInput> input, Caller caller, ManualLog log, CatalogueHolder catalogue, PaperExchange exchange, CancellationToken cancel)
    {
        if (!IsPaper(catalogue, account))
        {
            return ApiErrors.NotFound("paper account", account);
        }

        if (input.Value.Price is not > 0)
        {
            input.Check.Refuse("price", "Send a price above zero.");
        }

        if (input.Check.Failed)
        {
            return ApiErrors.Invalid(input.Check.Errors);
        }

        var price = new PriceSet(symbol, input.Value.Price!.Value, input.Value.Frozen);
        await log.WriteAsync(
            new PaperPriceSet
            {
                By = caller.Actor,
                Subject = account,
                SubjectName = symbol,
                After = JsonSerializer.SerializeToElement(price, PaperJson.Default.PriceSet),
            },
            cancel);
        var outcome = await exchange.SetPriceAsync(new(account), new(symbol), new(input.Value.Price!.Value), input.Value.Frozen, cancel);
        return outcome is VenueOutcome.Accepted ? Find(account, symbol, exchange) : Refused("price", outcome);
    }

    private static async Task<IResult> ClearAsync(
        string account, string symbol, Caller caller, ManualLog log, CatalogueHolder catalogue, PaperExchange exchange, CancellationToken cancel)
    {
        if (!IsPaper(catalogue, account))
        {
            return ApiErrors.NotFound("paper account", account);
        }

        await log.WriteAsync(new PaperPriceCleared { By = caller.Actor, Subject = account, SubjectName = symbol }, cancel);
        var outcome = await exchange.ClearPriceAsync(new(account), new(symbol), cancel);
        return outcome is VenueOutcome.Accepted ? TypedResults.NoContent() : Refused("symbol", outcome);
    }

    private static IResult Refused(string path, VenueOutcome outcome) => ApiErrors.Invalid([new(path, outcome switch
    {
        VenueOutcome.Rejected rejected => rejected.Message,
        VenueOutcome.NotSent unsent => unsent.Why,
        VenueOutcome.Unknown unknown => unknown.Why,
        _ => "The paper exchange did not take it.",
    })]);

    private static bool IsPaper(CatalogueHolder catalogue, string account) =>
        catalogue.Current.Connections.GetValueOrDefault(new AccountId(account)) is { Broker: "paper" };
}

/// <summary>As the audit trail shows it.</summary>
internal sealed record PriceSet(string Symbol, decimal Price, bool Frozen);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PriceSet))]
internal sealed partial class PaperJson : JsonSerializerContext;
