namespace Signalbox.Server.Security.Transport.Acme;

/// <summary>The errors of RFC 8555 in plain words: what happened, what the authority says of it, what to do.</summary>
internal static class AcmeProblems
{
    private const string Prefix = "urn:ietf:params:acme:error:";
    private const int DetailMax = 400;

    private static readonly Dictionary<string, (bool IsTransient, string Advice)> Known = new(StringComparer.Ordinal)
    {
        ["rateLimited"] = (true, "Its limit is reached; it is left alone as long as it asks for."),
        ["badNonce"] = (true, "The requests' nonces were refused again and again; something between this server and the authority may answer from a cache."),
        ["serverInternal"] = (true, "The authority itself has a fault."),
        ["orderNotReady"] = (true, "The order is made anew."),
        ["dns"] = (true, "See that the name leads to this server: its A and AAAA records, and that the name servers answer."),
        ["connection"] = (true, "See that the authority reaches this server from outside: port 443 must lead to an https address of --urls, port 80 to an http one."),
        ["tls"] = (true, "See that port 443 of the name leads to an https address of --urls, with nothing in between that speaks TLS itself."),
        ["unauthorized"] = (true, "See that the name leads to this server and to no other: all of its A and AAAA records, and any proxy before it."),
        ["incorrectResponse"] = (true, "See that the name leads to this server and to no other, and that no proxy changes what it answers."),
        ["caa"] = (false, "A CAA record of the name allows other certificate authorities only. Change that record, or use another --acme-directory."),
        ["rejectedIdentifier"] = (false, "The authority issues nothing for this name. Take it out of --acme-domains, or use another --acme-directory."),
        ["unsupportedIdentifier"] = (false, "The authority issues nothing for names of this kind. Take it out of --acme-domains, or use another --acme-directory."),
        ["invalidContact"] = (false, "Correct --acme-email, or leave it out."),
        ["unsupportedContact"] = (false, "Correct --acme-email, or leave it out."),
        ["externalAccountRequired"] = (false, "The authority wants an account that was made elsewhere before, which this server cannot name. Use another --acme-directory."),
        ["userActionRequired"] = (false, "The authority wants something of you, such as agreeing to changed terms; it says what."),
        ["badCSR"] = (false, "The authority does not take certificates of these names or with this kind of key."),
    };

    /// <param name="failed">What did not come about, as the beginning of a sentence.</param>
    public static AcmeException Of(string failed, ProblemDocument? problem, int? status, TimeSpan? retryAfter)
    {
        var word = problem?.Type is { } type && type.StartsWith(Prefix, StringComparison.Ordinal) ? type[Prefix.Length..] : "";
        var (isTransient, advice) = Known.GetValueOrDefault(word, (status is null or >= 500 or 429 or 408, ""));
        return new($"{failed}{Said(problem, status)} {advice}".TrimEnd(), isTransient) { RetryAfter = retryAfter };
    }

    public static bool Is(ProblemDocument? problem, string word) => problem?.Type == Prefix + word;

    private static string Said(ProblemDocument? problem, int? status)
    {
        var details = new[] { problem }.Concat(problem?.Subproblems ?? [])
            .Where(each => !string.IsNullOrWhiteSpace(each?.Detail))
            .Select(each => each!.Identifier?.Value is { } name ? $"{name}: {each.Detail}" : each.Detail!)
            .ToList();
        var said = Plain(string.Join(" ", details)).TrimEnd('.');
        return said.Length > 0 ? $": the authority says '{said}'." : status is { } code ? $": it answered {code}." : ".";
    }

    /// <summary>Somebody else's text goes to logs and pages: one line of it, and not for ever.</summary>
    private static string Plain(string text)
    {
        var line = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length > DetailMax ? line[..DetailMax] + "…" : line;
    }
}
