using System.Net;

namespace Signalbox.Server.Scoring;

/// <summary>Which addresses a scorer may have. Names are looked up when it is asked, and checked again then.</summary>
internal static class ScorerUrl
{
    private const int CharsMax = 500;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public static string? Fault(string? text, ScorerOptions options)
    {
        if (text is not { Length: > 0 and <= CharsMax } || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http"))
        {
            return $"Expected an address such as https://scorer.example/score, of at most {CharsMax} characters.";
        }

        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return "An address has no user, password or fragment here. Put a secret into the vault and name it in secretName.";
        }

        if (options.Allows(url.Host))
        {
            return null;
        }

        var isPrivate = url.IsLoopback || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && !PublicAddress.Is(address));
        return isPrivate ? $"{url.Host} is in a private network. Start the server with --private-scorers {url.Host} to allow it."
            : url.Scheme != "https" ? "Expected https: signals and secrets would travel in the open."
            : null;
    }
}
