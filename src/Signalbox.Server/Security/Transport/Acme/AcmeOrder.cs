using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Signalbox.Server.Security.Transport.Acme;

/// <param name="Chain">The certificate and those between it and its root, as PEM.</param>
/// <param name="Key">The private key as PEM.</param>
internal sealed record AcmeIssued(string Chain, string Key)
{
    // A record would write its key into whatever text it becomes part of.
    public override string ToString() => "an issued certificate";
}

/// <summary>
/// One certificate, from the directory to the chain: (1) the account is made or found, (2) the names are ordered, (3) each is
/// proven, (4) the order is finalized with a key of its own, (5) the chain is fetched and looked at.
/// </summary>
internal sealed class AcmeOrder(AcmeConnection connection, AcmeKey key, AcmeChallenges challenges, AcmeOptions options, TimeProvider clock)
{
    private static readonly TimeSpan SettledWithin = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgainAfterMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookAgainAfterMax = TimeSpan.FromMinutes(1);

    private readonly string notOrdered = $"The certificate for {options.DomainList} was not issued";

    /// <param name="kinds">Challenges that this server can meet; the first that the authority offers is taken.</param>
    public async Task<AcmeIssued> IssueAsync(IReadOnlyList<string> kinds, CancellationToken cancel)
    {
        // 1: the account.
        await connection.OpenAsync(options.Directory, cancel);
        RequireTerms(connection.Directory.Meta);
        await connection.SignInAsync(
            new(options.TermsAccepted ? true : null, options.Email is { } email ? [$"mailto:{email}"] : null), cancel);

        // 2: the order.
        var names = options.Domains.Select(domain => new IdentifierDocument("dns", domain)).ToList();
        var made = await connection.PostAsync(connection.Directory.NewOrder, new(names), AcmeJson.Default.NewOrderDocument, notOrdered, cancel);
        var place = Uri.TryCreate(made.Location, UriKind.Absolute, out var address) ? address : throw AcmeConnection.Incomplete();
        var order = made.Read(AcmeJson.Default.OrderDocument);

        // 3: the proofs, one after the other.
        foreach (var authorization in order.Authorizations ?? [])
        {
            await ProveAsync(authorization, kinds, cancel);
        }

        order = await SettledAsync(place, AcmeJson.Default.OrderDocument, each => each.Status == "pending", cancel);
        Require(order.Status == "ready", order);

        // 4: the key.
        using var made256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await connection.PostAsync(order.Finalize, new(Base64Url.EncodeToString(SigningRequest(made256))), AcmeJson.Default.FinalizeDocument, notOrdered, cancel);
        order = await SettledAsync(place, AcmeJson.Default.OrderDocument, each => each.Status is "ready" or "processing", cancel);
        Require(order.Status == "valid", order);

        // 5: the chain.
        var chain = Encoding.UTF8.GetString((await connection.FetchAsync(order.Certificate, notOrdered, cancel)).Body);
        RequireOurs(chain, made256);
        return new(chain, made256.ExportPkcs8PrivateKeyPem());
    }

    private void RequireTerms(DirectoryMeta? meta)
    {
        if (meta?.TermsOfService is { Length: > 0 } terms && !options.TermsAccepted)
        {
            throw new AcmeException($"The certificate authority asks to agree with its terms of service: {terms} Read them, and add --acme-accept-terms if you agree.", isTransient: false);
        }

        if (meta?.ExternalAccountRequired == true)
        {
            throw AcmeProblems.Of("There is no account with the certificate authority", new("urn:ietf:params:acme:error:externalAccountRequired", null, null, null), null, null);
        }
    }

