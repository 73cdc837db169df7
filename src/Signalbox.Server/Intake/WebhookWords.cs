using Signalbox.Server.Api.Input;
using Signalbox.Signals;
using Signalbox.Strategies.Routing;

namespace Signalbox.Server.Intake;

/// <summary>
/// What a call says beside its body. A word that is there and cannot be read is refused, not left out: without it the signal
/// would go to more accounts than were meant, or be done twice.
/// </summary>
internal static class WebhookWords
{
    private const int CharsMax = 64;

    public static SignalDefaults DefaultsOf(HttpContext http) => new(Named(http, "ticker"), Named(http, "account"));

    /// <summary>Null where everything that is there can be read.</summary>
    public static Refusal? ProblemOf(HttpContext http) =>
        ProblemOf(http, "account", "The signal went to no account.")
        ?? ProblemOf(http, "ticker", "Nothing was traded.")
        ?? (IdempotencyKey.TryRead(http, out _) ? null : new(IdempotencyKey.Code, IdempotencyKey.Message));

    private static Refusal? ProblemOf(HttpContext http, string parameter, string outcome) =>
        http.Request.Query[parameter].Count == 0 || Named(http, parameter) is not null ? null : new(
            $"invalid-{parameter}", $"The parameter {parameter} stands in the address once and has 1 to {CharsMax} characters. {outcome} Mend the address, or leave the parameter out.");

    private static string? Named(HttpContext http, string parameter) => http.Request.Query[parameter] is [{ Length: > 0 and <= CharsMax } name] ? name : null;
}
