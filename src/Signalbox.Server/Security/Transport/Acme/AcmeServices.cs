namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>How this server can prove its domains: the way to try first, then the other.</summary>
internal sealed record AcmeWays(IReadOnlyList<string> Kinds)
{
    /// <summary>TLS where it listens for HTTPS, which it must: it needs nothing else. A file where there is plain HTTP as well.</summary>
    public static AcmeWays Of(IEnumerable<string> urls) =>
        new(urls.Any(url => BindingAddress.Parse(url).Scheme == "http") ? [AcmeChallenges.Tls, AcmeChallenges.Http] : [AcmeChallenges.Tls]);

    /// <param name="tries">That failed so far: each begins with the next way.</param>
    public IReadOnlyList<string> From(int tries) => [.. Kinds.Skip(tries % Kinds.Count), .. Kinds.Take(tries % Kinds.Count)];
}

internal static class AcmeServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignalboxAcme(AcmeOptions options, AcmeFolder folder, AcmeChallenges challenges, IEnumerable<string> urls)
        {
            services.AddSingleton(options);
            services.AddSingleton(folder);
            services.AddSingleton(challenges);
            services.AddSingleton(AcmeWays.Of(urls));
            services.AddSingleton<AcmeRenewal>();
            services.AddHostedService(provider => provider.GetRequiredService<AcmeRenewal>());
            return services;
        }
    }
}
