using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>Signed requests to one certificate authority, one after the other. Each has its nonce, a bound in time and one in size.</summary>
internal sealed class AcmeConnection(HttpClient http, AcmeKey key, TimeProvider clock)
{
    private const int BadNoncesMax = 4;
    private const string JoseType = "application/jose+json";
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    private string? nonce;
    private string? account;

    public DirectoryDocument Directory { get; private set; } = new(null, null, null, null);

    public static HttpClient Client() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        MaxResponseHeadersLength = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task OpenAsync(Uri directory, CancellationToken cancel)
    {
        var answer = await SendAsync(() => new(HttpMethod.Get, directory), cancel);
        Directory = answer.IsSuccess
            ? answer.Read(AcmeJson.Default.DirectoryDocument)
            : throw AcmeProblems.Of($"The directory {directory} of the certificate authority was not read", answer.Problem, answer.Status, answer.RetryAfter);
    }

    /// <summary>Makes the account of this key, or finds it; later requests are made in its name.</summary>
    public async Task SignInAsync(NewAccountDocument wanted, CancellationToken cancel)
    {
        account = null;
        var answer = await PostAsync(Directory.NewAccount, wanted, AcmeJson.Default.NewAccountDocument, "There is no account with the certificate authority", cancel);
        account = answer.Location ?? throw Incomplete();
    }

    public Task<AcmeAnswer> PostAsync<T>(Uri? url, T body, JsonTypeInfo<T> type, string failed, CancellationToken cancel) =>
        PostAsync(url, JsonSerializer.SerializeToUtf8Bytes(body, type), failed, cancel);

    /// <summary>Reads what stands there, which takes a signed request too.</summary>
    public Task<AcmeAnswer> FetchAsync(Uri? url, string failed, CancellationToken cancel) => PostAsync(url, [], failed, cancel);

    public static AcmeException Incomplete() => new("The certificate authority left out something that RFC 8555 asks for.", isTransient: true);

    private async Task<AcmeAnswer> PostAsync(Uri? url, byte[] payload, string failed, CancellationToken cancel)
    {
        var target = url is { IsAbsoluteUri: true } && AcmeOptions.IsDirectory(url) ? url : throw Incomplete();
        for (var badNonces = 0; ; badNonces++)
        {
            var signed = key.Sign(target.AbsoluteUri, await NonceAsync(cancel), account, payload);
            var answer = await SendAsync(() => Post(target, signed), cancel);
            if (answer.IsSuccess)
            {
                return answer;
            }

            if (!AcmeProblems.Is(answer.Problem, "badNonce") || badNonces == BadNoncesMax)
            {
                throw AcmeProblems.Of(failed, answer.Problem, answer.Status, answer.RetryAfter);
            }
        }
    }

    private static HttpRequestMessage Post(Uri url, byte[] signed)
    {
        var content = new ByteArrayContent(signed);
        content.Headers.ContentType = new MediaTypeHeaderValue(JoseType);
        return new(HttpMethod.Post, url) { Content = content };
    }

    /// <summary>Every answer brings the next one; each is used once.</summary>
    private async Task<string> NonceAsync(CancellationToken cancel)
    {
        if (nonce is null)
        {
            var url = Directory.NewNonce is { IsAbsoluteUri: true } known && AcmeOptions.IsDirectory(known) ? known : throw Incomplete();
            await SendAsync(() => new(HttpMethod.Head, url), cancel);
        }

        return Interlocked.Exchange(ref nonce, null) ?? throw Incomplete();
    }

    private async Task<AcmeAnswer> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancel)
    {
        using var budget = new CancellationTokenSource(AnswersWithin, clock);
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel, budget.Token);
        using var request = make();
        request.Headers.UserAgent.Add(new("Signalbox", Cli.CommandLine.Version));
        request.Headers.AcceptLanguage.Add(new("en"));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, within.Token);
            var answer = await AcmeAnswer.ReadAsync(response, clock.GetUtcNow(), within.Token);
            nonce = answer.Nonce ?? nonce;
            return answer;
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new AcmeException($"The certificate authority at {request.RequestUri!.Host} did not answer within {AnswersWithin.TotalSeconds} seconds.", isTransient: true);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw new AcmeException($"The certificate authority at {request.RequestUri!.Host} {Sentence(failure)}", isTransient: true);
        }
    }

    private static string Sentence(Exception failure) => (failure as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "was not found: its name leads nowhere from here.",
        HttpRequestError.ConnectionError => "could not be reached. See that this server may connect to it.",
        HttpRequestError.SecureConnectionError => "could not be reached over a secure connection: this system does not trust it, perhaps. Let it trust the root of an authority of your own.",
        _ => "broke off, or its answer is no HTTP.",
    };
}
