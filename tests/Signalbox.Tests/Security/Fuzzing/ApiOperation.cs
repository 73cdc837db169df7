using System.Text.Json;

namespace Signalbox.Tests.Security.Fuzzing;

/// <summary>What can be asked of the server, as its own OpenAPI document says.</summary>
internal sealed record ApiOperation(string Id, HttpMethod Method, string Path, IReadOnlyList<string> Query, JsonElement? Body)
{
    /// <summary>Each of these costs a password's hash, a good part of a second of a core.</summary>
    private static readonly string[] Slow = ["signIn", "setup", "createUser", "replaceUser", "changePassword"];

    public bool IsSlow => Slow.Contains(Id);

    public static IReadOnlyList<ApiOperation> Of(JsonElement document) =>
    [
        .. document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => Read(path.Name, operation)))
            .Where(operation => operation.Path.StartsWith("/api/", StringComparison.Ordinal))
            .OrderBy(operation => operation.Id, StringComparer.Ordinal),
    ];

    private static ApiOperation Read(string path, JsonProperty operation) => new(
        operation.Value.GetProperty("operationId").GetString()!, new(operation.Name.ToUpperInvariant()), path,
        operation.Value.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Where(each => each.GetProperty("in").GetString() == "query").Select(each => each.GetProperty("name").GetString()!)]
            : [],
        operation.Value.TryGetProperty("requestBody", out var body) ? body.GetProperty("content").EnumerateObject().First().Value.GetProperty("schema") : null);
}
