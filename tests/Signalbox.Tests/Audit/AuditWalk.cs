using System.Text;
using System.Text.Json;
using Signalbox.Tests.Intake;
using Xunit;

namespace Signalbox.Tests.Audit;

/// <summary>Calls operations and looks for the entry that each must have left, by the id of the request.</summary>
internal sealed class AuditWalk(RunningServer server)
{
    public const string Agent = "audit-walk/1.0";

    public List<string> Walked { get; } = [];

    public List<string> Faults { get; } = [];

    public RunningServer Server => server;

    /// <summary>Sent instead of the token, with the header that proves a page of our own.</summary>
    public string? Cookie { get; set; }

    /// <summary>No caller: setting up, signing in.</summary>
    public bool IsAnonymous { get; set; }

    /// <summary>A form at an address of its own, which the API's document does not list.</summary>
    public Task<JsonElement> FormStepAsync(string operation, string path, string form) => StepAsync(operation, "POST", path, form);

    /// <summary>An operation on the way to another; it need not leave an entry.</summary>
    public async Task<JsonElement> CallAsync(string method, string path, string? body = null) => (await SendAsync(method, path, body)).Body;

    public async Task<JsonElement> StepAsync(string operation, string method, string path, string? body = null)
    {
        Walked.Add(operation);
        var (status, request, answer) = await SendAsync(method, path, body);
        if (status is < 200 or > 299)
        {
            Faults.Add($"{operation}: {status} {answer}");
            return answer;
        }

        await SettledAsync(answer);
        var entries = (await server.GetAsync($"/audit?limit=20&text={request}")).GetProperty("items").EnumerateArray().ToList();
        if (entries.FirstOrDefault(each => each.GetProperty("from").GetProperty("request").GetString() == request) is not { ValueKind: JsonValueKind.Object } entry)
        {
            Faults.Add($"{operation}: no entry of request {request}");
            return answer;
        }

        var from = entry.GetProperty("from");
        var by = entry.GetProperty("by");
        if (from.GetProperty("address").GetString() != "127.0.0.1" || from.GetProperty("agent").GetString() != Agent
            || by.GetProperty("name").GetString() is "" or null || entry.GetProperty("subject").GetString() is "" or null)
        {
            Faults.Add($"{operation}: {entry}");
        }

        return answer;
    }

    /// <summary>The session's secret.</summary>
    public string? SessionOf { get; private set; }

    /// <summary>What is a job is over when it has left its entry.</summary>
    private async Task SettledAsync(JsonElement answer)
    {
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("hasResult", out _))
        {
            var job = $"/jobs/{answer.GetProperty("id").GetString()}";
            await Until.HoldsAsync(async () => (await server.GetAsync(job)).GetProperty("status").GetString() is not ("waiting" or "running"));
        }
    }

    private async Task<(int Status, string Request, JsonElement Body)> SendAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new(method), path.StartsWith("/oauth", StringComparison.Ordinal) ? path : "/api/v1" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        request.Headers.UserAgent.ParseAdd(Agent);
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Api.BaseAddress };
        if (Cookie is not null)
        {
            request.Headers.Add("Cookie", $"signalbox_session={Cookie}");
            request.Headers.Add("X-Signalbox", "1");
        }
        else if (!IsAnonymous)
        {
            request.Headers.Authorization = server.Api.DefaultRequestHeaders.Authorization;
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            SessionOf = cookies.First().Split('=', ';')[1];
        }

        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, answer.Headers.GetValues("X-Request-Id").Single(), text.Length == 0 ? default : JsonElement.Parse(text));
    }
}
