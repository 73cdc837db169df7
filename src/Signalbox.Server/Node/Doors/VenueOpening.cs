using Signalbox.Strategies;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Limits;

namespace Signalbox.Server.Node.Doors;

/// <summary>A connection that is being opened: its settings and secrets, with a sentence for each that is missing or wrong.</summary>
internal sealed class VenueOpening(BrokerConnection connection, IReadOnlyDictionary<string, string> secrets, VenueLimiters limiters, TimeProvider clock)
{
    public TimeProvider Clock => clock;

    public AccountMode Mode => connection.Mode;

    /// <summary>A sandbox, or a server between us and the venue; null for the venue itself.</summary>
    public Uri? Address => Setting("address") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw Wrong($"The address '{text}' cannot be read. Write it like https://host:port.");

    public EgressRoute Route
    {
        get
        {
            try
            {
                return EgressRoute.Read(Setting("proxy"), Setting("source"));
            }
            catch (ArgumentException wrong)
            {
                throw Wrong(wrong.Message);
            }
        }
    }

    public string? Setting(string name) => connection.Settings.FirstOrDefault(setting => setting.Name == name)?.Value is { Length: > 0 } value ? value : null;

    public string Secret(string name) => secrets.TryGetValue(name, out var secret) ? secret : throw Wrong($"It has no {name}. Add it to the connection.");

    /// <summary>The setting if it is one of these; the first when it is not set.</summary>
    public string OneOf(string name, params ReadOnlySpan<string> allowed)
    {
        var value = Setting(name) ?? allowed[0];
        foreach (var each in allowed)
        {
            if (each == value)
            {
                return value;
            }
        }

        throw Wrong($"The {name} '{value}' is not known. Use one of: {string.Join(", ", allowed)}.");
    }

    /// <summary>Where it trades. A paper account never reaches real money, nor a live one anything else, unless an address says so.</summary>
    public string Environment(params ReadOnlySpan<string> rehearsals)
    {
        if (connection.Mode == AccountMode.Live)
        {
            return OneOf("environment", "live");
        }

        return OneOf("environment", rehearsals);
    }

    /// <summary>The limits of one venue as seen from one address: all connections there share them.</summary>
    public RateLimiter Limiter(string venue) => limiters.For(venue, Route, Address);

    public InvalidOperationException Wrong(string sentence) => new($"The connection {connection.Name} cannot be opened. {sentence}");
}
