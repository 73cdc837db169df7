using Signalbox.Monitoring.Records;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Live;

internal static class LiveServices
{
    private const string Path = "/live";

    /// <summary>A client says little: a channel's name and a number.</summary>
    private const long MessageBytesMax = 4_096;

    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignalboxLive()
        {
            services.AddSingleton(new LiveOptions());
            services.AddSingleton<LiveChannels>();
            services.AddSingleton<DirtyBoard>();
            services.AddSingleton<IRecordObserver>(provider => provider.GetRequiredService<DirtyBoard>());
            services.AddSingleton<LiveRows>();
            services.AddSingleton<LiveSnapshots>();
            services.AddSingleton<LiveSight>();
            services.AddSingleton<LiveDoor>();
            services.AddHostedService(provider => provider.GetRequiredService<LiveDoor>());
            services.AddSingleton<CandleBook>();
            services.AddSingleton<DepthBook>();
            services.AddSingleton<LiveFeed>();
            services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
            services.AddSignalR(hub => hub.MaximumReceiveMessageSize = MessageBytesMax)
                .AddJsonProtocol(json => json.PayloadSerializerOptions.TypeInfoResolverChain.Insert(0, LiveJson.Default));
            return services;
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The hub, open to whoever may read the API.</summary>
        public WebApplication MapSignalboxLive()
        {
            app.MapHub<LiveHub>(Path).Requires(Scope.Read);
            return app;
        }
    }
}
