using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Signalbox.Signals;
using Signalbox.Signals.Readers.PlainText;
using Signalbox.Signals.Readers.SignalboxJson;

namespace Signalbox.Server.Cli;

/// <summary>What is to be explained. With a strategy the running server is asked what its accounts would do.</summary>
public sealed record ExplainOptions(string? Text, string? File, string? Strategy, string? Url);

/// <summary>Says for people how a signal is read, and with a strategy what would come of it. Nothing is traded.</summary>
public sealed class ExplainCommand(Terminal terminal)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);

    public async Task<int> RunAsync(ExplainOptions options, string dataFolder, CancellationToken cancel)
    {
        var (body, problem) = await SignalInput.ReadAsync(terminal, options.Text, options.File, cancel);
        if (body is null)
        {
            await terminal.Errors.WriteLineAsync(problem);
            return ExitCodes.Usage;
        }

        return options.Strategy is { } strategy ? await AskAsync(body, strategy, options.Url, dataFolder, cancel) : Explain(body);
    }

    private int Explain(byte[] body)
    {
        var (reader, reading) = SignalReaders.All.Read(new(body));
        var refusal = reading.Refusal ?? reading.Signals.Select(ImpossibleSignals.Refuse).FirstOrDefault(found => found is not null);
        terminal.Output.WriteLine($"Read as: {reader ?? "nothing we know"}");
        WriteRepairs(reading.Repairs);
        if (refusal is not null)
        {
            WriteRefusal(refusal.Code, refusal.Message, refusal.Field);
            return ExitCodes.Refused;
        }

        foreach (var (index, signal) in reading.Signals.Index())
        {
            WriteSignal(index, reading.Signals.Count, PlainTextWriter.Write(signal), SignalboxJsonWriter.Write(signal, indented: true), signal.UnknownFields);
        }

        return ExitCodes.Done;
    }

    private async Task<int> AskAsync(byte[] body, string strategy, string? url, string dataFolder, CancellationToken cancel)
    {
        var first = FirstStartFile.Read(dataFolder);
        var token = Environment.GetEnvironmentVariable("SIGNALBOX_TOKEN") is { Length: > 0 } set ? set : first?.ApiToken;
        if (!Uri.TryCreate(url ?? first?.WebhookUrl, UriKind.Absolute, out var server) || token is null)
        {
            await terminal.Errors.WriteLineAsync("Name the server with --url and give an API token in SIGNALBOX_TOKEN, or the folder of its first start with --data.");
            return ExitCodes.Usage;
        }

        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = !server.IsLoopback };
        using var client = new HttpClient(handler) { Timeout = AnswerWithin };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, $"/api/v1/signals/parse?strategy={Uri.EscapeDataString(strategy)}"))
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("text/plain") } },
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        try
        {
            using var answer = await client.SendAsync(request, cancel);
            return Show(await answer.Content.ReadAsStringAsync(cancel), answer.IsSuccessStatusCode);
        }
        catch (HttpRequestException unreachable)
        {
            await terminal.Errors.WriteLineAsync($"{server.Authority} does not answer ({unreachable.HttpRequestError}). Is the server running?");
            return ExitCodes.Failed;
        }
    }

    private int Show(string answer, bool isParsed)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (!isParsed)
        {
            WriteRefusal(Text(root, "messageCode") ?? Text(root, "code") ?? "refused", Text(root, "message") ?? answer, Text(root, "field"));
            return ExitCodes.Refused;
        }

        terminal.Output.WriteLine($"Read as: {Text(root, "reader")}");
        WriteRepairs([.. root.GetProperty("repairs").EnumerateArray().Select(repair => repair.GetString()!)]);
        var signals = root.GetProperty("signals").EnumerateArray().ToArray();
        foreach (var (index, signal) in signals.Index())
        {
            WriteSignal(index, signals.Length, Text(signal, "text")!, Indented(signal.GetProperty("signal")), signal.TryGetProperty("unknownFields", out var unknown) ? unknown : null);
            foreach (var target in signal.GetProperty("targets").EnumerateArray())
            {
                WriteTarget(target);
            }
        }

        return ExitCodes.Done;
    }

    private void WriteTarget(JsonElement target)
    {
        terminal.Output.WriteLine($"  subscription {Text(target, "subscriptionId")}, account {Text(target, "accountId")}: {Text(target, "status")}");
        if (Text(target, "code") is { } code)
        {
            terminal.Output.WriteLine($"    {code}: {Text(target, "message")}");
        }

        foreach (var rule in target.GetProperty("rules").EnumerateArray())
        {
            terminal.Output.WriteLine($"    {(rule.GetProperty("passed").GetBoolean() ? "passes" : "STOPS ")} {Text(rule, "rule")}: {Text(rule, "detail")}");
        }

        foreach (var order in target.GetProperty("orders").EnumerateArray())
        {
            var price = (Text(order, "stopPrice") is { } stop ? $" stop {stop}" : "") + (Text(order, "limitPrice") is { } limit ? $" limit {limit}" : "");
            terminal.Output.WriteLine($"    order: {Text(order, "leg")} {Text(order, "side")} {Text(order, "quantity")} {Text(order, "symbol")} {Text(order, "type")}{price} {Text(order, "timeInForce")}");
        }

        foreach (var unit in target.GetProperty("terms").EnumerateObject().Where(unit => unit.Value.ValueKind == JsonValueKind.Object && unit.Value.TryGetProperty("origin", out _)))
        {
            if (unit.Value.TryGetProperty("value", out var value))
            {
                terminal.Output.WriteLine($"    {unit.Name} = {value.GetRawText()} (by the {Text(unit.Value, "origin")})");
            }
        }
    }

    private void WriteSignal(int index, int count, string text, string json, JsonElement? unknown)
    {
        terminal.Output.WriteLine(count == 1 ? "Signal" : $"Signal {index + 1} of {count}");
        terminal.Output.WriteLine($"  as text: {text}");
        terminal.Output.WriteLine($"  as JSON: {json.ReplaceLineEndings("\n  ")}");
        if (unknown is { ValueKind: JsonValueKind.Object } kept)
        {
            terminal.Output.WriteLine($"  not known, so kept and never acted upon: {kept.GetRawText()}");
        }
    }

    private void WriteRepairs(IReadOnlyList<string> repairs)
    {
        if (repairs.Count > 0)
        {
            terminal.Output.WriteLine($"Mended: {string.Join(", ", repairs)}");
        }
    }

    private void WriteRefusal(string code, string message, string? field) =>
        terminal.Output.WriteLine($"Refused: {code}{(field is null ? "" : $" ({field})")}\n  {message}");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Indented(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
        {
            element.WriteTo(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
