using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Signalbox.Identity;
using Signalbox.Server.Security.Clients;
using Signalbox.Server.Security.External;
using Signalbox.Server.Security.Invitations;
using Signalbox.Server.Security.Passkeys;
using Signalbox.Server.Security.Permissions;
using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.SecondFactors;
using Signalbox.Server.Security.Sessions;
using Signalbox.Server.Security.Setup;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Users;
using Signalbox.Server.Security.Webhooks;

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
            services.TryAddSingleton(new TokenRateOptions());
            services.AddSingleton<TokenRates>();
            services.TryAddSingleton(new ClientOptions());
            services.AddSingleton<ClientStore>();
            services.AddSingleton<ClientAttempts>();
            services.AddSingleton<TryCounter>();
            services.AddSingleton<AddressTries>();
            services.AddSingleton<SecondFactorCheck>();
            services.AddSingleton<SecondFactorSetup>();
            services.AddSingleton<SignInRuleStore>();
            services.AddSingleton<SessionStanding>();
            services.AddSingleton<SessionOpening>();
            services.AddSingleton<SessionBook>();
            services.AddSingleton<SessionList>();
            services.TryAddSingleton(new PasskeyOptions());
            services.AddSingleton<PasskeyChallenges>();
            services.AddSingleton<PasskeyCeremony>();
            services.AddSingleton<PasskeyBook>();
            services.TryAddSingleton(new ExternalOptions());
            services.AddSingleton(IssuerOf);
            services.AddSingleton<ExternalSignIn>();
            services.AddSingleton<ExternalArrival>();
            services.AddSingleton<ExternalLink>();
            services.AddSingleton<InvitationBook>();
            services.AddSingleton<FreshProof>();
            services.AddSingleton<CallerStanding>();
            services.AddSingleton<PasswordProof>();
            services.AddSingleton<SignIn>();
            services.AddSingleton<PasswordChange>();
            services.AddSingleton<SetupTokens>();
            services.TryAddSingleton(SourceList.Documented);
            services.AddSingleton<WebhookTally>();
            services.AddSingleton<WebhookDoor>();
            services.AddAuthentication(CallerHandler.Scheme)
                .AddScheme<AuthenticationSchemeOptions, CallerHandler>(CallerHandler.Scheme, null);
            services.AddAuthorizationBuilder().SetFallbackPolicy(Access.ClosedByDefault);
            services.AddLogging(KeepSecretsOut);
            return services;
        }
    }

    // No redirect is followed: what the issuer answers at its own address counts, and nothing else.
    private static ExternalIssuer IssuerOf(IServiceProvider services) => new(
        services.GetRequiredService<ExternalOptions>(),
        new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = services.GetRequiredService<ExternalOptions>().AnswerWithin },
        services.GetRequiredService<TimeProvider>());

    // The framework writes each request's path to the log, and a webhook's path holds its secret.
    private static void KeepSecretsOut(ILoggingBuilder logs) => logs
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
}