    private async Task ProveAsync(Uri address, IReadOnlyList<string> kinds, CancellationToken cancel)
    {
        var authorization = (await connection.FetchAsync(address, notOrdered, cancel)).Read(AcmeJson.Default.AuthorizationDocument);
        var domain = authorization.Identifier?.Value ?? throw AcmeConnection.Incomplete();
        if (authorization.Status == "valid")
        {
            return;
        }

        if (kinds.Select(each => Of(authorization, each)).FirstOrDefault(each => each is not null) is not { Type: { } kind, Token: { Length: > 0 } token } challenge)
        {
            throw new AcmeException($"The certificate authority does not let {domain} be proven by {string.Join(" or ", kinds)}. {Advice(kinds)}", isTransient: false);
        }

        Show(kind, domain, token);
        try
        {
            await connection.PostAsync(challenge.Url, new(), AcmeJson.Default.StartDocument, $"{domain} was not proven by {kind}", cancel);
            authorization = await SettledAsync(address, AcmeJson.Default.AuthorizationDocument, each => each.Status == "pending", cancel);
        }
        finally
        {
            Hide(kind, domain, token);
        }

        if (authorization.Status != "valid")
        {
            var why = AcmeProblems.Of($"{domain} was not proven by {kind}", Of(authorization, kind)?.Error, null, null);
            throw new AcmeException(why.Message, why.IsTransient) { IsFailedValidation = true };
        }
    }

    private static ChallengeDocument? Of(AuthorizationDocument authorization, string kind) => authorization.Challenges?.FirstOrDefault(each => each.Type == kind);

    private static string Advice(IReadOnlyList<string> kinds) => kinds.Contains(AcmeChallenges.Http)
        ? "Use another --acme-directory."
        : "Let the server listen on plain HTTP too, such as --urls 'https://0.0.0.0:443;http://0.0.0.0:80': then it can be proven by http-01.";

    private void Show(string kind, string domain, string token)
    {
        if (kind == AcmeChallenges.Tls)
        {
            challenges.ShowCertificate(domain, SelfSigned.Proof(domain, key.Authorize(token), clock.GetUtcNow()));
        }
        else
        {
            challenges.ShowFile(token, key.Authorize(token));
        }
    }

    private void Hide(string kind, string domain, string token)
    {
        if (kind == AcmeChallenges.Tls)
        {
            challenges.HideCertificate(domain);
        }
        else
        {
            challenges.HideFile(token);
        }
    }

    /// <summary>Looks again as often as the authority wishes, and not for ever.</summary>
    private async Task<T> SettledAsync<T>(Uri address, JsonTypeInfo<T> type, Func<T, bool> isOpen, CancellationToken cancel)
        where T : class
    {
        var until = clock.GetUtcNow() + SettledWithin;
        while (true)
        {
            var answer = await connection.FetchAsync(address, notOrdered, cancel);
            var document = answer.Read(type);
            if (!isOpen(document))
            {
                return document;
            }

            var wait = TimeSpan.FromTicks(Math.Clamp((answer.RetryAfter ?? LookAgainAfter).Ticks, LookAgainAfterMin.Ticks, LookAgainAfterMax.Ticks));
            if (clock.GetUtcNow() + wait > until)
            {
                throw new AcmeException($"{notOrdered}: the certificate authority did not come to an end within {SettledWithin.TotalMinutes} minutes.", isTransient: true);
            }

            await Task.Delay(wait, clock, cancel);
        }
    }

    private void Require(bool isRight, OrderDocument order)
    {
        if (!isRight)
        {
            throw AcmeProblems.Of($"{notOrdered} (its order is {order.Status})", order.Error, null, null);
        }
    }

    private byte[] SigningRequest(ECDsa certified)
    {
        var request = new CertificateRequest(new X500DistinguishedName(""), certified, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(SelfSigned.Names(options.Domains));
        return request.CreateSigningRequest();
    }

    /// <summary>Nothing else may replace a certificate that works.</summary>
    private void RequireOurs(string chain, ECDsa certified)
    {
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(chain);
            if (!leaf.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certified.ExportSubjectPublicKeyInfo()))
            {
                throw new AcmeException("The certificate authority sent a certificate of another key.", isTransient: true);
            }

            if (!AcmeCertificate.Parse(chain).Names(options.Domains))
            {
                throw new AcmeException($"The certificate authority sent a certificate of other names than {options.DomainList}.", isTransient: true);
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            throw new AcmeException("The certificate authority sent something else than a certificate.", isTransient: true);
        }
    }
}
