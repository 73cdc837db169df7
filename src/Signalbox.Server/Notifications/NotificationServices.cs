using Microsoft.Extensions.DependencyInjection.Extensions;
using Signalbox.Monitoring.Records;
using Signalbox.Server.Node;
using Signalbox.Server.Notifications.Senders;
using Signalbox.Server.Storage;

namespace Signalbox.Server.Notifications;

internal static class NotificationServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Who is told, as a part of what is configured.</summary>
        public IServiceCollection AddSignalboxDestinations()
        {
            services.TryAddSingleton(new NotificationOptions());
            services.AddSingleton<DestinationStore>();
            services.AddSingleton<NotificationReading>();
            return services;
        }

        /// <summary>Telling incidents to people outside an open page.</summary>
        public IServiceCollection AddSignalboxNotifications(NotificationOptions options)
        {
            services.AddSingleton(options);
            services.AddSingleton(provider => new Outbox(
                provider.GetRequiredService<ITransactionalStore>(), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<NodeIdentity>().Instance));
            services.AddSingleton<NotificationConnections>();
            services.AddSingleton<NotificationHttp>();
            services.TryAddSingleton(SenderLayer.None);
            services.AddSingleton<AllSenders>();
            services.AddSingleton<IncidentWatch>();
            services.AddSingleton<NotificationAlarm>();
            services.AddSingleton<Bell>();
            services.AddSingleton<IRecordObserver>(provider => provider.GetRequiredService<Bell>());
            services.AddHostedService<NotificationPost>();
            return services;
        }
    }
}
