using Signalbox.Server.Api.Audit;
using Signalbox.Server.Api.Clients;
using Signalbox.Server.Api.Connections;
using Signalbox.Server.Api.Errors;
using Signalbox.Server.Api.Gates;
using Signalbox.Server.Api.Histories;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Api.Invitations;
using Signalbox.Server.Api.Layouts;
using Signalbox.Server.Api.Limits;
using Signalbox.Server.Api.OpenApi;
using Signalbox.Server.Api.People;
using Signalbox.Server.Api.Permissions;
using Signalbox.Server.Api.Sessions;
using Signalbox.Server.Api.Setup;
using Signalbox.Server.Api.Strategies;
using Signalbox.Server.Api.Subscriptions;
using Signalbox.Server.Api.Tokens;
using Signalbox.Server.Api.Transfers;
using Signalbox.Server.Api.Users;
using Signalbox.Server.Api.Vaults;

namespace Signalbox.Server.Api;

public static class ApiPipeline
{
    extension(WebApplication app)
    {
        /// <summary>Gives every failure the API's error shape; goes first.</summary>
        public WebApplication UseSignalboxErrors()
        {
            app.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = ErrorPages.WriteFailureAsync,

                // The failure is logged once, with the pattern of its address: the address itself may hold a secret.
                SuppressDiagnosticsCallback = _ => true,
            });
            app.UseStatusCodePages(ErrorPages.WriteEmptyAsync);
            return app;
        }

        /// <summary>The API under /api/v1 and its OpenAPI document. Returns the group, for endpoints of other stages.</summary>
        public RouteGroupBuilder MapSignalboxApi()
        {
            var api = app.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, UnreadableInputFilter>().WithCommonErrors();
            StrategyEndpoints.Map(api);
            SubscriptionEndpoints.Map(api);
            ConnectionEndpoints.Map(api);
            HistoryEndpoints.Map(api);
            TransferEndpoints.Map(api);
            LimitEndpoints.Map(api);
            GateEndpoints.Map(api);
            PermissionEndpoints.Map(api);
            UserEndpoints.Map(api);
            InvitationEndpoints.Map(api);
            TokenEndpoints.Map(api);
            ClientEndpoints.Map(api);
            SessionEndpoints.Map(api);
            SessionListEndpoints.Map(api);
            SignInRuleEndpoints.Map(api);
            LayoutEndpoints.Map(api);
            SetupEndpoints.Map(api);
            AuditEndpoints.Map(api);
            OAuthEndpoints.Map(app);
            VaultEndpoints.Map(api);
            PersonEndpoints.Map(api);
            app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
            return api;
        }
    }
}
