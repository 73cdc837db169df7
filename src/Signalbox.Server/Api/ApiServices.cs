using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signalbox.Server.Api.Connections;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.People;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Notifications;
using Signalbox.Server.Scoring;

namespace Signalbox.Server.Api;

public static class ApiServices
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSignalboxApi()
        {
            services.AddSingleton<ConnectionReading>();
            services.AddSingleton<PersonView>();
            services.TryAddSingleton<ScorerOptions>();
            services.AddSingleton<GateReading>();
            services.AddSignalboxDestinations();
            services.AddSingleton<ImportReading>();
            services.AddSingleton<ConfigurationImport>();
            services.AddOpenApi(ApiDocument.Name, ApiDocument.Configure);

            // Generated contexts only: a type nobody registered fails in a test, not at a user's.
            services.Configure<JsonOptions>(json =>
            {
                json.SerializerOptions.TypeInfoResolverChain.Clear();
                json.SerializerOptions.TypeInfoResolverChain.Add(ApiJson.Default);

                // As the inputs are read: a number is a number.
                json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            });
            return services;
        }
    }
}
