using System.Security.Cryptography.X509Certificates;
using Signalbox.Server.Security.Transport.Acme;
using Xunit;

namespace Signalbox.Tests.Security.Transport.Acme;

public sealed class AcmeRenewalTests : IAsyncLifetime
{
    private AcmeScene scene = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => scene = await AcmeScene.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(scene.Authority.Faults);
        await scene.DisposeAsync();
    }

    [Fact]
    public async Task Certificate_IsRenewedWhenAThirdIsLeft_WithAKeyOfItsOwnAndTheSameAccount()
    {
        var renewal = scene.Renewal();
        Assert.True(await renewal.LookAsync(Cancel));
        var (first, account) = (scene.FileText("certificate.pem"), scene.FileText("account-key.pem"));
        scene.Clock.Advance(TimeSpan.FromDays(59));
        Assert.False(await renewal.LookAsync(Cancel));
        Assert.Equal(first, scene.FileText("certificate.pem"));

        scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.True(await renewal.LookAsync(Cancel));

        var second = scene.FileText("certificate.pem");
        Assert.NotEqual(Key(first), Key(second));
        Assert.Equal((account, 1, 2), (scene.FileText("account-key.pem"), scene.Authority.AccountCount, scene.Authority.OrderCount));
        using var leaf = X509Certificate2.CreateFromPem(second, second);
        scene.Clock.Advance(TimeSpan.FromSeconds(3));
        using var shown = await scene.ShownAsync();
        Assert.Equal(leaf.Thumbprint, shown.Thumbprint);
        Assert.False(await renewal.LookAsync(Cancel));
        Assert.Equal(["mailto:ops@example.com"], scene.Authority.Contacts);
    }

    [Fact]
    public async Task BadNonces_AreTriedAgain_AndNotForEver()
    {
        scene.Authority.BadNonces = 3;
        Assert.True(await scene.Renewal().LookAsync(Cancel));

        scene.Clock.Advance(TimeSpan.FromDays(61));
        scene.Authority.BadNonces = int.MaxValue;
        var before = scene.Authority.Signed;
        Assert.False(await scene.Renewal().LookAsync(Cancel));

        Assert.Equal(5, scene.Authority.Signed - before);
        Assert.Contains("The requests' nonces were refused again and again", scene.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proof_ThatFails_SaysWhatToDo_AndTheOtherWayIsTriedNext()
    {
        scene.Authority.Unreached = [AcmeChallenges.Tls];
        var renewal = scene.Renewal();

        Assert.False(await renewal.LookAsync(Cancel));

        Assert.Contains(
            "one.example.com was not proven by tls-alpn-01: the authority says 'Nobody answers there'. See that the authority reaches this server from outside: port 443 must lead to an https address of --urls",
            scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("HTTPS answers with a placeholder, which nobody trusts.", scene.Log.Text, StringComparison.Ordinal);
        Assert.False(await renewal.LookAsync(Cancel));
        Assert.Equal(["tls-alpn-01 one.example.com"], scene.Authority.Proofs);

        scene.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await renewal.LookAsync(Cancel));
        Assert.Equal(["tls-alpn-01 one.example.com", "http-01 one.example.com", "http-01 two.example.com"], scene.Authority.Proofs);
    }

    [Fact]
    public async Task Proof_OfAKindTheAuthorityDoesNotOffer_IsLeftOut()
    {
        scene.Authority.Kinds = ["dns-01", "http-01"];
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        Assert.Equal(["http-01 one.example.com", "http-01 two.example.com"], scene.Authority.Proofs);

        scene.Authority.Kinds = ["dns-01"];
        scene.Clock.Advance(TimeSpan.FromDays(61));
        Assert.False(await scene.Renewal(AcmeChallenges.Tls).LookAsync(Cancel));
        Assert.Contains("does not let one.example.com be proven by tls-alpn-01. Let the server listen on plain HTTP too", Assert.Single(scene.Told.Alerts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatIsNoAcmeOrTooLong_OrAForeignCertificate_ChangesNothing()
    {
        var kept = scene.FileText("certificate.pem");
        scene.Authority.InsteadOfDirectory = "<html>";
        Assert.False(await scene.Renewal().LookAsync(Cancel));
        Assert.Contains("See that --acme-directory is the address of a directory.", scene.Log.Text, StringComparison.Ordinal);
        scene.Authority.InsteadOfDirectory = new string(' ', 300 * 1024);
        Assert.False(await scene.Renewal().LookAsync(Cancel));
        Assert.Contains("answer is longer than 262144 bytes", scene.Log.Text, StringComparison.Ordinal);

        scene.Authority.InsteadOfDirectory = null;
        scene.Authority.IssuesForOthers = true;
        Assert.False(await scene.Renewal().LookAsync(Cancel));
        Assert.Contains("sent a certificate of another key", scene.Log.Text, StringComparison.Ordinal);
        Assert.Equal(kept, scene.FileText("certificate.pem"));
    }

    [Fact]
    public async Task Proofs_ThatFailForHours_StayBelowTheLimit_AlsoWithRestarts()
    {
        scene.Authority.Unreached = [AcmeChallenges.Tls, AcmeChallenges.Http];
        var tries = new List<int>();
        var renewal = scene.Renewal();
        for (var minute = 0; minute < 240; minute++)
        {
            var before = scene.Authority.Proofs.Count;
            await renewal.LookAsync(Cancel);
            tries.Add(scene.Authority.Proofs.Count - before);
            scene.Clock.Advance(TimeSpan.FromMinutes(1));
            renewal = minute % 7 == 6 ? scene.Renewal() : renewal;
        }

        var perHour = Enumerable.Range(0, tries.Count - 60).Select(first => tries.Skip(first).Take(60).Sum()).ToList();
        Assert.InRange(perHour.Max(), 1, 5);
        Assert.InRange(perHour.Min(), 1, 5);
        Assert.Equal("placeholder", Issuer());
    }

    [Fact]
    public async Task RateLimit_IsKeptAsLongAsTheAuthorityWishes()
    {
        scene.Authority.RefuseOrders = AuthorityAnswer.Problem(429, "rateLimited", "Too many certificates for example.com.", retryAfter: 7200);
        var renewal = scene.Renewal();
        Assert.False(await renewal.LookAsync(Cancel));
        Assert.Contains("'Too many certificates for example.com'. Its limit is reached; it is left alone as long as it asks for.", scene.Log.Text, StringComparison.Ordinal);
        scene.Authority.RefuseOrders = null;
        var before = scene.Authority.Signed;

        scene.Clock.Advance(TimeSpan.FromMinutes(119));
        Assert.False(await renewal.LookAsync(Cancel));
        Assert.Equal(before, scene.Authority.Signed);

        scene.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True(await renewal.LookAsync(Cancel));
    }

    [Fact]
    public async Task Terms_NobodyAcceptedThem_NoAccountIsMadeAndTheOperatorIsToldWhereTheyStand()
    {
        scene.Authority.Terms = "https://authority.example/terms-7.pdf";
        scene.Options = scene.Options with { TermsAccepted = false };

        Assert.False(await scene.Renewal().LookAsync(Cancel));

        Assert.Equal(0, scene.Authority.AccountCount);
        Assert.Equal(
            "certificate-not-obtained: The certificate for HTTPS was not obtained: The certificate authority asks to agree with its terms of service: https://authority.example/terms-7.pdf "
            + "Read them, and add --acme-accept-terms if you agree. There is no certificate yet: HTTPS answers with a placeholder, which nobody trusts. "
            + "It is tried again every hour, unless its authority asks for more patience.",
            Assert.Single(scene.Told.Alerts));

        scene.Options = scene.Options with { TermsAccepted = true };
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        Assert.Empty(scene.Told.Board.Failing);
    }

    [Fact]
    public async Task Failure_ThatLasts_IsAnAlertWithTheDaysThatAreLeft_AndTheCertificateStays()
    {
        var renewal = scene.Renewal();
        await renewal.LookAsync(Cancel);
        var kept = scene.FileText("certificate.pem");
        scene.Authority.RefuseOrders = AuthorityAnswer.Problem(500, "serverInternal", "Out of order.");
        scene.Clock.Advance(TimeSpan.FromDays(61));
        await renewal.LookAsync(Cancel);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        await renewal.LookAsync(Cancel);
        Assert.Empty(scene.Told.Alerts);

        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await renewal.LookAsync(Cancel);
        Assert.Contains("The certificate in use is valid for 29 more days.", Assert.Single(scene.Told.Alerts), StringComparison.Ordinal);

        scene.Clock.Advance(TimeSpan.FromDays(1));
        await renewal.LookAsync(Cancel);
        Assert.Contains("The certificate in use is valid for 28 more days.", scene.Told.Alerts[1], StringComparison.Ordinal);
        Assert.Equal(kept, scene.FileText("certificate.pem"));

        scene.Authority.RefuseOrders = null;
        scene.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True(await renewal.LookAsync(Cancel));
        Assert.Empty(scene.Told.Board.Failing);
    }

    [Fact]
    public async Task Certificate_OfOtherNamesOrAnotherDirectory_IsReplaced()
    {
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        scene.Options = scene.Options with { Domains = ["two.example.com", "three.example.com"] };
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        Assert.Equal(["two.example.com", "three.example.com"], scene.Folder.Read()!.Domains);

        await using var other = await AcmeAuthority.StartAsync(scene.Clock);
        other.Prover.Reach(scene.HttpsPort, scene.HttpPort);
        scene.Options = scene.Options with { Directory = other.Directory };
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        Assert.Equal((1, 1), (other.AccountCount, other.OrderCount));
        Assert.False(await scene.Renewal().LookAsync(Cancel));
        Assert.Empty(other.Faults);
    }

    [Fact]
    public async Task Secrets_AreNeitherLoggedNorToldNorReadableByOthers()
    {
        scene.Authority.Unreached = [AcmeChallenges.Tls];
        var renewal = scene.Renewal();
        await renewal.LookAsync(Cancel);
        scene.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await renewal.LookAsync(Cancel));
        await scene.ShownAsync();

        var secrets = (Key(scene.FileText("certificate.pem")) + Key(scene.FileText("account-key.pem"))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(secrets.Length >= 4);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, scene.Log.Text + string.Join('\n', scene.Told.Alerts), StringComparison.Ordinal));
        Assert.DoesNotContain("\"signature\"", scene.Log.Text, StringComparison.Ordinal);
        Assert.Contains("A certificate for one.example.com, two.example.com was obtained", scene.Log.Text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(scene.PathOf("")));
            Assert.All(Directory.GetFiles(scene.PathOf("")), file => Assert.Equal(OwnerOnly, OperatingSystem.IsWindows() ? OwnerOnly : File.GetUnixFileMode(file)));
            Assert.Equal(3, Directory.GetFiles(scene.PathOf("")).Length);
        }
    }

    [Fact]
    public async Task Folder_ThatIsDamaged_IsMended()
    {
        Assert.True(await scene.Renewal().LookAsync(Cancel));
        var whole = scene.FileText("certificate.pem");
        await File.WriteAllTextAsync(scene.PathOf("certificate.pem"), whole[..(whole.Length - 80)], Cancel);
        using (var opened = scene.Folder.Open(scene.Options, scene.Clock))
        {
            Assert.Contains("placeholder", opened.Leaf.Subject, StringComparison.Ordinal);
        }

        Assert.True(await scene.Renewal().LookAsync(Cancel));
        await File.WriteAllTextAsync(scene.PathOf("account-key.pem"), "nothing", Cancel);
        scene.Clock.Advance(TimeSpan.FromDays(61));
        Assert.False(await scene.Renewal().LookAsync(Cancel));
        Assert.Contains("holds no key. Delete it: an account is made anew.", Assert.Single(scene.Told.Alerts), StringComparison.Ordinal);
    }

    private static string Key(string pem) => pem[pem.IndexOf("-----BEGIN PRIVATE KEY-----", StringComparison.Ordinal)..].Replace("-----BEGIN PRIVATE KEY-----", "", StringComparison.Ordinal)
        .Replace("-----END PRIVATE KEY-----", "", StringComparison.Ordinal);

    private string Issuer()
    {
        using var leaf = X509Certificate2.CreateFromPem(scene.FileText("certificate.pem"));
        return leaf.Issuer.Split(' ')[^1];
    }
}
