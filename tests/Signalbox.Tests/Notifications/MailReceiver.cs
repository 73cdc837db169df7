using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Signalbox.Tests.Notifications;

/// <summary>A mail server for one talk after another, with a certificate of its own.</summary>
internal sealed class MailReceiver : IAsyncDisposable
{
    private readonly List<string> heard = [];
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly bool isSecure;
    private readonly Task work;

    public MailReceiver(bool isSecure)
    {
        this.isSecure = isSecure;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        listener.Start();
        work = AcceptAsync();
    }

    public X509Certificate2 Certificate { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>What it answers to a command that begins like this; else it agrees.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    /// <summary>Sent at once behind the agreement to STARTTLS, in the open.</summary>
    public string Injected { get; set; } = "";

    /// <summary>All of it so far; the client's goodbye may still come.</summary>
    public List<string> Heard
    {
        get
        {
            lock (heard)
            {
                return [.. heard];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await work;
        listener.Stop();
        Certificate.Dispose();
        ending.Dispose();
    }

    private void Note(string text)
    {
        lock (heard)
        {
            heard.Add(text);
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(ending.Token);
                await TalkAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Stream line = client.GetStream();
        try
        {
            line = isSecure ? await SecureAsync(line) : line;
            await SayAsync(line, "220 mail.example ready");
            while (await ReadLineAsync(line) is { } command)
            {
                Note(command);
                await SayAsync(line, AnswerTo(command));
                if (command == "STARTTLS" && AnswerTo(command).StartsWith("220", StringComparison.Ordinal))
                {
                    line = await SecureAsync(line);
                }
                else if (command == "DATA")
                {
                    await TakeMailAsync(line);
                }
                else if (command == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception ended) when (ended is IOException or System.Security.Authentication.AuthenticationException)
        {
            // The client has gone.
        }
        finally
        {
            await line.DisposeAsync();
        }
    }

    private async Task TakeMailAsync(Stream line)
    {
        while (await ReadLineAsync(line) is { } text && text != ".")
        {
            Note(text);
        }

        await SayAsync(line, "250 kept");
    }

    private string AnswerTo(string command)
    {
        var word = Answers.Keys.FirstOrDefault(key => command.StartsWith(key, StringComparison.Ordinal));
        return word is not null ? Answers[word]
            : command.StartsWith("EHLO", StringComparison.Ordinal) ? "250-mail.example\r\n250-STARTTLS\r\n250 AUTH LOGIN PLAIN"
            : command == "STARTTLS" ? $"220 go on{(Injected.Length > 0 ? $"\r\n{Injected}" : "")}"
            : command == "DATA" ? "354 go on"
            : command.StartsWith("AUTH", StringComparison.Ordinal) ? "235 welcome"
            : "250 well";
    }

    private async Task<Stream> SecureAsync(Stream line)
    {
        var secure = new SslStream(line);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, ending.Token);
        return secure;
    }

    private async Task SayAsync(Stream line, string text) => await line.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), ending.Token);

    private async Task<string?> ReadLineAsync(Stream line)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (await line.ReadAsync(one, ending.Token) == 1)
        {
            if (one[0] == '\n')
            {
                return text.ToString().TrimEnd('\r');
            }

            text.Append((char)one[0]);
        }

        return null;
    }
}
