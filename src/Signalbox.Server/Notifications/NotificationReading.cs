using Signalbox.Monitoring.Alerts;
using Signalbox.Server.Api.Input;
using Signalbox.Server.Configuration;
using Signalbox.Server.Notifications.Senders;

namespace Signalbox.Server.Notifications;

/// <summary>From the document to a destination and its address, with everything that is wrong noted in the check.</summary>
internal sealed class NotificationReading(NotificationOptions options, CatalogueHolder catalogue)
{
    private const int TokenCharsMax = 500;
    private const int MailCharsMax = 254;
    private const int RecipientsMax = 10;
    private const int PortTls = 465;
    private const int PortStarttls = 587;

    /// <param name="fromFile">Strategies that come with it, beside those there are.</param>
    public Destination Read(DestinationInput input, string id, InputCheck check, IReadOnlySet<string>? fromFile = null)
    {
        var kinds = (input.Kinds ?? []).Distinct(StringComparer.Ordinal).ToArray();
        var known = catalogue.Current;
        check.Require(input.Kind is not null, "kind", "A kind is required: webhook, slack, discord, telegram, ntfy, email or heartbeat.");
        check.Require(Array.TrueForAll(kinds, AlertKinds.All.Contains), "kinds", $"Expected kinds out of {string.Join(", ", AlertKinds.All)}.");
        check.Require(input.StrategyId is null || known.Strategy(new(input.StrategyId)) is not null || fromFile?.Contains(input.StrategyId) == true, "strategyId", $"There is no strategy {input.StrategyId}.");
        check.Require(input.AccountId is null || known.Connections.ContainsKey(new(input.AccountId)), "accountId", $"There is no account {input.AccountId}.");
        return new()
        {
            Id = id, Name = check.Name("name", input.Name), Kind = input.Kind ?? DestinationKind.Webhook, Enabled = input.Enabled, Grade = input.Grade, Kinds = kinds,
            Strategy = input.StrategyId, Account = input.AccountId, Place = "",
        };
    }

    /// <summary>Null where none was sent.</summary>
    public DestinationAddress? ReadAddress(DestinationInput input, InputCheck check)
    {
        if (input.Address is not { } address || input.Kind is not { } kind)
        {
            return null;
        }

        RefuseStrangers(kind, address, check);
        return kind switch
        {
            DestinationKind.Email => ReadMail(address, check),
            DestinationKind.Telegram => ReadTelegram(address, check),
            _ => ReadUrl(kind, address, check),
        };
    }

    private DestinationAddress ReadUrl(DestinationKind kind, DestinationAddressInput address, InputCheck check)
    {
        var url = address.Url?.Trim();
        if (NotificationUrl.Fault(url, options) is { } fault)
        {
            check.Refuse("address.url", fault);
        }
        else if (kind == DestinationKind.Ntfy)
        {
            check.Require(NtfySender.TopicOf(new(url!)).Length > 0, "address.url", "Expected the address of a topic, such as https://ntfy.sh/a-name-nobody-guesses.");
        }

        CheckToken(address.Token, check);
        return new() { Url = url, Token = Given(address.Token) };
    }

    private DestinationAddress ReadTelegram(DestinationAddressInput address, InputCheck check)
    {
        var url = Given(address.Url) ?? TelegramSender.Usual;
        if (NotificationUrl.Fault(url, options) is { } fault)
        {
            check.Refuse("address.url", fault);
        }

        var token = address.Token?.Trim() ?? "";
        var chat = address.Chat?.Trim() ?? "";
        var isToken = token.Length is > 0 and <= TokenCharsMax && token.Contains(':', StringComparison.Ordinal) && token.All(each => char.IsAsciiLetterOrDigit(each) || each is ':' or '_' or '-');
        check.Require(isToken, "address.token", "Expected a bot's token as BotFather shows it, such as 123456:ABC….");
        check.Require(chat.Length is > 0 and <= 100 && chat.All(each => char.IsAsciiLetterOrDigit(each) || each is '@' or '_' or '-'), "address.chat", "Expected the number of a chat, such as -1001234567890, or a channel's @name.");
        return new() { Url = url, Token = token, Chat = chat };
    }

    private DestinationAddress ReadMail(DestinationAddressInput address, InputCheck check)
    {
        var host = address.Host?.Trim() ?? "";
        var port = address.Port ?? (address.Security == MailSecurity.Tls ? PortTls : PortStarttls);
        var to = (address.To ?? []).Select(each => each.Trim()).ToArray();
        check.Require(Uri.CheckHostName(host) != UriHostNameType.Unknown && host.All(char.IsAscii), "address.host", "Expected the name of a mail server, such as smtp.example.org.");
        check.Require(port is >= 1 and <= 65_535, "address.port", "A port is a number from 1 to 65535.");
        check.Require(IsMail(address.From?.Trim()), "address.from", "Expected an address such as signalbox@example.org.");
        check.Require(to.Length is >= 1 and <= RecipientsMax && Array.TrueForAll(to, IsMail), "address.to", $"Expected 1 to {RecipientsMax} addresses such as me@example.org.");
        check.Require((Given(address.User) is null) == (Given(address.Password) is null), "address.password", "A user and a password go together; without both nobody signs in.");
        check.Require(address.User is not { Length: > TokenCharsMax } && address.Password is not { Length: > TokenCharsMax }, "address.user", $"User and password have at most {TokenCharsMax} characters each.");
        check.Require(
            address.Security != MailSecurity.None || NotificationConnections.IsThisMachine(host) || options.Allows(host), "address.security",
            "Without TLS only a server on this machine is spoken to: password and messages would travel in the open.");
        if (NotificationConnections.Fault(host, options) is { } fault)
        {
            check.Refuse("address.host", fault);
        }

        return new() { Host = host, Port = port, Security = address.Security, User = Given(address.User), Password = Given(address.Password), From = address.From?.Trim(), To = to };
    }

    /// <summary>A field of another kind is a mistake that would otherwise show when nobody is told.</summary>
    private static void RefuseStrangers(DestinationKind kind, DestinationAddressInput address, InputCheck check)
    {
        var isMail = kind == DestinationKind.Email;
        foreach (var (name, isThere, belongs) in new[]
        {
            ("url", address.Url is not null, !isMail), ("chat", address.Chat is not null, kind == DestinationKind.Telegram),
            ("token", address.Token is not null, kind is DestinationKind.Telegram or DestinationKind.Webhook or DestinationKind.Ntfy),
            ("host", address.Host is not null, isMail), ("port", address.Port is not null, isMail), ("user", address.User is not null, isMail),
            ("password", address.Password is not null, isMail), ("from", address.From is not null, isMail), ("to", address.To is not null, isMail),
        })
        {
            check.Require(!isThere || belongs, $"address.{name}", "This kind of destination has no such field.");
        }
    }

    private static void CheckToken(string? token, InputCheck check) => check.Require(
        Given(token) is not { } given || (given.Length <= TokenCharsMax && given.All(each => each is > ' ' and <= '~')), "address.token",
        $"A token is at most {TokenCharsMax} ASCII characters without spaces.");

    private static string? Given(string? text) => text?.Trim() is { Length: > 0 } given ? given : null;

    private static bool IsMail(string? text) =>
        text is { Length: > 2 and <= MailCharsMax } && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == text.LastIndexOf('@') && at < text.Length - 1
        && text.All(each => each is > ' ' and <= '~' and not ('<' or '>' or ',' or ';' or '"' or '(' or ')' or '\\'));
}
