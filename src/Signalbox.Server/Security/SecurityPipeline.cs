using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;
using Signalbox.Server.Security.Transport;

namespace Signalbox.Server.Security;

public static class SecurityPipeline
{
    extension(WebApplication app)
    {
        /// <summary>Goes before everything: whatever comes later believes the request's address, and every answer leaves through it.</summary>
        public WebApplication UseSignalboxTransport(TrustedProxies proxies)
        {
            app.Use(new ForwardedRequests(proxies).ReadAsync);
            app.Use(AnswerHeaders.AddAsync);
            return app;
        }

        /// <summary>Goes before every endpoint; static pages go before it.</summary>
        public WebApplication UseSignalboxSecurity()
        {
            app.Use(PrivateConnection.RequireAsync);
            app.Use(RequestOrigin.NoteAsync);
            app.UseAuthentication();
            app.Use(CrossSiteGuard.CheckAsync);
            app.Use(app.Services.GetRequiredService<TokenRates>().CheckAsync);
            app.UseAuthorization();
            app.Use(EnrolmentGuard.CheckAsync);
            app.Use(FreshProof.CheckAsync);
            return app;
        }
    }
}
