using System.Text;
using Signalbox.Server.Notifications;
using Signalbox.Server.Notifications.Senders;
using Signalbox.Tests.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Notifications;

/// <summary>Mail over a real talk, private by STARTTLS or from the first byte.</summary>
public sealed class EmailSenderTests
{
    private static readonly NotificationMessage Message = NotificationText.Of(
        [NotificationTextTests.Incident("emergency", "Überfällig.\r\n.\r\nQUIT")], 0, new("https://signalbox.example/"), new(2026, 3, 1, 2, 30, 0, TimeSpan.Zero)) with { Title = "Notfall: Köln" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MailSecurity.Starttls)]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.None)]
    public async Task Mail_IsHandedOver_AndThePasswordSaidOnAPrivateLineAlone(MailSecurity security)
    {
        await using var server = new MailReceiver(security == MailSecurity.Tls);
        Assert.Equal(new Delivery.Delivered("localhost took it for all recipients."), await SendAsync(server, security));

        var tls = server.Heard.IndexOf("STARTTLS");
        var auth = server.Heard.FindIndex(line => line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal));
        Assert.Equal("\0me\0s3cret", Encoding.UTF8.GetString(Convert.FromBase64String(server.Heard[auth]["AUTH PLAIN ".Length..])));
        Assert.Equal(security == MailSecurity.Starttls, tls >= 0 && tls < auth);
        Assert.Contains("MAIL FROM:<signalbox@example.org>", server.Heard);
        Assert.Contains("RCPT TO:<you@example.org>", server.Heard);
        Assert.Contains("Subject: =?utf-8?B?" + Convert.ToBase64String("Notfall: K"u8) + "?=", server.Heard);
        var body = string.Concat(server.Heard.SkipWhile(line => line.Length > 0).TakeWhile(line => line != "QUIT"));
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(body));
        Assert.StartsWith("Überfällig.", text, StringComparison.Ordinal);
        Assert.Contains("https://signalbox.example/signals/s1\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTH PLAIN", "535 no", "localhost answered 535. It does not accept the user and password")]
    [InlineData("EHLO", "250 nothing offered", "localhost offers no way to sign in with a user and a password.")]
    [InlineData("MAIL FROM", "550 no", "localhost answered 550. The sender is refused")]
    [InlineData("RCPT TO", "550 no", "localhost takes mail for none of the recipients")]
    [InlineData("DATA", "554 no", "localhost answered 554. The message is refused.")]
    [InlineData("STARTTLS", "502 no", "localhost answered 502. It does not offer STARTTLS")]
    public async Task Refusal_SaysWhatToMend(string command, string answer, string why)
    {
        await using var server = new MailReceiver(false) { Answers = { [command] = answer } };
        Assert.StartsWith(why, Assert.IsType<Delivery.Failed>(await SendAsync(server, MailSecurity.Starttls)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OneRecipientOfTwo_IsSaid()
    {
        await using var server = new MailReceiver(false) { Answers = { ["RCPT TO:<you@"] = "550 no" } };
        Assert.Equal(new Delivery.Delivered("localhost took it for 1 of 2 recipients: check the other addresses."), await SendAsync(server, MailSecurity.Starttls));
    }

    [Fact]
    public async Task CertificateOfNobody_IsNotTrusted_AndNoPasswordIsSaid()
    {
        await using var server = new MailReceiver(true);
        var failed = Assert.IsType<Delivery.Failed>(await SendAsync(server, MailSecurity.Tls, new()));
        Assert.Contains("its certificate is not one this machine trusts", failed.Why, StringComparison.Ordinal);
        Assert.Empty(server.Heard);
    }

    [Fact]
    public async Task WordsSaidBeforeTheLineIsPrivate_CountForNothing()
    {
        await using var server = new MailReceiver(false) { Injected = "250 well" };
        var failed = Assert.IsType<Delivery.Failed>(await SendAsync(server, MailSecurity.Starttls));
        Assert.Equal("localhost spoke out of turn before the line was private.", failed.Why);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", "127.0.0.1 does not speak SMTP at this port.")]
    [InlineData("220-", "did not answer within 1 seconds.")]
    public async Task WhatIsNoMailServer_IsSaidSo(string greeting, string why)
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.AnswerAsync(greeting);
            await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending);
        });
        var options = new NotificationOptions { AnswerWithin = TimeSpan.FromSeconds(1) };
        var address = Address(server.Address.Port, MailSecurity.None) with { Host = "127.0.0.1" };
        Assert.Contains(why, Assert.IsType<Delivery.Failed>(await new EmailSender(new(options), options).SendAsync(address, Message, Cancel)).Why, StringComparison.Ordinal);
    }

    private static Task<Delivery> SendAsync(MailReceiver server, MailSecurity security, NotificationOptions? given = null)
    {
        var options = given ?? new NotificationOptions { Roots = [server.Certificate] };
        return new EmailSender(new(options), options).SendAsync(Address(server.Port, security), Message, Cancel);
    }

    private static DestinationAddress Address(int port, MailSecurity security) => new()
    {
        Host = "localhost", Port = port, Security = security, User = "me", Password = "s3cret", From = "signalbox@example.org", To = ["me@example.org", "you@example.org"],
    };
}
