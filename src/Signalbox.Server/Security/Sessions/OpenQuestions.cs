using Signalbox.Server.Storage;

namespace Signalbox.Server.Security.Sessions;

/// <summary>
/// Questions that were put to a browser and wait for its answer. Asking needs no sign-in, so there is room for some of each
/// asker, where the oldest makes way, and for so many of all. Asked in vain by one sender, they are there for the others.
/// </summary>
internal static class OpenQuestions
{
    private const int PerAskerMax = 30;
    private const long OfAllMax = 5_000;

    /// <summary>Whoever is signed in does not share its room with strangers at the same address.</summary>
    /// <param name="user">Null: nobody is signed in.</param>
    public static string Asker(string? user, HttpContext http) => user is null ? $"from {SenderNetwork.Of(http)}" : $"user {user}";

    /// <summary>False where too many wait.</summary>
    public static async Task<bool> MakeRoomAsync(StoreScope scope, string table, string asker, DateTimeOffset now)
    {
        await scope.ExecuteAsync(
            $"""
            DELETE FROM {table} WHERE expires_at <= @Now OR hash IN
                (SELECT hash FROM {table} WHERE asker = @Asker ORDER BY expires_at DESC, hash LIMIT 1000 OFFSET @Kept)
            """,
            new { Now = now.ToUnixTimeMilliseconds(), Asker = asker, Kept = (long)PerAskerMax - 1 });
        return await scope.RowAsync<long>($"SELECT count(*) FROM {table}") < OfAllMax;
    }
}
