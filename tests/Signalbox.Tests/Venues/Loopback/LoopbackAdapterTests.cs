using System.Text;
using Signalbox.Sandbox;
using Signalbox.Text;
using Signalbox.Venues;
using Signalbox.Venues.Loopback;
using Signalbox.Venues.Wire;
using Xunit;

namespace Signalbox.Tests.Venues.Loopback;

public sealed class LoopbackAdapterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Signature_IsTheHmacOfWhatTheProtocolSays()
    {
        var signer = new LoopbackSigner("key", "secret");

        var headers = signer.Sign("POST", "/v1/orders", "{}"u8, DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000), TimeSpan.FromSeconds(2));

        // printf '17000000000002000POST/v1/orders{}' | openssl dgst -sha256 -hmac secret
        Assert.Equal("764187f211f7713a6930109da9ddb1f7232b614a7f8db23cfbb5637c8253eda3", headers.Single(header => header.Key == LoopbackSigner.SignatureHeader).Value);
        Assert.Equal(["key", "1700000000000", "2000"], headers.Take(3).Select(header => header.Value));
    }

    [Fact]
    public void EveryReason_HasACodeOfTheProtocol_ButThoseTheExchangeNeverGives()
    {
        var unmapped = Enum.GetValues<RejectReason>().Where(reason => LoopbackErrors.Find(Words.Of(reason)) is null);

        Assert.Equal([RejectReason.MarketClosed], unmapped);
    }

    [Theory]
    [InlineData(422, """{"code":"insufficient_funds","message":"m"}""", typeof(VenueOutcome.Rejected))]
    [InlineData(422, """{"code":"something_new","message":"m"}""", typeof(VenueOutcome.Unknown))]
    [InlineData(422, "<html>", typeof(VenueOutcome.Unknown))]
    [InlineData(200, "<html>", typeof(VenueOutcome.Unknown))]
    [InlineData(200, """{"orderId":"1"}""", typeof(VenueOutcome.Accepted))]
    [InlineData(401, """{"code":"expired_request","message":"m"}""", typeof(VenueOutcome.NotSent))]
    [InlineData(301, "", typeof(VenueOutcome.Unknown))]
    [InlineData(503, """{"code":"insufficient_funds","message":"m"}""", typeof(VenueOutcome.Unknown))]
    public void Answer_IsReadAsWhatItProves(int status, string body, Type outcome)
    {
        var reply = new WireReply { End = WireEnd.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) };

        Assert.Equal(outcome, LoopbackErrors.Outcome(reply).GetType());
    }

    [Fact]
    public void Options_DoNotShowTheirSecret()
    {
        var options = new LoopbackOptions { Address = new("http://127.0.0.1"), Key = "key", Secret = "hush" };

        Assert.DoesNotContain("hush", $"{options} {new SandboxKey("key", "hush")}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task MarketStream_FillsTheBoard_AndFollowsThePrice()
    {
        await using var server = await SandboxServer.StartAsync(new(), TimeProvider.System, Cancel);
        await using var venue = new LoopbackVenue(new() { Address = server.Address, Key = "key", Secret = "secret" }, TimeProvider.System);
        var btc = new Signalbox.Identity.InstrumentId("BTCUSDT");
        using var changes = venue.Quotes.Watch();

        server.Floor.SetPrice(btc, new(55_000m));

        await foreach (var _ in changes.ReadAsync(Cancel))
        {
            if (venue.Market.Latest(btc)?.Mid == new Signalbox.Markets.Price(55_000m))
            {
                return;
            }
        }
    }
}
