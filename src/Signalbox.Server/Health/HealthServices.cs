using Signalbox.Accounts.Hosting;
using Signalbox.Journal;
using Signalbox.Monitoring.Latencies;
using Signalbox.Server.Cli;
using Signalbox.Server.Storage.Sqlite;

namespace Signalbox.Server.Health;

internal static class HealthServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignalboxHealth(CommandLineOptions options)
        {
            services.AddSingleton(options.Store is null
                ? new DataPlace("sqlite", options.DataFolder, new SqliteJournalOptions { Folder = options.DataFolder }.File)
                : new DataPlace("postgresql", options.DataFolder, null));
            services.AddSingleton<WebhookMeter>();
            services.AddSingleton<PhaseMeter>();
            services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<PhaseMeter>());
            services.AddSingleton<IAccountObserver>(provider => provider.GetRequiredService<PhaseMeter>());
            services.AddSingleton<RecentMoments>();
            services.AddSingleton<ICommitObserver>(provider => provider.GetRequiredService<RecentMoments>());
            services.AddSingleton<IAccountObserver>(provider => provider.GetRequiredService<RecentMoments>());
            services.AddSingleton<NodeHealth>();
            return services;
        }
    }
}
