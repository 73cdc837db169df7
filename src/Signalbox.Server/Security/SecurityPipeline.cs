using Signalbox.Server.Security.Requests;
using Signalbox.Server.Security.Tokens;

namespace Signalbox.Server.Security;

public static class SecurityPipeline
{
    extension(WebApplication app)
    {
        /// <summary>Goes before every endpoint; static pages go before it.</summary>
        public WebApplication UseSignalboxSecurity()
        {
            app.UseAuthentication();
            app.Use(CrossSiteGuard.CheckAsync);
            app.Use(app.Services.GetRequiredService<TokenRates>().CheckAsync);
            app.UseAuthorization();
            app.Use(FreshProof.CheckAsync);
            return app;
        }
    }
}
