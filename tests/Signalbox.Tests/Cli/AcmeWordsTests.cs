using Signalbox.Server.Cli;
using Xunit;

namespace Signalbox.Tests.Cli;

public sealed class AcmeWordsTests
{
    private readonly Dictionary<string, string> variables = [];

    [Fact]
    public void Read_OfDomains_TakesLetsEncryptUnlessAnotherIsNamed()
    {
        var options = Run("--urls", "https://*:443", "--acme-domains", "Example.com, www.example.com,example.com", "--acme-accept-terms").Acme!;
        Assert.Equal(["example.com", "www.example.com"], options.Domains);
        Assert.Equal((null, new Uri("https://acme-v02.api.letsencrypt.org/directory"), true), (options.Email, options.Directory, options.TermsAccepted));

        variables["SIGNALBOX_ACME_DOMAINS"] = "example.com";
        variables["SIGNALBOX_ACME_EMAIL"] = "ops@example.com";
        variables["SIGNALBOX_ACME_DIRECTORY"] = "https://ca.internal:9000/acme/acme/directory";
        options = Run("--urls", "https://*:443").Acme!;
        Assert.Equal(("ops@example.com", "ca.internal", false), (options.Email, options.Directory.Host, options.TermsAccepted));
        variables["SIGNALBOX_ACME_ACCEPT_TERMS"] = "yes";
        Assert.True(Run("--urls", "https://*:443").Acme!.TermsAccepted);
        variables.Clear();
        Assert.Null(Run().Acme);
    }

    [Theory]
    [InlineData("'*.example.com' stands for many names, which is proven by DNS alone.", "--acme-domains", "*.example.com")]
    [InlineData("'localhost' is no domain.", "--acme-domains", "localhost")]
    [InlineData("'203.0.113.7' is no domain.", "--acme-domains", "203.0.113.7")]
    [InlineData("'bücher.example' is no domain.", "--acme-domains", "bücher.example")]
    [InlineData("Name one to 100 domains", "--acme-domains", ",")]
    [InlineData("'ops' is no address for mail.", "--acme-domains", "example.com", "--acme-email", "ops")]
    [InlineData("'http://ca.example/directory' is no directory of a certificate authority.", "--acme-domains", "example.com", "--acme-directory", "http://ca.example/directory")]
    [InlineData("'--acme-email' says nothing without --acme-domains", "--acme-email", "ops@example.com")]
    [InlineData("Give one of the two.", "--acme-domains", "example.com", "--certificate", "/c.pem")]
    [InlineData("or have it obtained with --acme-domains.")]
    public void Read_OfWhatCannotBeObtained_SaysWhy(string why, params string[] arguments)
    {
        var refused = Assert.IsType<CommandLineResult.Refused>(CommandLine.Read(["--urls", "https://*:443", .. arguments], variables.GetValueOrDefault));
        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithoutAnAddressForHttps_OrWithHalfAnAgreement_IsRefused()
    {
        Assert.Contains("no address uses it", Assert.IsType<CommandLineResult.Refused>(CommandLine.Read(["--acme-domains", "example.com"], variables.GetValueOrDefault)).Message, StringComparison.Ordinal);
        variables["SIGNALBOX_ACME_ACCEPT_TERMS"] = "no";
        Assert.Equal(
            "SIGNALBOX_ACME_ACCEPT_TERMS says 'no'. It says yes, or nothing.",
            Assert.IsType<CommandLineResult.Refused>(CommandLine.Read(["--urls", "https://*:443", "--acme-domains", "example.com"], variables.GetValueOrDefault)).Message);
    }

    private CommandLineOptions Run(params string[] arguments) => Assert.IsType<CommandLineResult.Run>(CommandLine.Read(arguments, variables.GetValueOrDefault)).Options;
}
