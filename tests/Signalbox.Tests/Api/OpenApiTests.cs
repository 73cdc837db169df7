using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Signalbox.Tests.Api;

public sealed class OpenApiTests : ApiTests
{
    [Fact]
    public async Task Document_DescribesEveryEndpointOfTheApi()
    {
        var operations = await OperationsAsync();

        var mapped = Api.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}");
        Assert.Equal(mapped.Order(StringComparer.Ordinal), operations.Select(operation => operation.Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Operations_AllHaveAnIdASummaryATagAndTheirErrors()
    {
        foreach (var (address, operation) in await OwnOperationsAsync())
        {
            var responses = operation.GetProperty("responses").EnumerateObject().ToDictionary(each => each.Name, each => each.Value);
            Assert.Matches("^[a-z][A-Za-z]+$", operation.GetProperty("operationId").GetString());
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
            Assert.Single(operation.GetProperty("tags").EnumerateArray());
            Assert.Contains(responses.Keys, status => status.StartsWith('2'));
            Assert.Superset(ExpectedErrors(address, operation), responses.Keys.ToHashSet());
            Assert.All(responses.Where(each => each.Key[0] is '4' or '5'), each =>
                Assert.EndsWith("/ApiError", each.Value.GetProperty("content").GetProperty("application/json").GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Operations_HaveIdsOfTheirOwn()
    {
        var ids = (await OwnOperationsAsync()).Select(operation => operation.Operation.GetProperty("operationId").GetString()).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task Operations_NeedATokenOrASessionUnlessTheyAreOpen()
    {
        foreach (var (address, operation) in await OwnOperationsAsync())
        {
            var isOpen = address is "POST /api/v1/session" or "POST /api/v1/session/second-step" or "GET /api/v1/session/methods" or "POST /api/v1/session/external" or "GET /api/v1/session/external/callback" or "POST /api/v1/session/passkey" or "POST /api/v1/session/passkey/options" or "POST /api/v1/setup" or "POST /api/v1/invitations/open" or "POST /api/v1/invitations/accept" or "POST /api/v1/invitations/external";
            Assert.Equal(isOpen ? 0 : 2, operation.TryGetProperty("security", out var security) ? security.GetArrayLength() : 0);
        }
    }

    [Fact]
    public async Task Schemas_ShowDecimalsAsTextAndEnumerationsAsWords()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        Assert.Equal(
            """{"type":"string","description":"For limit and stop_limit; absent: the market price when the order is built.","format":"decimal"}""",
            Property(schemas, "OrderDocument", "limitPrice"));
        Assert.Equal("""{"type":"string","description":"Applied last, before rounding. Absent: 1.","format":"decimal","default":"1"}""", Property(schemas, "RulesDocument", "quantityMultiplier"));
        Assert.Contains("\"percent_of_equity\"", schemas.GetProperty("QuantityType").GetRawText(), StringComparison.Ordinal);
        Assert.Contains("\"type\":\"integer\"", Property(schemas, "StrategyInput", "signalValiditySeconds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schemas_RequireWhatIsAlwaysThereAndWhatAnInputNeeds()
    {
        var schemas = (await DocumentAsync()).GetProperty("components").GetProperty("schemas");

        Assert.Equal(["code", "message", "errors"], Required(schemas, "ApiError"));
        Assert.Equal(["strategyId", "accountId"], Required(schemas, "SubscriptionInput"));
        Assert.Equal(["id", "userId", "name", "scopes", "createdAt"], Required(schemas, "TokenDocument"));
    }

    [Fact]
    public async Task Document_NamesTheQueryParametersOfLists()
    {
        var list = (await OwnOperationsAsync()).Single(operation => operation.Address == "GET /api/v1/subscriptions").Operation;

        Assert.Equal(["limit", "after", "strategyId"], list.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
    }

    private static HashSet<string> ExpectedErrors(string address, JsonElement operation)
    {
        var expected = new HashSet<string> { "500", "503" };
        if (operation.TryGetProperty("security", out _))
        {
            expected.UnionWith(["401", "403"]);
        }

        if (operation.TryGetProperty("requestBody", out _))
        {
            expected.UnionWith(["400", "413", "415", "422"]);
        }

        if (address.Contains("{id}", StringComparison.Ordinal))
        {
            expected.Add("404");
        }

        // A secret is replaced without having been read.
        if (address.StartsWith("PUT", StringComparison.Ordinal) && !address.Contains("/secrets/", StringComparison.Ordinal))
        {
            expected.Add("409");
        }

        return expected;
    }

    private static string Property(JsonElement schemas, string schema, string property) =>
        JsonSerializer.Serialize(schemas.GetProperty(schema).GetProperty("properties").GetProperty(property), Compact.Default.JsonElement);

    private static IEnumerable<string?> Required(JsonElement schemas, string schema) =>
        schemas.GetProperty(schema).GetProperty("required").EnumerateArray().Select(name => name.GetString());

    private async Task<JsonElement> DocumentAsync()
    {
        var answer = await Api.SendAsAsync(null, HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(200, answer.Status);
        return answer.Body;
    }

    private async Task<IReadOnlyList<(string Address, JsonElement Operation)>> OperationsAsync() =>
        [.. (await DocumentAsync()).GetProperty("paths").EnumerateObject().Where(path => path.Name.StartsWith("/api/", StringComparison.Ordinal)).SelectMany(path =>
            path.Value.EnumerateObject().Select(operation => ($"{operation.Name.ToUpperInvariant()} {path.Name.TrimEnd('/')}", operation.Value)))];

    /// <summary>Without the endpoint the test itself added.</summary>
    private async Task<IReadOnlyList<(string Address, JsonElement Operation)>> OwnOperationsAsync() =>
        [.. (await OperationsAsync()).Where(operation => !operation.Address.EndsWith("/failing", StringComparison.Ordinal))];
}

[JsonSerializable(typeof(JsonElement))]
internal sealed partial class Compact : JsonSerializerContext;
