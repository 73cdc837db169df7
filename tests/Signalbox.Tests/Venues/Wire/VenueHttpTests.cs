using System.Text;
using Signalbox.Tests.Venues.Paper;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Wire;

public sealed class VenueHttpTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_IsTold_WithStatusBodyAndWait()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nWAIT");
        });
        using var http = Http(server);

        var reply = await http.SendAsync(Post(), Cancel);

        Assert.Equal((WireEnd.Answered, 429, TimeSpan.FromSeconds(7)), (reply.End, reply.Status, reply.RetryAfter!.Value));
        Assert.Equal("WAIT"u8.ToArray(), reply.Body.ToArray());
    }

    /// <summary>
    /// The HTTP stack repeats a request by itself when a kept connection turns out dead, unless content has begun to leave.
    /// </summary>
    [Theory]
    [InlineData("order")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Command_OnAConnectionThatDiesUnderIt_IsNeverRepeated(string? body)
    {
        var commands = 0;
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync();
            if (await connection.ReadAsync() is not null)
            {
                // The second request of this connection is read, and the line falls before any answer.
                Interlocked.Increment(ref commands);
            }
        });
        using var http = Http(server);
        await http.SendAsync(Get(), Cancel);

        var reply = await http.SendAsync(Post() with { Body = body is null ? null : Encoding.UTF8.GetBytes(body) }, Cancel);

        Assert.Equal(WireEnd.Unknown, reply.End);
        Assert.Equal((1, 1), (commands, server.Connections));
    }

    [Fact]
    public async Task Command_WithoutAnAnswerInTime_IsUnknown()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, connection.Ending);
        });
        var clock = new PaperTestClock(PaperWorld.Start);
        using var http = new VenueHttp(new() { Address = server.Address, Timeout = TimeSpan.FromSeconds(20) }, clock);

        var sending = http.SendAsync(Post(), Cancel);
        await arrived.Task.WaitAsync(Cancel);
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(WireEnd.Unknown, (await sending).End);
    }

    [Fact]
    public async Task Command_WithHalfAnAnswer_IsUnknown()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{");
        });
        using var http = Http(server);

        Assert.Equal(WireEnd.Unknown, (await http.SendAsync(Post(), Cancel)).End);
    }

    [Fact]
    public async Task Command_WithNobodyThere_IsNotSent()
    {
        using var http = new VenueHttp(new() { Address = new("http://127.0.0.1:1") }, TimeProvider.System);

        Assert.Equal(WireEnd.NotSent, (await http.SendAsync(Post(), Cancel)).End);
    }

    [Fact]
    public async Task Command_PastItsDeadline_IsHeldBack_ThoughAConnectionStands()
    {
        var requests = 0;
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadAsync() is not null)
            {
                Interlocked.Increment(ref requests);
                await connection.AnswerAsync();
            }
        });
        var clock = new PaperTestClock(PaperWorld.Start);
        using var http = new VenueHttp(new() { Address = server.Address }, clock);
        await http.SendAsync(Get(), Cancel);

        var late = await http.SendAsync(Post() with { SendBy = PaperWorld.Start.AddTicks(-1) }, Cancel);
        var punctual = await http.SendAsync(Post() with { SendBy = PaperWorld.Start }, Cancel);

        Assert.Equal((WireEnd.NotSent, WireEnd.Answered), (late.End, punctual.End));
        Assert.Equal(2, requests);
    }

    [Fact]
    public async Task Command_GivenUpBeforeItLeft_IsNotSent_AndAfterwardsUnknown()
    {
        var arrived = new TaskCompletionSource();
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            arrived.TrySetResult();
            await Task.Delay(Timeout.Infinite, connection.Ending);
        });
        using var http = Http(server);
        Assert.Equal(WireEnd.NotSent, (await http.SendAsync(Post(), new CancellationToken(canceled: true))).End);

        using var giving = new CancellationTokenSource();
        var sending = http.SendAsync(Post(), giving.Token);
        await arrived.Task.WaitAsync(Cancel);
        await giving.CancelAsync();

        Assert.Equal(WireEnd.Unknown, (await sending).End);
    }

    [Fact]
    public async Task Redirect_IsAnAnswer_NotASecondRequest()
    {
        await using var server = new RawServer(async connection =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync("HTTP/1.1 307 There\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
            Assert.Null(await connection.ReadAsync());
        });
        using var http = Http(server);

        Assert.Equal(307, (await http.SendAsync(Post(), Cancel)).Status);
    }

    private static VenueHttp Http(RawServer server) => new(new() { Address = server.Address, Timeout = TimeSpan.FromSeconds(60) }, TimeProvider.System);

    private static WireRequest Post() => new() { Method = HttpMethod.Post, Path = "/order", Body = "order"u8.ToArray() };

    private static WireRequest Get() => new() { Method = HttpMethod.Get, Path = "/time" };
}
