using System.Text.Json;
using Signalbox.Identity;
using Signalbox.Venues.Matching;

namespace Signalbox.Sandbox.Hyperliquid;

/// <summary>Questions, which anybody may ask of any address.</summary>
internal sealed class HyperliquidInfo(SandboxStage stage, HyperliquidDirectory directory, HyperliquidTerms terms, HyperliquidActions actions)
{
    private const int FillsMax = 2_000;

    private readonly SandboxFloor floor = stage.Floor;
    private readonly HyperliquidLists lists = new(stage.Floor);
    private readonly HyperliquidPast past = new(stage.Floor);

    public static int Weight(string? type) => type switch
    {
        "l2Book" or "allMids" or "clearinghouseState" or "orderStatus" or "spotClearinghouseState" or "exchangeStatus" => 2,
        "userRole" => 60,
        _ => 20,
    };

    /// <summary>What writes the answer, of one picture of the floor; null for what is no question.</summary>
    public Action<Utf8JsonWriter>? Answer(JsonElement question)
    {
        var user = Text(question, "user");
        return Text(question, "type") switch
        {
            "exchangeStatus" => json => json.WriteObject(() =>
            {
                json.WriteNull("specialStatuses");
                json.WriteTime("time", floor.Now);
            }),
            "meta" => lists.WriteMeta,
            "metaAndAssetCtxs" => lists.WritePerpetuals,
            "spotMeta" => lists.WriteSpotMeta,
            "spotMetaAndAssetCtxs" => lists.WritePairs,
            "perpDexs" => static json => json.WriteList([0], _ => json.WriteNullValue()),
            "allMids" => lists.WriteMids,
            "l2Book" => json => WriteBook(json, Text(question, "coin") ?? ""),
            "candleSnapshot" when question.TryGetProperty("req", out var asked) => past.Candles(asked),
            "recentTrades" => past.Trades(Text(question, "coin") ?? ""),
            // Nothing pays or takes funding here, and nothing is moved in or out.
            "fundingHistory" or "userFunding" or "userNonFundingLedgerUpdates" or "userVaultEquities" => static json => json.WriteList(Array.Empty<int>(), json.WriteNumberValue),
            "subAccounts" => static json => json.WriteNullValue(),
            "maxBuilderFee" => static json => json.WriteNumberValue(0),
            "userRole" => json => WriteRole(json, user),
            "extraAgents" => json => json.WriteList(directory.AgentsOf(user), agent => json.WriteObject(() =>
            {
                json.WriteString("name", "sandbox");
                json.WriteString("address", agent.ToString());
                json.WriteTime("validUntil", floor.Now.AddDays(90));
            })),
            var type when directory.Find(user) is { } account => OfAccount(type, question, account.Trading),
            "orderStatus" => static json => json.WriteObject(() => json.WriteString("status", "unknownOid")),
            _ => null,
        };
    }

    private Action<Utf8JsonWriter>? OfAccount(string? type, JsonElement question, Account account) => type switch
    {
        "clearinghouseState" => json => HyperliquidReports.WriteMargin(json, floor, account, coin => terms.Of(account, coin)),
        "spotClearinghouseState" => json => HyperliquidReports.WriteBalances(json, account, lists),
        "openOrders" or "frontendOpenOrders" => json => json.WriteList(
            account.OpenOrders.OrderBy(order => order.Number), order => json.WriteObject(() => HyperliquidReports.WriteFields(json, order, type == "frontendOpenOrders"))),
        "orderStatus" => json => WriteOrder(json, question, account),
        "historicalOrders" => json => json.WriteList(
            floor.Ledger.Orders.Where(order => order.Account == account).Reverse().Take(FillsMax), order => HyperliquidReports.WriteUpdate(json, order, HyperliquidReports.Status(order), isWhole: true)),
        "userFills" or "userFillsByTime" => json => WriteFills(json, question, account),
        "userFees" => WriteFees,
        "userAbstraction" => static json => json.WriteStringValue("disabled"),
        "activeAssetData" => json => WriteTerms(json, Text(question, "coin") ?? "", account),
        "userRateLimit" => json => json.WriteObject(() =>
        {
            json.WriteString("cumVlm", "0.0");
            json.WriteNumber("nRequestsUsed", actions.Used(account));
            json.WriteNumber("nRequestsCap", 10_000);
        }),
        _ => null,
    };

    private void WriteBook(Utf8JsonWriter json, string coin)
    {
        if (floor.Book(new InstrumentId(coin)) is { } book) HyperliquidReports.WriteBook(json, book, floor.Now);
        else json.WriteNullValue();
    }

    private void WriteRole(Utf8JsonWriter json, string? user) => json.WriteObject(() =>
    {
        var master = directory.MasterOf(user);
        json.WriteString("role", directory.Find(user) is not null ? "user" : master is not null ? "agent" : "missing");
        if (master is { } account)
        {
            json.WriteObject("data", () => json.WriteString("user", account.ToString()));
        }
    });

    private void WriteOrder(Utf8JsonWriter json, JsonElement question, Account account)
    {
        var id = question.GetProperty("oid");
        var order = id.ValueKind == JsonValueKind.Number ? floor.Ledger.Find(account, id.GetInt64())
            : floor.Ledger.Find(account, id.GetString() is { Length: 34 } cloid ? cloid[2..] : "");
        json.WriteObject(() =>
        {
            json.WriteString("status", order is null ? "unknownOid" : "order");
            if (order is not null)
            {
                json.WritePropertyName("order");
                HyperliquidReports.WriteUpdate(json, order, HyperliquidReports.Status(order), isWhole: true);
            }
        });
    }

    private void WriteFills(Utf8JsonWriter json, JsonElement question, Account account)
    {
        var since = question.TryGetProperty("startTime", out var start) ? start.GetInt64() : 0;
        var until = question.TryGetProperty("endTime", out var end) && end.ValueKind == JsonValueKind.Number ? end.GetInt64() : long.MaxValue;
        json.WriteList(
            floor.Ledger.Orders.Where(order => order.Account == account).SelectMany(order => order.Fills)
                .Where(fill => fill.At.ToUnixTimeMilliseconds() >= since && fill.At.ToUnixTimeMilliseconds() <= until)
                .OrderBy(fill => fill.What.Trade).Take(FillsMax),
            fill => HyperliquidReports.WriteFill(json, fill.What, fill.At));
    }

    private void WriteFees(Utf8JsonWriter json)
    {
        var listing = floor.Book(floor.Instruments[0].Id)!.Listing;
        json.WriteObject(() =>
        {
            json.WriteDecimal("userCrossRate", listing.TakerFeeRate);
            json.WriteDecimal("userAddRate", listing.MakerFeeRate);
            json.WriteDecimal("userSpotCrossRate", listing.TakerFeeRate);
            json.WriteDecimal("userSpotAddRate", listing.MakerFeeRate);
        });
    }

    private void WriteTerms(Utf8JsonWriter json, string coin, Account account)
    {
        var (leverage, mode) = terms.Of(account, coin);
        json.WriteObject(() =>
        {
            json.WriteString("coin", coin);
            json.WriteObject("leverage", () =>
            {
                json.WriteString("type", mode);
                json.WriteNumber("value", (int)leverage);
            });
        });
    }

    private static string? Text(JsonElement question, string name) =>
        question.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
