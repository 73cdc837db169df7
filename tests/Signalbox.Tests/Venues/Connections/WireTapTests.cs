using System.Text;
using Signalbox.Tests.Venues.Wire;
using Signalbox.Venues.Connections;
using Signalbox.Venues.Errors;
using Signalbox.Venues.Limits;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Connections;

/// <summary>What goes over a line while somebody listens is heard, without its headers; nobody else hears it.</summary>
public sealed class WireTapTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Line_WhileSomebodyListens_IsHeardWithoutHeaders()
    {
        await using var server = new RawServer(async connection =>
        {
            while (await connection.ReadAsync() is not null)
            {
                await connection.AnswerAsync("HTTP/1.1 400 Bad\r\nContent-Length: 12\r\n\r\n{\"code\":-42}");
            }
        });
        using var line = new VenueLine(
            new(new() { Address = server.Address }, TimeProvider.System), new(TimeProvider.System, new()), new Silent(), new("Rail", TimeProvider.System), "a");

        var heard = await ListenAsync(line);
        await line.SendAsync(Request(), Cancel);

        var exchange = Assert.Single(heard);
        Assert.Equal(("POST", "/order?symbol=A", WireEnd.Answered, 400), (exchange.Method, exchange.Target, exchange.End, exchange.Status));
        Assert.Equal(("quantity=1", "{\"code\":-42}"), (Encoding.UTF8.GetString(exchange.Body.Span), Encoding.UTF8.GetString(exchange.Answer.Span)));
        Assert.DoesNotContain("CANARY", exchange.ToString(), StringComparison.Ordinal);
        Assert.Null(WireTap.Current);
    }

    private static async Task<IReadOnlyList<WireExchange>> ListenAsync(VenueLine line)
    {
        var tap = WireTap.Begin();
        await line.SendAsync(Request(), Cancel);
        return tap.Heard;
    }

    private static WireRequest Request() => new()
    {
        Method = HttpMethod.Post,
        Path = "/order",
        Query = "symbol=A",
        Body = "quantity=1"u8.ToArray(),
        ContentType = WireRequest.Form,
        Headers = [new("X-Key", "CANARY")],
        Lane = RateLane.Entry,
    };

    private sealed class Silent : IVenueVoice
    {
        public VenueComplaint? Complaint(WireReply reply) => null;

        public void Correct(RateLimiter limiter, RateSubject subject, WireReply reply)
        {
        }
    }
}
