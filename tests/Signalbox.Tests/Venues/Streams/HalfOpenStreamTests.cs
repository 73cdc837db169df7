using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Signalbox.Tests.Venues.Wire;
using Signalbox.Venues.Streams;
using Xunit;

namespace Signalbox.Tests.Venues.Streams;

/// <summary>
/// Fault 11: the socket of a stream stands, and nothing comes through it any more. The operating system says nothing for many
/// minutes, so the stream itself must notice, tell of the gap and dial anew.
/// </summary>
public sealed class HalfOpenStreamTests
{
    private const string Subscribed = "subscribed";

    [Fact]
    public async Task Line_ThatFallsSilent_IsGivenUp_TellsOfTheGap_AndIsDialledAnew()
    {
        await using var venue = new RawServer(FallSilentAsync);

        var gaps = await GapsUntilTheSecondLineAsync(venue, new() { SilenceMax = TimeSpan.FromMilliseconds(300) }, new());

        Assert.Equal(["The stream has begun.", "Nothing came for 00:00:00.3000000.", "The stream has begun."], gaps);
    }

    [Fact]
    public async Task Line_WhosePingsStayUnanswered_IsGivenUp_TellsOfTheGap_AndIsDialledAnew()
    {
        await using var venue = new RawServer(FallSilentAsync);

        var gaps = await GapsUntilTheSecondLineAsync(
            venue, new(), new() { PingEvery = TimeSpan.FromMilliseconds(100), PongWithin = TimeSpan.FromMilliseconds(200) });

        Assert.Equal("The stream has begun.", gaps[0]);
        Assert.StartsWith("The stream broke", gaps[1], StringComparison.Ordinal);
        Assert.Equal("The stream has begun.", gaps[2]);
    }

    [Fact]
    public async Task Line_WhoseSubscriptionIsNeverConfirmed_IsGivenUp()
    {
        await using var venue = new RawServer(async connection =>
        {
            await ShakeHandsAsync(connection);
            await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending);
        });

        var gaps = await GapsAsync(venue, new() { ReadyWithin = TimeSpan.FromMilliseconds(300) }, new(), 1);

        Assert.Equal(["The stream was not ready within 00:00:00.3000000."], gaps);
    }

    [Fact]
    public async Task Message_ThatCannotBeRead_EndsTheLine_AndAnotherIsDialled()
    {
        await using var venue = new RawServer(async connection =>
        {
            await ShakeHandsAsync(connection);
            await connection.AnswerAsync(connection.Number == 1 ? $"{(char)0x81}{(char)1}?" : Frame(Subscribed));
            await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending);
        });

        var gaps = await GapsAsync(venue, new(), new(), 2);

        Assert.Equal(["What came could not be read: No such message.", "The stream has begun."], gaps);
    }

    private static Task<List<string>> GapsUntilTheSecondLineAsync(RawServer venue, StreamRhythm rhythm, VenueStreamOptions options) =>
        GapsAsync(venue, rhythm, options, 3);

    private static async Task<List<string>> GapsAsync(RawServer venue, StreamRhythm rhythm, VenueStreamOptions options, int count)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var address = new UriBuilder(venue.Address) { Scheme = "ws" }.Uri;
        var stream = new VenueStream<string>(() => new Talk(address, rhythm), options with { FirstWait = TimeSpan.FromMilliseconds(1) }, TimeProvider.System);
        var gaps = new List<string>();
        await foreach (var news in stream.ReadAsync(late.Token))
        {
            gaps.Add(news.Gap!);
            if (gaps.Count == count)
            {
                break;
            }
        }

        return gaps;
    }

    /// <summary>Confirms the subscription; from then on the line is a black hole.</summary>
    private static async Task FallSilentAsync(RawConnection connection)
    {
        await ShakeHandsAsync(connection);
        await connection.AnswerAsync(Frame(Subscribed));
        await Task.Delay(Timeout.InfiniteTimeSpan, connection.Ending);
    }

    private static string Frame(string text) => $"{(char)0x81}{(char)text.Length}{text}";

    [SuppressMessage("Security", "CA5350", Justification = "The WebSocket protocol prescribes SHA-1 for its handshake, which keeps nothing secret.")]
    private static async Task ShakeHandsAsync(RawConnection connection)
    {
        const string Label = "Sec-WebSocket-Key: ";
        var request = await connection.ReadAsync() ?? throw new IOException("The client hung up.");
        var key = request.Split("\r\n").Single(line => line.StartsWith(Label, StringComparison.OrdinalIgnoreCase))[Label.Length..];
        var proof = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        await connection.AnswerAsync($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {proof}\r\n\r\n");
    }

    private sealed class Talk(Uri address, StreamRhythm rhythm) : IStreamTalk<string>
    {
        public StreamRhythm Rhythm => rhythm;

        public Task<StreamDial> DialAsync(CancellationToken cancel) => Task.FromResult(StreamDial.To(address));

        public void Open(StreamTurn<string> turn)
        {
        }

        public void Hear(ReadOnlySpan<byte> message, StreamTurn<string> turn)
        {
            if (!message.SequenceEqual(Encoding.ASCII.GetBytes(Subscribed)))
            {
                throw new FormatException("No such message.");
            }

            turn.Ready();
        }
    }
}
