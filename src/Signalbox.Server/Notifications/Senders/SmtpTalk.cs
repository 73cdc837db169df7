using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signalbox.Server.Notifications.Senders;

/// <summary>
/// One talk with a mail server. A password is said on a private line alone; each answer has a bound in time, length and lines, and of
/// its words none is repeated.
/// </summary>
internal sealed class SmtpTalk(Stream line, string host, NotificationOptions options) : IAsyncDisposable
{
    private const int AnswerBytesMax = 8 * 1024;

    private readonly byte[] buffer = new byte[AnswerBytesMax];
    private Stream line = line;
    private int held;

    public async Task<Delivery> SendAsync(DestinationAddress address, string mail, CancellationToken cancel)
    {
        await GreetAsync(address.Security, cancel);
        await SignInAsync(address, cancel);
        await ExpectAsync($"MAIL FROM:<{address.From}>", 250, "The sender is refused: use an address this server may send for.", cancel);
        var taken = 0;
        foreach (var to in address.To)
        {
            taken += (await AskAsync($"RCPT TO:<{to}>", cancel)).Code is 250 or 251 ? 1 : 0;
        }

        if (taken == 0)
        {
            throw new SmtpRefusal($"{host} takes mail for none of the recipients: check their addresses.");
        }

        await ExpectAsync("DATA", 354, "The message is refused.", cancel);
        await ExpectAsync($"{mail}.", 250, "The message is refused.", cancel);

        // It has the message: how it says goodbye changes nothing.
        await WriteAsync("QUIT", cancel);
        return new Delivery.Delivered(taken == address.To.Count ? $"{host} took it for all recipients." : $"{host} took it for {taken} of {address.To.Count} recipients: check the other addresses.");
    }

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private async Task GreetAsync(MailSecurity security, CancellationToken cancel)
    {
        if (security == MailSecurity.Tls)
        {
            await SecureAsync(cancel);
        }

        Require(await ReadAsync(cancel), 220, "It is no mail server, or it turns this machine away.");
        if (security != MailSecurity.Starttls)
        {
            return;
        }

        await HelloAsync(cancel);
        await ExpectAsync("STARTTLS", 220, "It does not offer STARTTLS: choose TLS, with its port.", cancel);
        if (held > 0)
        {
            // Whoever stands between could have said it: what came in the open counts for nothing on the private line.
            throw new SmtpRefusal($"{host} spoke out of turn before the line was private.");
        }

        await SecureAsync(cancel);
    }

    private async Task<IReadOnlyList<string>> HelloAsync(CancellationToken cancel)
    {
        var answer = await AskAsync("EHLO signalbox", cancel);
        Require(answer, 250, "It does not know the extended greeting.");
        return answer.Lines;
    }

    private async Task SignInAsync(DestinationAddress address, CancellationToken cancel)
    {
        const string Mend = "It does not accept the user and password: enter them again; some providers ask for a password of its own for applications.";
        var offers = await HelloAsync(cancel);
        if (address.User is not { } user)
        {
            return;
        }

        var ways = offers.FirstOrDefault(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.Split(' ') ?? [];
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            await ExpectAsync($"AUTH PLAIN {Base64($"\0{user}\0{address.Password}")}", 235, Mend, cancel);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            await ExpectAsync("AUTH LOGIN", 334, Mend, cancel);
            await ExpectAsync(Base64(user), 334, Mend, cancel);
            await ExpectAsync(Base64(address.Password ?? ""), 235, Mend, cancel);
        }
        else
        {
            throw new SmtpRefusal($"{host} offers no way to sign in with a user and a password.");
        }
    }

    private async Task SecureAsync(CancellationToken cancel)
    {
        var secure = new SslStream(line, leaveInnerStreamOpen: false);
        line = secure;
        using var within = Within(cancel);
        await secure.AuthenticateAsClientAsync(
            new()
            {
                TargetHost = host,
                CertificateChainPolicy = options.Roots is { } roots ? PolicyOf(roots) : null,
            },
            within.Token);
    }

    private static X509ChainPolicy PolicyOf(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private async Task ExpectAsync(string command, int code, string mend, CancellationToken cancel) => Require(await AskAsync(command, cancel), code, mend);

    private void Require(SmtpAnswer answer, int code, string mend)
    {
        if (answer.Code != code)
        {
            throw new SmtpRefusal($"{host} answered {answer.Code}. {mend}");
        }
    }

    private async Task<SmtpAnswer> AskAsync(string command, CancellationToken cancel)
    {
        await WriteAsync(command, cancel);
        return await ReadAsync(cancel);
    }

    private async Task WriteAsync(string command, CancellationToken cancel)
    {
        using var within = Within(cancel);
        await line.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), within.Token);
        await line.FlushAsync(within.Token);
    }

    /// <summary>An answer of one or more lines: the last has a space behind its code.</summary>
    private async Task<SmtpAnswer> ReadAsync(CancellationToken cancel)
    {
        using var within = Within(cancel);
        var lines = new List<string>();
        while (true)
        {
            var text = await LineAsync(within.Token);
            if (text.Length < 3 || !int.TryParse(text[..3], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var code))
            {
                throw new SmtpRefusal($"{host} does not speak SMTP at this port.");
            }

            lines.Add(text.Length > 4 ? text[4..] : "");
            if (text.Length == 3 || text[3] == ' ')
            {
                return new(code, lines);
            }

            if (lines.Sum(each => each.Length) > AnswerBytesMax || lines.Count > 100)
            {
                throw new SmtpRefusal($"The answer of {host} has no end.");
            }
        }
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', 0, held);
            if (end >= 0)
            {
                var text = Encoding.ASCII.GetString(buffer, 0, end).TrimEnd('\r');
                held -= end + 1;
                Buffer.BlockCopy(buffer, end + 1, buffer, 0, held);
                return text;
            }

            if (held == buffer.Length)
            {
                throw new SmtpRefusal($"The answer of {host} has no end.");
            }

            var read = await line.ReadAsync(buffer.AsMemory(held), cancel);
            held += read > 0 ? read : throw new IOException("The line ended.");
        }
    }

    private CancellationTokenSource Within(CancellationToken cancel)
    {
        var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        within.CancelAfter(options.AnswerWithin);
        return within;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private sealed record SmtpAnswer(int Code, IReadOnlyList<string> Lines);
}
