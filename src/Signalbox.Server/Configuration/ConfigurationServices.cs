using Microsoft.Extensions.DependencyInjection.Extensions;
using Signalbox.Journal;
using Signalbox.Server.Configuration.Audit;
using Signalbox.Server.Configuration.Changes;
using Signalbox.Server.Configuration.Connections;
using Signalbox.Server.Configuration.Gates;
using Signalbox.Server.Configuration.Layouts;
using Signalbox.Server.Configuration.Limits;
using Signalbox.Server.Configuration.Strategies;
using Signalbox.Server.Configuration.Subscriptions;
using Signalbox.Server.Security.Sealing;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Configuration;

public static class ConfigurationServices
{
    extension(IServiceCollection services)
    {
        /// <summary>The configuration in a store whose tables are there (see ConfigurationSchema) and a vault that is open.</summary>
        public IServiceCollection AddSignalboxConfiguration(ITransactionalStore store, IJournal journal, Vault vault)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton(store);
            services.AddSingleton(journal);
            services.AddSingleton(vault);
            services.TryAddSingleton(BrokerDirectory.PaperOnly);
            services.AddSingleton<ConfigurationStore>();
            services.AddSingleton<CatalogueHolder>();
            services.AddSingleton<ConfigurationWriter>();
            services.AddSingleton<StrategyStore>();
            services.AddSingleton<WebhookStore>();
            services.AddSingleton<SubscriptionStore>();
            services.AddSingleton<GateSecretStore>();
            services.AddSingleton<ConnectionStore>();
            services.AddSingleton<LimitStore>();
            services.AddSingleton<VaultRotation>();
            services.AddSingleton<VaultAges>();
            services.AddSingleton<Security.Users.Erasure>();
            services.AddSingleton<PersonKeys>();
            services.AddSingleton(provider => new AuditTrail(journal, store, provider.GetRequiredService<PersonKeys>()));
            services.AddSingleton<LayoutStore>();
            return services;
        }
    }
}
