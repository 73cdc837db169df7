using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signalbox.Identity;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;

namespace Signalbox.Server.Security;

public static class SecurityServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Users, sessions, tokens, and the rule that an endpoint is closed unless it says otherwise.</summary>
        public IServiceCollection AddSignalboxSecurity()
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton(new PasswordOptions());
            services.TryAddSingleton(new SignInOptions());
            services.TryAddSingleton<IIdSource, TimeOrderedIds>();
            services.AddSingleton<Passwords>();
            services.AddSingleton<UserStore>();
            services.AddSingleton<PermissionStore>();
            services.AddSingleton<TokenStore>();
            services.AddSingleton<TokenRevocations>();
            services.TryAddSingleton(new TokenRateOptions());
            services.AddSingleton<TokenRates>();
            services.TryAddSingleton(new ClientOptions());
            services.AddSingleton<ClientStore>();
            services.AddSingleton<ClientAttempts>();
            services.AddSingleton<SessionBook>();
            services.AddSingleton<FreshProof>();
            services.AddSingleton<PasswordProof>();
            services.AddSingleton<SignIn>();
            services.AddSingleton<PasswordChange>();
            services.AddSingleton<SetupTokens>();
            services.AddAuthentication(CallerHandler.Scheme)
                .AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.Scheme, null);
            services.AddAuthorizationBuilder().SetFallbackPolicy(Access.ClosedByDefault);
            services.AddLogging(KeepSecretsOut);
            return services;
        }
    }

    // The framework writes each request's path to the log, and a webhook's path holds its secret.
    private static void KeepSecretsOut(ILoggingBuilder logs) => logs
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
}
