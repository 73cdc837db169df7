using System.Security.Authentication;

namespace Signalbox.Server.Notifications.Senders;

/// <summary>Mail over SMTP, by a talk of our own: the framework's client knows no TLS from the first byte and no bound in time.</summary>
internal sealed class EmailSender(NotificationConnections connections, NotificationOptions options) : ISender
{
    public async Task<Delivery> SendAsync(DestinationAddress address, NotificationMessage message, CancellationToken cancel)
    {
        var host = address.Host!;
        try
        {
            await using var talk = new SmtpTalk(await ConnectAsync(host, address.Port, cancel), host, options);
            return await talk.SendAsync(address, MailText.Of(address, message), cancel);
        }
        catch (SmtpRefusal refusal)
        {
            return new Delivery.Failed(refusal.Message);
        }
        catch (AuthenticationException)
        {
            return new Delivery.Failed($"No secure connection to {host} could be made: its certificate is not one this machine trusts, or it is for another name.");
        }
        catch (PrivateDestinationException refused)
        {
            return new Delivery.Failed(refused.Message);
        }
        catch (System.Net.Sockets.SocketException)
        {
            return new Delivery.Failed($"{host} could not be reached at port {address.Port}: check both, and whether it runs.");
        }
        catch (IOException)
        {
            return new Delivery.Failed($"{host} broke off. Check whether the port belongs to the kind of security that is chosen.");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new Delivery.Failed($"{host} did not answer within {options.AnswerWithin.TotalSeconds:0} seconds. Check whether the port belongs to the kind of security that is chosen.");
        }
    }

    private async Task<Stream> ConnectAsync(string host, int port, CancellationToken cancel)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        within.CancelAfter(options.AnswerWithin);
        return await connections.ConnectAsync(host, port, within.Token);
    }
}

/// <summary>The mail server said no, or nothing that is SMTP; the message says what to do.</summary>
internal sealed class SmtpRefusal(string message) : Exception(message);
