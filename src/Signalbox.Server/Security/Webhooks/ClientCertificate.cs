using System.Text;
using Signalbox.Server.Security.Transport;

namespace Signalbox.Server.Security.Webhooks;

/// <summary>
/// What a trusted proxy says of the certificate a sender showed it. The proxy checks it against its issuer; here it only
/// matters that it is TradingView's. Such headers from anybody else are a sender's own words about itself.
/// </summary>
internal static class ClientCertificate
{
    public const string VerifiedHeader = "X-Client-Verify";
    public const string SubjectHeader = "X-Client-Subject";
    private const string Verified = "SUCCESS";

    public static bool IsTradingView(HttpContext http)
    {
        if (http.Features.Get<PassedOn>() is null || http.Request.Headers[VerifiedHeader] is not [Verified] || http.Request.Headers[SubjectHeader] is not [{ } subject])
        {
            return false;
        }

        var names = Parts(subject);
        return names.Contains("CN=TradingView Webhooks") && names.Contains("O=TradingView, Inc.");
    }

    /// <summary>The names of a subject as RFC 4514 writes it: commas within a name stand behind a backslash or in quotes.</summary>
    private static List<string> Parts(string subject)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < subject.Length; at++)
        {
            switch (subject[at])
            {
                case '\\' when at + 1 < subject.Length:
                    part.Append(subject[++at]);
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' or '+' when !isQuoted:
                    parts.Add(part.ToString().Trim());
                    part.Clear();
                    break;
                default:
                    part.Append(subject[at]);
                    break;
            }
        }

        parts.Add(part.ToString().Trim());
        return parts;
    }
}
