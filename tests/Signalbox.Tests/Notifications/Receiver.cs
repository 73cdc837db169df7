using System.Collections.Concurrent;
using System.Text.Json;
using Signalbox.Tests.Venues.Wire;

namespace Signalbox.Tests.Notifications;

/// <summary>Stands in for a service somebody is told by: keeps every request, and answers as a test wants.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly RawServer server;
    private readonly ConcurrentQueue<string> requests = new();

    public Receiver() => server = new(ServeAsync);

    /// <summary>The answer's first line and headers.</summary>
    public string Answer { get; set; } = "HTTP/1.1 200 OK";

    /// <summary>Awaited before each answer.</summary>
    public Func<Task> Before { get; set; } = () => Task.CompletedTask;

    public Uri Address => server.Address;

    public IReadOnlyList<string> Requests => [.. requests];

    public IReadOnlyList<JsonElement> Bodies => [.. requests.Select(BodyOf)];

    /// <summary>The ids of all incidents in our own webhook's bodies.</summary>
    public IReadOnlyList<string> Incidents =>
        [.. Bodies.SelectMany(body => body.GetProperty("incidents").EnumerateArray()).Select(incident => incident.GetProperty("id").GetString()!)];

    public static JsonElement BodyOf(string request) => JsonElement.Parse(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(RawConnection connection)
    {
        while (await connection.ReadAsync() is { } request)
        {
            requests.Enqueue(request);
            await Before();
            await connection.AnswerAsync($"{Answer}\r\nContent-Length: 2\r\n\r\nOK");
        }
    }
}
