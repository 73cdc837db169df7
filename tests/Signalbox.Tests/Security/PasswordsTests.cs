using Signalbox.Server.Security.Users;
using Xunit;

namespace Signalbox.Tests.Security;

/// <summary>Hashing is slow on purpose; whoever asks for much of it keeps nobody else waiting for ever.</summary>
public sealed class PasswordsTests : IDisposable
{
    private const int FloodSize = 40;

    // What is slow enough that the flood below is still waiting when another one comes.
    private readonly Passwords passwords = new(new() { Rounds = 400_000 });

    public void Dispose() => passwords.Dispose();

    [Fact]
    public async Task Flood_OfOneNetwork_LeavesRoomForAnother()
    {
        var hash = await passwords.HashAsync("right password", HashWaiter.Server, Cancel);
        var flood = Flood(_ => "198.51.100.7");
        await Until.HoldsAsync(() => flood.Count(each => each.IsCompleted) >= FloodSize - 17);

        Assert.Equal(PasswordMatch.Yes, await passwords.MatchAsync("right password", hash, HashWaiter.Stranger("192.0.2.7"), Cancel));

        var answers = await Task.WhenAll(flood);
        Assert.Equal(2, answers.Count(each => each == PasswordMatch.No));
        Assert.Equal(FloodSize - 2, answers.Count(each => each == PasswordMatch.NotChecked));
        Assert.Equal(PasswordMatch.No, await passwords.MatchAsync("guess", null, HashWaiter.Stranger("198.51.100.7"), Cancel));
    }

    [Fact]
    public async Task Flood_OfManyNetworks_LeavesRoomForWhoIsSignedIn()
    {
        var hash = await passwords.HashAsync("right password", HashWaiter.Server, Cancel);
        var flood = Flood(number => $"198.51.100.{number}");
        await Until.HoldsAsync(() => flood.Count(each => each.IsCompleted) >= FloodSize - 17);

        var stranger = await passwords.MatchAsync("right password", hash, HashWaiter.Stranger("192.0.2.7"), Cancel);
        var known = await passwords.MatchAsync("right password", hash, HashWaiter.Known("ada"), Cancel);

        Assert.Equal((PasswordMatch.NotChecked, PasswordMatch.Yes), (stranger, known));
        await Task.WhenAll(flood);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private List<Task<PasswordMatch>> Flood(Func<int, string> network) =>
        [.. Enumerable.Range(0, FloodSize).Select(number => Task.Run(() => passwords.MatchAsync("guess", null, HashWaiter.Stranger(network(number)), Cancel), Cancel))];
}
