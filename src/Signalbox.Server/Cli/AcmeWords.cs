using Signalbox.Server.Security.Transport.Acme;

namespace Signalbox.Server.Cli;

/// <summary>The words of the command line that say which certificate the server obtains itself.</summary>
internal static class AcmeWords
{
    private const string Yes = "yes";

    /// <param name="value">What the command line or the environment says; null: nothing.</param>
    public static AcmeOptions? Read(Func<CommandOption, string?> value, ref string? problem)
    {
        if (value(AcmeOption.Domains) is not { } text)
        {
            problem ??= AcmeOption.All.FirstOrDefault(option => value(option) is not null) is { } alone
                ? $"'{alone.Name}' says nothing without --acme-domains, the names of the certificate." : null;
            return null;
        }

        string[] domains = [.. text.ToLowerInvariant().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
        problem ??= DomainProblem(domains) ?? EmailProblem(value(AcmeOption.Email)) ?? TermsProblem(value(AcmeOption.AcceptTerms));
        if (!Uri.TryCreate(value(AcmeOption.Directory) ?? AcmeOptions.DefaultDirectory, UriKind.Absolute, out var directory) || !AcmeOptions.IsDirectory(directory))
        {
            problem ??= $"'{value(AcmeOption.Directory)}' is no directory of a certificate authority. Its address begins with https, such as {AcmeOptions.DefaultDirectory}.";
        }

        return problem is null ? new(domains, value(AcmeOption.Email), directory!, value(AcmeOption.AcceptTerms) is not null) : null;
    }

    private static string? DomainProblem(string[] domains) =>
        domains.Length is 0 or > AcmeOptions.DomainsMax ? $"Name one to {AcmeOptions.DomainsMax} domains: --acme-domains example.com,www.example.com."
        : domains.FirstOrDefault(domain => domain.StartsWith('*')) is { } wild ? $"'{wild}' stands for many names, which is proven by DNS alone. Name each: --acme-domains example.com,www.example.com."
        : domains.FirstOrDefault(domain => !IsDomain(domain)) is { } wrong ? $"'{wrong}' is no domain. Write it like example.com, and letters beyond a to z as xn--."
        : null;

    private static bool IsDomain(string text) =>
        Uri.CheckHostName(text) == UriHostNameType.Dns && text.Length <= 253 && text.Contains('.', StringComparison.Ordinal) && !text.EndsWith('.') && text.All(char.IsAscii);

    private static string? EmailProblem(string? email) =>
        email is null || (email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '?' or ':')) ? null
        : $"'{email}' is no address for mail. Give one, such as --acme-email ops@example.com.";

    private static string? TermsProblem(string? accepted) => accepted is null or "" or Yes ? null
        : $"{AcmeOption.AcceptTerms.Environment} says '{accepted}'. It says {Yes}, or nothing.";
}
