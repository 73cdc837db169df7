using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Signalbox.Accounts.Gates;
using Signalbox.Server.Configuration;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Security.Sealing;

namespace Signalbox.Server.Scoring;

/// <summary>Asks scorers over HTTP, each within its budget. Whatever goes wrong becomes an answer that says so.</summary>
internal sealed class HttpScorer(ScorerOptions options, CatalogueHolder catalogue, Vault vault, TimeProvider clock) : IScorer, IDisposable
{
    private readonly HttpClient client = new(ScorerConnections.Handler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<ScorerAnswer> AskAsync(ScorerQuestion question, CancellationToken cancel)
    {
        var started = clock.GetTimestamp();
        using var budget = new CancellationTokenSource(TimeSpan.FromMilliseconds(question.Terms.BudgetMs), clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel, budget.Token);
        try
        {
            return await AskAsync(question, started, within.Token);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return Failed($"It did not answer within {question.Terms.BudgetMs} ms.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or VaultException)
        {
            return Failed(Sentence(failure));
        }

        ScorerAnswer Failed(string why) => ScorerAnswer.Failed(question.Gate, why, TookMs(started));
    }

    public void Dispose() => client.Dispose();

    private async Task<ScorerAnswer> AskAsync(ScorerQuestion question, long started, CancellationToken cancel)
    {
        // Checked again: what was allowed when it was configured may be allowed no longer.
        if (ScorerUrl.Fault(question.Terms.Url, options) is { } fault)
        {
            return ScorerAnswer.Failed(question.Gate, fault);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, question.Terms.Url);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(ScorerRequest.Of(question), ScorerJson.Default.ScorerRequest));
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{question.Trade}/{question.Gate}");
        if (question.Terms.SecretName is { } name)
        {
            if (!catalogue.Picture.GateSecrets.TryGetValue(name, out var secretSealed))
            {
                return ScorerAnswer.Failed(question.Gate, $"There is no gate secret {name}.");
            }

            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", GateSecretStore.Open(name, secretSealed, vault));
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        return response.StatusCode == HttpStatusCode.OK
            ? await ReadAsync(question.Gate, response, started, cancel)
            : ScorerAnswer.Failed(question.Gate, $"It answered {(int)response.StatusCode}; only 200 is an answer, and redirects are not followed.", TookMs(started));
    }

    private async Task<ScorerAnswer> ReadAsync(string gate, HttpResponseMessage response, long started, CancellationToken cancel)
    {
        var body = new byte[options.AnswerBytesMax + 1];
        var read = 0;
        await using var stream = await response.Content.ReadAsStreamAsync(cancel);
        while (read < body.Length && await stream.ReadAsync(body.AsMemory(read), cancel) is > 0 and var more)
        {
            read += more;
        }

        return read > options.AnswerBytesMax
            ? ScorerAnswer.Failed(gate, $"Its answer is longer than {options.AnswerBytesMax} bytes.", TookMs(started))
            : ScorerReply.Read(gate, body.AsMemory(0, read), TookMs(started));
    }

    private int TookMs(long started) => (int)clock.GetElapsedTime(started).TotalMilliseconds;

    /// <summary>The exception's own words may quote an answer's headers; these are ours.</summary>
    private static string Sentence(Exception failure) => failure switch
    {
        HttpRequestException { InnerException: PrivateScorerException refused } => refused.Message,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "Its name was not found.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "It could not be reached.",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "No secure connection to it could be made.",
        VaultException => "Its secret could not be opened.",
        _ => "It broke off, or its answer is no HTTP.",
    };
}
