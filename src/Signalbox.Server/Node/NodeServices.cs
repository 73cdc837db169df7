using Signalbox.Accounts.Gates;
using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Monitoring.Receipts;
using Signalbox.Performance.Equity;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Node.Calls;
using Signalbox.Server.Node.Doors;
using Signalbox.Server.Scoring;
using Signalbox.Venues.Paper;

namespace Signalbox.Server.Node;

internal static class NodeServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The parts of the trading node; the configuration and the store must be there already.</summary>
        public IServiceCollection AddSignalboxNode(NodeIdentity identity, AnchorSigner signer)
        {
            services.AddSingleton(identity);
            services.AddSingleton(signer);
            services.AddSingleton(VenueOpener.Brokers);
            services.AddSingleton(new CommitterOptions());
            services.AddSingleton(new PaperOptions());
            services.AddSingleton(new AccountHostOptions());
            services.AddSingleton(VenueLayer.None);
            services.AddSingleton<SignalWatch>();
            services.AddSingleton(provider => new Committer(
                provider.GetRequiredService<IJournal>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<CommitterOptions>(),
                [.. provider.GetServices<ICommitObserver>()]));
            services.AddSingleton<PaperExchange>();
            services.AddSingleton<AccountDirectory>();
            services.AddSingleton<IScorer, HttpScorer>();
            services.AddSingleton<GateSituations>();
            services.AddSingleton<Deliveries>();
            services.AddSingleton(RiskWiring.Create);
            services.AddSingleton<TradingStops>();
            services.AddSingleton<VenueLimiters>();
            services.AddSingleton<VenueDesks>();
            services.AddSingleton<VenueOpener>();
            services.AddSingleton<AccountSupervisor>();
            services.AddSingleton(provider => new AnchorWriter(
                provider.GetRequiredService<IJournal>(),
                signer,
                provider.GetRequiredService<TimeProvider>(),
                failure => NodeLog.NotAnchored(provider.GetRequiredService<ILogger<AnchorWriter>>(), failure.Message)));
            services.AddSingleton(provider => new EquitySampler(
                provider.GetRequiredService<AccountDirectory>(),
                provider.GetRequiredService<IJournal>(),
                provider.GetRequiredService<Committer>(),
                identity.Instance,
                provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<TradingNode>();
            services.AddHostedService(provider => provider.GetRequiredService<TradingNode>());
            return services;
        }
    }
}
