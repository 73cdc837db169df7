namespace Signalbox.Server.Live;

/// <summary>Whose a message is, for those who do not see everything; it stays inside the server.</summary>
/// <param name="Account">Told to whoever sees this account.</param>
/// <param name="Signal">Told as whoever is told sees this signal.</param>
/// <param name="IsStory">With a signal: the whole of it.</param>
/// <param name="IsHealth">Told with the accounts that are seen.</param>
public sealed record LiveSubject(string? Account = null, string? Signal = null, bool IsStory = false, bool IsHealth = false)
{
    public static readonly LiveSubject Health = new(IsHealth: true);

    public static LiveSubject At(string account) => new(account);

    public static LiveSubject Of(string signal) => new(Signal: signal);

    public static LiveSubject Story(string signal) => new(Signal: signal, IsStory: true);
}
